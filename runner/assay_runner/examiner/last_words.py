"""What a run's process leaves in a file of its own, for the case that it ends without a word: where it was, and why.

An author's file may end the process, hang in C or crash the interpreter while it is collected. The main process then
finds here what to tell: a sentence that was left on purpose, or the traceback that the interpreter's own watchdog wrote.
"""

from __future__ import annotations

import faulthandler
import json
import os
import re
import signal
import sys
import time
import types
from pathlib import Path
from typing import Any

_FRAME = re.compile(r'^  File "(.+)", line (\d+) in ')
#: A crash's traceback is short; more than this is not read.
_MAX_BYTES = 64 * 1024
#: Ends this process at once; tests see another ``os._exit``, which says first where it was called.
end_process = os._exit
#: How long a process that a test forked may go on computing, in seconds, before the next edge case begins.
_MAX_AT_WORK = 3.0
# What a test may replace.
_fork, _open, _sleep, _now = os.fork, open, time.sleep, time.monotonic


def ends_folder(runs: Path) -> Path:
    """Where the last words of runs lie, given the folder of what belongs to each."""
    return runs.parent / "ends"


class LastWords:
    """The writing side; belongs to the process of one run."""

    def __init__(self, file: Path, tests: Path) -> None:
        self.tests = tests
        self.process = os.getpid()
        self.forked: dict[str, Any] | None = None
        #: The processes that were forked since the last look.
        self._children: list[int] = []
        self._file = os.open(file, os.O_CREAT | os.O_WRONLY | os.O_APPEND | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        faulthandler.enable(file=self._file, all_threads=False)
        os._exit = self._leaving  # type: ignore[assignment]
        os.fork = self._forking
        os.register_at_fork(after_in_child=self._in_child)

    def expect_end_in(self, seconds: float) -> None:
        """Has the interpreter write down where it stands, should it still be there then, even if it hangs in C."""
        faulthandler.dump_traceback_later(seconds, file=self._file)

    @staticmethod
    def arrived() -> None:
        """The process did not hang."""
        faulthandler.cancel_dump_traceback_later()

    def leave(self, message: str, location: dict[str, Any] | None) -> None:
        os.write(self._file, json.dumps({"message": message, "location": location}).encode() + b"\n")

    def check_process(self) -> None:
        """Ends a process that a test file has forked and that came back to pytest; its parent is told of it.

        The parent waits while such a process is at work, which then comes back at once or does not: else it could be ended
        for it in the midst of the next edge case. One that waits for something itself is a child that was left.
        """
        if os.getpid() == self.process:
            until = _now() + _MAX_AT_WORK
            while any(map(_is_at_work, self._children)) and _now() < until:
                _sleep(0.001)
            self._children.clear()
            return
        self.leave("the test file forks, and the process that it made goes on as pytest; end it there", self.forked)
        os.kill(self.process, signal.SIGKILL)
        end_process(1)

    def _forking(self) -> int:
        child = _fork()
        self._children.append(child)
        return child

    def _leaving(self, status: int) -> None:
        if os.getpid() == self.process:
            self.leave(f"the tests end their own process: os._exit({status!r})", place_of(sys._getframe(1), self.tests))
        end_process(status)

    def _in_child(self) -> None:
        self.forked = place_of(sys._getframe(1), self.tests)


def _is_at_work(process: int) -> bool:
    """Whether a process computes, or would if it had a CPU."""
    try:
        with _open(f"/proc/{process}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] in "RD"
    except OSError:
        return False


def place_of(frame: types.FrameType | None, tests: Path) -> dict[str, Any] | None:
    """The innermost line of the author's own files among a frame and its callers."""
    while frame is not None:
        place = place_of_code(frame.f_code, tests)
        if place is not None:
            return {**place, "line": frame.f_lineno}
        frame = frame.f_back
    return None


def place_of_code(code: types.CodeType, tests: Path) -> dict[str, Any] | None:
    """Where code of the author's own files begins."""
    prefix = f"{tests}/"
    found = code.co_filename.startswith(prefix)
    return {"file": code.co_filename[len(prefix) :], "line": code.co_firstlineno} if found else None


def read(file: Path, tests: Path) -> tuple[str, dict[str, Any] | None]:
    """The sentence that a process left, empty without one, and the place where it was."""
    try:
        with file.open("rb") as opened:
            text = opened.read(_MAX_BYTES).decode("utf-8", "replace")
    except OSError:
        return "", None
    message, location = "", None
    prefix = f"{tests}/"
    in_section = False
    for line in text.splitlines():
        if line.startswith("{"):
            left = json.loads(line)
            return str(left["message"]), left["location"]
        if line.startswith("Fatal Python error"):
            message = f"the tests crash the interpreter: {line}"
        found = _FRAME.match(line)
        if found is None:
            # A thread's section begins; the main thread's comes last.
            in_section = False
        elif found[1].startswith(prefix) and not in_section:
            in_section = True
            location = {"file": found[1][len(prefix) :], "line": int(found[2])}
    return message, location
