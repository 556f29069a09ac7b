"""What a test's ``subprocess.Popen`` of the candidate's file is: a process whose whole run happens in the sandbox.

It begins when its output or its end is asked for, with all that was written to it until then. What is written later would
have reached it too late, which is said to the author: a conversation, line by line, with the candidate's file is not to be had.
"""

from __future__ import annotations

import io
import os
import signal
import subprocess
from collections.abc import Callable
from typing import Any

from .author_fault import AuthorFault

#: Status, output and errors.
Ended = tuple[int, bytes, bytes]
#: Runs a process with this standard input, within so many seconds if a number is given.
Run = Callable[[bytes, float | None], Ended]


class Process(subprocess.Popen[Any]):
    """A process of the candidate's file."""

    def begin(self, args: Any, options: dict[str, Any], run: Run, print_output: Callable[[int, bytes], None]) -> None:
        """Sets it up in place of ``Popen.__init__``. ``print_output`` takes what was not redirected."""
        self._run, self._print = run, print_output
        self._options = options
        self._ended: Ended | None = None
        self._given = _Input(self)
        self.args = args
        self.returncode: Any = None
        piped = [options.get(name) == subprocess.PIPE for name in ("stdin", "stdout", "stderr")]
        self.text_mode = any(options.get(name) for name in ("text", "universal_newlines", "encoding", "errors"))
        self.stdin = self._wrapped(io.BufferedWriter(self._given), line_buffering=True) if piped[0] else None
        self.stdout = self._wrapped(io.BufferedReader(_Output(self, 1))) if piped[1] else None
        self.stderr = self._wrapped(io.BufferedReader(_Output(self, 2))) if piped[2] else None

    def _wrapped(self, stream: Any, **more: Any) -> Any:
        if not self.text_mode:
            return stream
        options = self._options
        return io.TextIOWrapper(
            stream, encoding=options.get("encoding") or "utf-8", errors=options.get("errors"), **more
        )

    def ended(self, seconds: float | None = None) -> Ended:
        """Runs it, if it has not run yet."""
        if self._ended is None:
            self._flush()
            self._ended = self._run(self._input(), seconds)
            self.returncode = self._ended[0]
            for index, name in ((1, "stdout"), (2, "stderr")):
                self._leave(index, self._options.get(name))
        return self._ended

    def _flush(self) -> None:
        if self.stdin is not None and not self.stdin.closed:
            self.stdin.flush()

    def _input(self) -> bytes:
        given = self._options.get("stdin")
        if given is None or isinstance(given, int):
            return bytes(self._given.data)
        data = given.read()
        return data.encode() if isinstance(data, str) else bytes(data)

    def _leave(self, index: int, target: Any) -> None:
        """Where output goes that the test does not read."""
        assert self._ended is not None
        data: Any = self._ended[index]
        if target is None:
            self._print(index - 1, data)
        elif not isinstance(target, int):
            os.write(target.fileno(), data)

    @property
    def has_run(self) -> bool:
        """Whether nothing can be written to it any more."""
        return self._ended is not None

    # ---- what `Popen` offers -----------------------------------------------------------------------------------

    def communicate(self, input: Any = None, timeout: float | None = None) -> tuple[Any, Any]:
        """Writes to it, runs it and tells what it printed."""
        if input is not None and self.stdin is not None:
            self.stdin.write(input)
        self.ended(timeout)
        if self.stdin is not None:
            self.stdin.close()
        return tuple(None if stream is None else stream.read() for stream in (self.stdout, self.stderr))  # type: ignore[return-value]

    def wait(self, timeout: float | None = None) -> int:
        """Runs it and tells its exit status."""
        return self.ended(timeout)[0]

    def poll(self) -> int:
        """Its exit status: it has ended as soon as anybody asks."""
        return self.ended()[0]

    def send_signal(self, sig: int) -> None:
        """Ends it before it has begun; one that has run is gone already."""
        if self._ended is None:
            self._ended = (-int(sig), b"", b"")
            self.returncode = -int(sig)

    def terminate(self) -> None:
        """Ends it."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """Ends it."""
        self.send_signal(signal.SIGKILL)

    def __exit__(self, *_: object) -> None:
        for stream in (self.stdin, self.stdout, self.stderr):
            if stream is not None:
                stream.close()
        self.wait()

    def __del__(self, *_: object) -> None:
        """Nothing of this side is left behind."""


class _Input(io.RawIOBase):
    """Keeps what is written to a process that has not run yet."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self.data = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, given: Any) -> int:
        if self._process.has_run:
            raise AuthorFault(
                "the submission's file cannot be spoken with line by line: write all of its input before its output is read"
            )
        self.data += given
        return len(given)


class _Output(io.RawIOBase):
    """What a process printed, which runs when this is read."""

    def __init__(self, process: Process, index: int) -> None:
        self._process = process
        self._index = index
        self._read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, target: Any) -> int:
        whole: Any = self._process.ended()[self._index]
        part = whole[self._read : self._read + len(target)]
        target[: len(part)] = part
        self._read += len(part)
        return len(part)
