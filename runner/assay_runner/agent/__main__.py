"""The sandbox's first process: connects to the examiner, forks an interpreter when told and ends everything when told.

It never runs the candidate's code itself, so it is still there when that code has ended its own interpreter.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import signal
import socket
import sys

from ..bridge import libraries
from ..bridge.cgroup import out_of_memory_kills, used
from ..bridge.wire import Channel, Disconnected, Malformed
from . import confinement, interpreter, tests

DEFAULT_SOCKET = "/run/assay/examiner.sock"
#: Leaves the candidate's code free to make sockets, in a sandbox with a network namespace of its own.
_SOCKETS = "--sockets"
_PR_SET_DUMPABLE = 4
#: The only places in a sandbox that can be written to.
_SCRATCH = ("/tmp", "/dev/shm")


class Agent:
    """The first process of a sandbox."""

    def __init__(self, channel: Channel) -> None:
        self.channel = channel
        self.children: set[int] = set()
        self.statuses: dict[int, int] = {}
        self.outputs: tuple[int, int] = (-1, -1)

    def run(self) -> None:
        """Serves the examiner until it closes the connection."""
        signal.signal(signal.SIGCHLD, self._reap)
        try:
            while True:
                message, files = self.channel.receive_with_files()
                if message[0] == "spawn":
                    self._spawn(files)
                elif message[0] == "end":
                    self._end_everything()
                    if message[3]:
                        _clear_scratch()
                    self.channel.send(
                        [
                            "ended",
                            list(self.statuses.values()),
                            out_of_memory_kills(),
                            self._output(message[1], message[2]),
                        ]
                    )
                    self.statuses.clear()
                elif message[0] == "used":
                    self.channel.send(["used", *used()])
                else:
                    return
        except (Disconnected, Malformed):
            self._end_everything()

    def _spawn(self, files: list[int]) -> None:
        for old in self.outputs:
            if old >= 0:
                os.close(old)
        self.outputs = (os.memfd_create("stdout"), os.memfd_create("stderr"))
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            self.channel.close()
            os.setsid()
            interpreter.main(files[0], files[1], self.outputs)
        for file in files:
            os.close(file)
        self.children.add(child)
        self.channel.send(["spawned", child])

    def _output(self, out: int, err: int) -> list[str]:
        """What was printed after the given positions, at most a megabyte a stream."""
        found = []
        for file, position in zip(self.outputs, (out, err), strict=True):
            found.append(os.pread(file, 1 << 20, position).decode("utf-8", "backslashreplace") if file >= 0 else "")
        return found

    def _reap(self, *_: object) -> None:
        try:
            while True:
                child, status = os.waitpid(-1, os.WNOHANG)
                if child == 0:
                    return
                if child in self.children:
                    self.children.discard(child)
                    self.statuses[child] = status
        except ChildProcessError:
            return

    def _end_everything(self) -> None:
        if os.getpid() == 1:
            # As the first process of a PID namespace: this reaches every process in the sandbox but this one.
            while True:
                try:
                    os.kill(-1, signal.SIGKILL)
                except ProcessLookupError:
                    break
                try:
                    child, status = os.waitpid(-1, 0)
                except ChildProcessError:
                    break
                if child in self.children:
                    self.statuses[child] = status
            self._reap()
            self.children.clear()
            return
        for child in list(self.children):
            try:
                os.killpg(child, signal.SIGKILL)
            except (ProcessLookupError, PermissionError):
                continue
        while self.children:
            try:
                child, status = os.waitpid(-1, 0)
            except ChildProcessError:
                self.children.clear()
                break
            if child in self.children:
                self.children.discard(child)
                self.statuses[child] = status


def _clear_scratch() -> None:
    """Empties the sandbox before it is used again: for the author's next mutant, or the next implementation to be tested."""
    # Only authors' sandboxes are used again, and with it come three libraries that compress.
    import shutil

    for place in _SCRATCH:
        if not os.path.isdir(place):
            continue
        with os.scandir(place) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    _open_up(entry.path)
                    shutil.rmtree(entry.path, ignore_errors=True)
                else:
                    with contextlib.suppress(OSError):
                        os.unlink(entry.path)


def _open_up(folder: str) -> None:
    """Makes folders removable whose permissions the candidate's code took away."""
    with contextlib.suppress(OSError):
        os.chmod(folder, 0o700)
    for path, inner, _ in os.walk(folder):
        for name in inner:
            with contextlib.suppress(OSError):
                if not os.path.islink(os.path.join(path, name)):
                    os.chmod(os.path.join(path, name), 0o700)


def main() -> None:
    # Processes of the candidate have the same user id: they must not open this one's memory or files.
    ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    libraries.preload()
    tests.prepare()
    # Without argparse, whose import is a tenth of an agent's start.
    sockets = _SOCKETS in sys.argv[1:]
    place = [word for word in sys.argv[1:] if word != _SOCKETS] or [DEFAULT_SOCKET]
    sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    sock.connect(place[0])
    if not sockets:
        confinement.forbid_sockets()
    os.umask(0o022)
    # No collection of the candidate's interpreter goes through what was there before it, which would copy it page by page.
    gc.freeze()
    Agent(Channel(sock)).run()


if __name__ == "__main__":
    main()
