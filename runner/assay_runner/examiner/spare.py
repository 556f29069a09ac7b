"""A fork made before it is needed: what a run's process begins with is done while nobody waits for it."""

from __future__ import annotations

import contextlib
import ctypes
import os
import socket
import time
from collections.abc import Callable, Iterator
from typing import Any

from ..bridge.idle import has_idle_cpu, has_room, is_readable
from ..bridge.wire import Channel, Disconnected, Malformed

#: How often a spare that nobody needs looks whether a CPU is idle, on which it can make its memory its own: on a busy machine
#: each submission would only pay for that itself.
_IDLE_SECONDS = 0.2
#: How long a spare waits until it ends and gives that memory back: longer than a candidate thinks between two attempts.
_PATIENCE_SECONDS = 900
#: Bytes that are copied before it is looked whether the spare is needed.
_PIECE = 1 << 20
#: Linux 5.14 and later; an older one refuses it, and each page is copied when it is first written to.
_MADV_POPULATE_WRITE = 23


class Spare:
    """The fork server's end of a fork that waits."""

    def __init__(self, forget: Callable[[], None]) -> None:
        """Forks. In the fork, ``forget`` closes what is the fork server's alone, and ``task`` is what it was given to do."""
        self.task: tuple[Any, list[int]] | None = None
        here, there = socket.socketpair()
        self.process = os.fork()
        if self.process == 0:
            here.close()
            forget()
            self.task = _wait(Channel(there))
            there.close()
            return
        there.close()
        self._channel = Channel(here)

    def give(self, message: Any, files: list[int]) -> bool:
        """Has it do what ``message`` says; whether it was still there. It can be given one task."""
        try:
            self._channel.send(message, files)
        except Disconnected:
            return False
        finally:
            self._channel.close()
        return True


def _wait(channel: Channel) -> tuple[Any, list[int]]:
    """Returns when there is something to do; ends the process when there is nobody left who could tell, or for too long nothing."""
    until = time.monotonic() + _PATIENCE_SECONDS
    owns = False
    try:
        while not is_readable(channel, max(until - time.monotonic(), 0) if owns else _IDLE_SECONDS):
            if time.monotonic() >= until:
                # From now on it is given nothing; what it was given at the last moment it still reads.
                channel.sock.shutdown(socket.SHUT_RD)
                break
            if not owns and has_room() and has_idle_cpu():
                _own_memory(channel)
                owns = True
        return channel.receive_with_files()
    except (Disconnected, Malformed):
        os._exit(0)


def _own_memory(channel: Channel) -> None:
    """Where there is room, since each challenge that was used of late has a spare: copies the pages that this process shares with the fork server, which would be copied one by one, by faults, in the run."""
    advise = ctypes.CDLL(None).madvise
    advise.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
    with contextlib.suppress(OSError):
        for start, end in list(_heaps()):
            for piece in range(start, end, _PIECE):
                if advise(piece, min(_PIECE, end - piece), _MADV_POPULATE_WRITE) or is_readable(channel, 0):
                    return


def _heaps() -> Iterator[tuple[int, int]]:
    """The memory that Python's objects are in: written to by every look at them, since that counts references."""
    with open("/proc/self/maps") as maps:
        for line in maps:
            place, rights, *_, inode, name = [*line.split(maxsplit=5), ""][:6]
            if rights == "rw-p" and inode == "0" and name.strip() in ("", "[heap]"):
                start, _, end = place.partition("-")
                yield int(start, 16), int(end, 16)
