"""What an implementation may do to the machine that it runs on while the candidate's tests call it: next to nothing.

Its author is trusted, but the candidate chooses its arguments: a path given to a function that reads files must not lead
to the other implementations, and a name must not lead to a program.
"""

from __future__ import annotations

import os
import sys
import sysconfig
import types
from typing import Any

from ...bridge import libraries
from .source import FILENAME

_SERVING = "assay_runner.bridge.serving"
_REMOTE = "assay_runner.examiner.remote"

#: Events of `sys.audit` whose first arguments are paths; the number says how many.
_PATHS = {
    "open": 1,
    "os.chmod": 1,
    "os.chown": 1,
    "os.link": 2,
    "os.listdir": 1,
    "os.mkdir": 1,
    "os.remove": 1,
    "os.rename": 2,
    "os.rmdir": 1,
    "os.scandir": 1,
    "os.symlink": 2,
    "os.truncate": 1,
    "os.utime": 1,
    "os.chdir": 1,
    "shutil.rmtree": 1,
    "sqlite3.connect": 1,
}
#: Starts of the names of what is refused altogether.
_REFUSED = (
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.system",
    "os.kill",
    "socket.",
    "ctypes.",
)


class Guard:
    """Refuses by `PermissionError`. ``root`` is the folder that the run shares with its sandbox."""

    def __init__(self, root: str) -> None:
        self.root = os.path.realpath(root) + os.sep
        places = [sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib")] + [str(libraries.FOLDER)]
        self.readable = tuple(os.path.realpath(place) + os.sep for place in places)
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not (event in _PATHS or event.startswith(_REFUSED)) or not is_in_implementation(sys._getframe(1)):
            return
        if event not in _PATHS:
            self._refuse(event)
        for path in arguments[: _PATHS[event]]:
            self._check(event, path, arguments)

    def _check(self, event: str, path: Any, arguments: tuple[Any, ...]) -> None:
        if not isinstance(path, str | bytes):
            self._refuse(path)
        real = os.path.realpath(os.fsdecode(path)) + os.sep
        reads = event == "open" and not set(str(arguments[1] or "r")) & set("wax+")
        looks = event in ("os.listdir", "os.scandir")
        if not (real.startswith(self.root) or ((reads or looks) and real.startswith(self.readable))):
            self._refuse(path)

    def _refuse(self, what: Any) -> None:
        raise PermissionError(13, "what is tested has no access here", what if isinstance(what, str) else repr(what))


def is_in_implementation(frame: types.FrameType | None) -> bool:
    """Whether an implementation's code runs in this frame or in one that called it, and not the bridge on its behalf."""
    while frame is not None:
        if frame.f_code.co_filename == FILENAME or frame.f_globals.get("__name__") == _SERVING:
            return True
        if frame.f_globals.get("__name__") == _REMOTE:
            return False
        frame = frame.f_back
    return False
