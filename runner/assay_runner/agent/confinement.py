"""What the agent gives up for good before any of the candidate's code runs: to make, name or reach a socket.

Sandboxes share one network namespace with nothing in it, since a namespace for each costs the engine as much as all the
rest of a start. What could meet there are sockets: on its loopback, or in abstract names. So none can be made but a connected pair of streams
(``asyncio`` and ``multiprocessing`` need them), and none can be bound, listened on or connected. Every other
socket in a sandbox came connected from the examiner.

The filter is one of seccomp's, beside the container's own, and inherited by whatever is forked or executed later.
"""

from __future__ import annotations

import ctypes
import errno
import os
import socket
import struct

_PR_SET_NO_NEW_PRIVS = 38
_PR_SET_SECCOMP = 22
_SECCOMP_MODE_FILTER = 2
_ALLOW = 0x7FFF0000
#: As the container's own filter refuses.
_REFUSE = 0x00050000 | errno.EPERM

# Classic BPF: load a word, jump if equal or if greater or equal, and a mask, return.
_LOAD, _EQUAL, _AT_LEAST, _AND, _RETURN = 0x20, 0x15, 0x35, 0x54, 0x06
#: Offsets in ``struct seccomp_data``; of an argument the low word, on machines that store it first.
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16
_LEAST_OF_X32 = 0x40000000
_FLAGS_OF_A_KIND = socket.SOCK_NONBLOCK | socket.SOCK_CLOEXEC

#: By machine: what the kernel calls it, the number of ``socketpair``, and those of what is refused outright: ``socket``,
#: ``connect``, ``accept``, ``accept4``, ``bind``, ``listen`` and, as it makes sockets too, ``io_uring_setup``.
_MACHINES = {
    "x86_64": (0xC000003E, 53, (41, 42, 43, 288, 49, 50, 425)),
    "aarch64": (0xC00000B7, 199, (198, 203, 202, 242, 200, 201, 425)),
}


def forbid_sockets() -> None:
    """Refuses them to this process and all that come from it, with ``PermissionError``. Raises ``OSError`` where it cannot."""
    try:
        program = _program(*_MACHINES[os.uname().machine])
    except KeyError:
        raise OSError(f"sockets cannot be forbidden on a machine of the kind {os.uname().machine}") from None
    libc = ctypes.CDLL(None, use_errno=True)
    code = ctypes.create_string_buffer(program)
    # struct sock_fprog: how many instructions, and where they are.
    filter = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(code)))
    nothing = ctypes.c_ulong(0)
    for arguments in (
        (_PR_SET_NO_NEW_PRIVS, ctypes.c_ulong(1), nothing, nothing, nothing),
        (_PR_SET_SECCOMP, ctypes.c_ulong(_SECCOMP_MODE_FILTER), filter, nothing, nothing),
    ):
        if libc.prctl(*arguments) != 0:
            number = ctypes.get_errno()
            raise OSError(number, f"sockets cannot be forbidden: {os.strerror(number)}")


def _program(architecture: int, socketpair: int, refused: tuple[int, ...]) -> bytes:
    # A jump counts the instructions that it passes over; the two ends stand last.
    checks: list[tuple[int, int, str | None, str | None]] = [
        (_LOAD, _ARCHITECTURE, None, None),
        (_EQUAL, architecture, None, "refuse"),
        (_LOAD, _NUMBER, None, None),
        (_AT_LEAST, _LEAST_OF_X32, "refuse", None),
        *((_EQUAL, number, "refuse", None) for number in refused),
        (_EQUAL, socketpair, None, "allow"),
        (_LOAD, _ARGUMENTS, None, None),
        (_EQUAL, socket.AF_UNIX, None, "refuse"),
        (_LOAD, _ARGUMENTS + 8, None, None),
        (_AND, 0xFFFFFFFF & ~_FLAGS_OF_A_KIND, None, None),
        (_EQUAL, socket.SOCK_STREAM, "allow", "refuse"),
    ]
    ends = {"allow": len(checks), "refuse": len(checks) + 1}
    code = b""
    for place, (operation, value, if_so, if_not) in enumerate(checks):
        jumps = [0 if end is None else ends[end] - place - 1 for end in (if_so, if_not)]
        code += struct.pack("HBBI", operation, *jumps, value)
    return code + struct.pack("HBBI", _RETURN, 0, 0, _ALLOW) + struct.pack("HBBI", _RETURN, 0, 0, _REFUSE)
