"""Whether anything happened in some folders: the kernel's word (inotify), so that nobody has to look.

A look costs as many calls as there are files; this one call a message. Where the kernel gives no word (no inotify, too many
watches, files mapped into memory, which are written to without a word) something may have happened at any time.
"""

from __future__ import annotations

import ctypes
import os
import sys

_CLOEXEC, _NONBLOCK = os.O_CLOEXEC, os.O_NONBLOCK
#: IN_MODIFY, IN_ATTRIB, IN_CLOSE_WRITE, IN_MOVED_FROM, IN_MOVED_TO, IN_CREATE, IN_DELETE, IN_DELETE_SELF, IN_MOVE_SELF.
_EVENTS = 0x2 | 0x4 | 0x8 | 0x40 | 0x80 | 0x100 | 0x200 | 0x400 | 0x800
#: IN_ONLYDIR, IN_DONT_FOLLOW.
_HOW = 0x01000000 | 0x02000000

# Captured at import: a test's or the candidate's patches of these must not reach the bridge.
_read, _encode, _modules = os.read, os.fsencode, sys.modules
_libc = ctypes.CDLL(None)


class Notices:
    """What the kernel tells of the folders that are watched."""

    def __init__(self) -> None:
        try:
            self._file = int(_libc.inotify_init1(_CLOEXEC | _NONBLOCK))
        except AttributeError:
            self._file = -1
        self._blind = self._file < 0

    def watch(self, folder: str) -> None:
        """From now on this folder's entries, and what they hold, are watched; not those of folders in it."""
        if not self._blind and _libc.inotify_add_watch(self._file, _encode(folder), _EVENTS | _HOW) < 0:
            self._blind = True

    def any(self, files: bool) -> bool:
        """Whether something may have happened since the last time; ``files``: whether the folders hold any."""
        if self._blind or (files and "mmap" in _modules):
            return True
        happened = False
        while True:
            try:
                _read(self._file, 65536)
            except BlockingIOError:
                return happened
            except OSError:
                # Closed by whoever closes files that are not its own.
                self._blind = True
                return True
            happened = True
