"""Runs a file of the candidate's as a script: standard input from the test, and what Python does when a program ends."""

from __future__ import annotations

import atexit
import builtins
import io
import os
import sys
import threading
import types

#: What a program may print before the test is told that it was too much.
MAX_OUTPUT_BYTES = 32 << 20

_fstat = os.fstat
_pread = os.pread
_exit = os._exit
_exec = exec
_compile = compile


class _Left(BaseException):
    """The program called `os._exit`: it is over at once, this interpreter is not."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def _leave(status: int) -> None:
    raise _Left(status)


def parse(path: str) -> None:
    """Raises the ``SyntaxError`` of a file that does not parse; runs nothing."""
    with open(path, "rb") as file:
        _compile(file.read(), path, "exec", dont_inherit=True)


def run(
    root: str, path: str, arguments: list[str], stdin: bytes, check: bool, outputs: tuple[int, int]
) -> tuple[bytes, bytes, int]:
    """Runs the file as ``python path arguments < stdin`` would, in this interpreter, and tells what it printed and its
    exit status.

    What the program raises comes out of here, with ``check`` a ``SystemExit`` that says failure too.
    """
    before = [_fstat(file).st_size for file in outputs]
    with open(path, "rb") as file:
        code = _compile(file.read(), path, "exec", dont_inherit=True)
    _forget_modules(root)
    main = types.ModuleType("__main__")
    main.__dict__.update({"__file__": path, "__builtins__": builtins})
    os._exit = _leave  # type: ignore[assignment]
    kept = sys.argv, sys.modules["__main__"], sys.stdin, sys.stdout, sys.stderr
    _feed(stdin)
    sys.argv = [path, *arguments]
    sys.modules["__main__"] = main
    sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, closefd=False)), encoding="utf-8")
    # A buffer, as a program has whose output is no terminal.
    sys.stdout = output = io.TextIOWrapper(io.BufferedWriter(io.FileIO(1, "w", closefd=False)), encoding="utf-8")
    status = 0
    try:
        try:
            _exec(code, main.__dict__)
        except SystemExit as end:
            status = _status(end)
            if check and status:
                raise
        finally:
            _end()
            _flush(output)
    except _Left as left:
        status = left.status
        if check and status:
            raise SystemExit(status) from None
    finally:
        os._exit = _exit
        sys.argv, sys.modules["__main__"], sys.stdin, sys.stdout, sys.stderr = kept
    found = []
    for index, start in enumerate(before):
        size = _fstat(outputs[index]).st_size - start
        if size > MAX_OUTPUT_BYTES:
            raise RuntimeError(f"the program printed more than {MAX_OUTPUT_BYTES} bytes")
        found.append(_pread(outputs[index], size, start))
    return found[0], found[1], status


def _status(end: SystemExit) -> int:
    if end.code is None:
        return 0
    if isinstance(end.code, int):
        return end.code & 0xFF
    print(end.code, file=sys.stderr)
    return 1


def _forget_modules(root: str) -> None:
    """A program that runs again begins with none of its modules imported."""
    for name, module in list(sys.modules.items()):
        place = getattr(module, "__file__", None)
        if type(place) is str and place.startswith(root + os.sep):
            del sys.modules[name]


def _feed(stdin: bytes) -> None:
    """Makes the text the real standard input, for `open(0)` and `os.read` as well as for `input`."""
    file = os.memfd_create("stdin")
    view = memoryview(stdin)
    while view:
        view = view[os.write(file, view) :]
    os.lseek(file, 0, os.SEEK_SET)
    if file != 0:
        # The program before may have closed it.
        os.dup2(file, 0)
        os.close(file)


def _end() -> None:
    """What the interpreter does when the main module is through: threads are waited for, then `atexit` is called."""
    for thread in threading.enumerate():
        if (
            thread is not threading.main_thread()
            and not thread.daemon
            and not isinstance(thread, threading._DummyThread)
        ):
            thread.join()
    atexit._run_exitfuncs()


def _flush(output: io.TextIOWrapper) -> None:
    for stream in (sys.stdout, output):
        try:
            stream.flush()
        except (ValueError, AttributeError):
            # The program closed or replaced it; what it had written is written.
            continue
