"""A folder that exists on both sides under one path: what one side writes, the other finds after the next message.

Only regular files and folders cross, within limits; a link is never followed and never made. A FIFO is no copy: the
examiner hands over
the pipe itself.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable
from typing import Any

from .notices import Notices
from .wire import Malformed

#: Files kept in step at most, and the bytes of one and of all.
MAX_FILES = 5_000
MAX_FILE_BYTES = 48 * 1024 * 1024
MAX_TOTAL_BYTES = 256 * 1024 * 1024

#: How far apart in nanoseconds the times are that a file system writes down, at the most.
_TICK = 20_000_000

_scandir = os.scandir
# Not one of the clocks that tests replace.
_now, _CLOCK = time.clock_gettime_ns, time.CLOCK_REALTIME
_open = os.open


class Tree:
    """The working directory (``cwd``) and the temporary files (``tmp``) of one run, below ``root``."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.working = os.path.join(root, "cwd")
        self.temporary = os.path.join(root, "tmp")
        self.known: dict[str, tuple[int, int, int, int]] = {}
        self.folders: set[str] = set()
        self.ignored: set[str] = set()
        self._notices = Notices()
        #: What files held that were changed just before they were looked at: a change right after that may bear the same time.
        self._fresh: dict[str, int] = {}
        self.on_fifo: Callable[[str], None] | None = None

    def create(self) -> None:
        for folder in (self.working, self.temporary):
            os.makedirs(folder, exist_ok=True)
            self._notices.watch(folder)

    def ignore(self, path: str) -> None:
        self.ignored.add(os.path.relpath(path, self.root))

    def changes(self, encode: Callable[[Any], Any]) -> list[Any]:
        """What is new, different or gone since the last look, ready to send: ``[path, kind, mode, content]``."""
        if not self._notices.any(bool(self.known)):
            return []
        found: list[Any] = []
        files: dict[str, tuple[int, int, int, int]] = {}
        folders: set[str] = set()
        self._scan("cwd", files, folders, found, 0)
        self._scan("tmp", files, folders, found, 0)
        for name in self.known.keys() - files.keys():
            found.append([name, "-", 0, None])
        for name in sorted(self.folders - folders, reverse=True):
            found.append([name, "-d", 0, None])
        self.known, self.folders = files, folders
        return [[*change, encode(content)] for *change, content in found]

    def _scan(
        self, below: str, files: dict[str, tuple[int, int, int, int]], folders: set[str], found: list[Any], depth: int
    ) -> None:
        if depth > 30 or len(files) + len(folders) > MAX_FILES:
            raise Malformed(f"more than {MAX_FILES} files, or too deep a folder")
        try:
            entries = sorted(_scandir(os.path.join(self.root, below)), key=lambda entry: entry.name)
        except OSError:
            return
        for entry in entries:
            name = f"{below}/{entry.name}"
            if name in self.ignored:
                continue
            try:
                status = entry.stat(follow_symlinks=False)
            except OSError:
                continue
            if stat.S_ISDIR(status.st_mode):
                if name not in self.folders:
                    self._notices.watch(os.path.join(self.root, name))
                    found.append([name, "d", status.st_mode & 0o777, None])
                folders.add(name)
                self._scan(name, files, folders, found, depth + 1)
            elif stat.S_ISREG(status.st_mode):
                seen = (status.st_mtime_ns, status.st_size, status.st_ino, status.st_mode)
                files[name] = seen
                fresh = _now(_CLOCK) - status.st_mtime_ns < _TICK
                before = self._fresh.pop(name, None)
                if self.known.get(name) == seen and before is None:
                    continue
                content = self._content(name, status.st_size)
                if fresh:
                    self._fresh[name] = hash(content)
                if self.known.get(name) != seen or before != hash(content):
                    found.append([name, "f", status.st_mode & 0o777, content])
            elif stat.S_ISFIFO(status.st_mode) and self.on_fifo is not None:
                self.ignored.add(name)
                self.on_fifo(os.path.join(self.root, name))

    def _content(self, name: str, size: int) -> bytes | None:
        if size > MAX_FILE_BYTES:
            raise Malformed(
                f"{os.path.basename(name)} has {size} bytes; a file that crosses has at most {MAX_FILE_BYTES}"
            )
        try:
            file = _open(os.path.join(self.root, name), os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError:
            return None
        try:
            parts = []
            while part := os.read(file, 1 << 20):
                parts.append(part)
            return b"".join(parts)
        finally:
            os.close(file)

    def apply(self, changes: Any, decode: Callable[[Any], bytes]) -> None:
        """Makes this side's folder like the other's; ``decode`` reads what a file holds. Every path is checked: what comes from a sandbox is hostile."""
        if type(changes) is not list or len(changes) > 2 * MAX_FILES:
            raise Malformed("too many files changed at once")
        for name, kind, mode, content in changes:
            path = self._safe(name)
            if kind == "d":
                os.makedirs(path, exist_ok=True)
                self._notices.watch(path)
                self.folders.add(name)
            elif kind == "f" and content is not None:
                self._write(path, decode(content), int(mode) & 0o777)
                status = os.lstat(path)
                self.known[name] = (status.st_mtime_ns, status.st_size, status.st_ino, status.st_mode)
            elif kind == "-":
                self.known.pop(name, None)
                if os.path.lexists(path) and not os.path.isdir(path):
                    os.unlink(path)
            elif kind == "-d":
                self.folders.discard(name)
                try:
                    os.rmdir(path)
                except OSError:
                    continue

    def _safe(self, name: Any) -> str:
        parts = name.split("/") if type(name) is str else []
        if (
            len(parts) < 2
            or parts[0] not in ("cwd", "tmp")
            or any(part in ("", ".", "..") or "\0" in part for part in parts)
        ):
            raise Malformed("a file outside the shared folder")
        path = self.root
        for part in parts[:-1]:
            path = os.path.join(path, part)
            if os.path.islink(path):
                raise Malformed("a link on the way to a file")
        return os.path.join(self.root, *parts)

    def _write(self, path: str, content: bytes, mode: int) -> None:
        if (
            len(content) > MAX_FILE_BYTES
            or sum(size for _, size, _, _ in self.known.values()) + len(content) > MAX_TOTAL_BYTES
        ):
            raise Malformed("files over the limit")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        file = _open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_NONBLOCK, mode | 0o200)
        try:
            view = memoryview(content)
            while view:
                view = view[os.write(file, view) :]
            os.fchmod(file, mode)
        finally:
            os.close(file)
