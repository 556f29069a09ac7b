"""Speaks the protocol itself: on every descriptor, on a second connection, from a child."""

import array
import ctypes
import errno
import json
import os
import socket
import struct
import subprocess
import sys


def frames():
    """Whatever might be understood as an answer or an outcome."""
    yield b'{"type":"case_finished","run":"run-1","id":"hostile_test.py::test_target_frames","outcome":"passed"}\n'
    yield b'{"type":"finished","run":"run-1","fault":null}\n'
    for value in (42, ["result", 42], ["return", 42], {"result": 42}, ["ok", 42], ["r", 42], [0, 42], ["ended", [], 0, ["", ""]]):
        text = json.dumps(value).encode()
        yield struct.pack(">I", len(text)) + text
        yield struct.pack("<I", len(text)) + text
        yield struct.pack(">Q", len(text)) + text
        yield text + b"\n"
    yield struct.pack(">I", 2**31) + b"x"
    answer = json.dumps([1, 1, ["s*", 0], None]).encode()
    for claimed, tail in ((len(answer), b""), (len(answer), b"\0\0\0\2\xff\xff"), (len(answer), b"\xff" * 8), (2**32 - 1, b""), (0, b"\0" * 400_000)):
        body = struct.pack(">QI", 0, claimed) + answer + tail
        yield struct.pack(">I", len(body) | 1 << 31) + body
    yield b"\xff" * 64
    yield b"\x00" * 64


def descriptors():
    return [int(name) for name in os.listdir("/proc/self/fd") if int(name) > 2]


def write_everywhere(only_sockets=False):
    for descriptor in descriptors():
        try:
            os.set_blocking(descriptor, False)
        except OSError:
            continue
        for frame in frames():
            try:
                os.write(descriptor, frame)
            except OSError:
                break
    return 0


def write_from_a_child():
    child = os.fork()
    if child == 0:
        write_everywhere()
        os._exit(0)
    os.waitpid(child, 0)
    return 0


def read_everywhere():
    for descriptor in descriptors():
        try:
            os.set_blocking(descriptor, False)
            os.read(descriptor, 1 << 16)
        except OSError:
            pass
    return 0


PLACE = "/run/assay/examiner.sock"


def connect_again(path=PLACE):
    """No socket can be made, or a second connection is refused or closed without an answer."""
    try:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    except PermissionError:
        return "no socket"
    connection.settimeout(0.5)
    try:
        connection.connect(path)
        for frame in frames():
            connection.sendall(frame)
        answer = connection.recv(100)
    except TimeoutError:
        return "left waiting"
    except OSError:
        return "refused"
    return f"answered {answer!r}" if answer else "closed"


LIBC = ctypes.CDLL(None, use_errno=True)
#: By machine: socket, connect, bind, listen, accept4, io_uring_setup.
CALLS = {"x86_64": (41, 42, 49, 50, 288, 425), "aarch64": (198, 203, 200, 201, 242, 425)}
SOCKET, CONNECT, BIND, LISTEN, ACCEPT, RING = CALLS[os.uname().machine]
ADDRESS = struct.pack("H", socket.AF_UNIX) + PLACE.encode() + b"\0"
NAME = struct.pack("H", socket.AF_UNIX) + b"\0meeting"


def raw(number, *arguments):
    """A system call past every wrapper: what it returns, or the name of its error."""
    found = LIBC.syscall(ctypes.c_long(number), *[ctypes.c_long(a) if type(a) is int else a for a in arguments])
    return found if found >= 0 else errno.errorcode[ctypes.get_errno()]


def raw_sockets():
    """What can be made of any family and kind by the system call itself; and the ring that makes sockets, too."""
    made = []
    for family in (socket.AF_UNIX, socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK, socket.AF_PACKET, 38, 40):
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_SEQPACKET, socket.SOCK_RAW):
            for flags in (0, socket.SOCK_CLOEXEC | socket.SOCK_NONBLOCK):
                if type(raw(SOCKET, family, kind | flags, 0)) is int:
                    made.append((family, kind, flags))
    if type(raw(RING, 8, ctypes.create_string_buffer(256))) is int:
        made.append("a ring")
    return made


def use(descriptor):
    """Whether a descriptor can be given a name, a listener or another partner."""
    done = []
    for what, arguments in (
        (CONNECT, (descriptor, ADDRESS, len(ADDRESS))),
        (CONNECT, (descriptor, NAME, len(NAME))),
        (BIND, (descriptor, NAME, len(NAME))),
        (LISTEN, (descriptor, 1)),
        (ACCEPT, (descriptor, None, None, 0)),
    ):
        if type(raw(what, *arguments)) is int:
            done.append((what, descriptor))
    return done


def pairs():
    """Connected pairs are streams, which cannot be turned to somebody else; datagrams could be."""
    done = []
    for kind in (socket.SOCK_DGRAM, socket.SOCK_SEQPACKET, socket.SOCK_RAW):
        try:
            socket.socketpair(socket.AF_UNIX, kind)
            done.append(kind)
        except OSError:
            pass
    here, there = socket.socketpair()
    with here, there:
        done += use(here.fileno()) + use(there.fileno())
        try:
            if here.sendto(b"x", PLACE):
                done.append("sent elsewhere")
        except OSError:
            pass
    return done


def own_descriptors():
    """The interpreter's own sockets lead to the examiner alone: they get no name, no listener and no other partner."""
    return [done for descriptor in descriptors() for done in use(descriptor)]


def from_another_program():
    """A program that is executed anew has the filter, too."""
    code = "import socket\ntry: socket.socket(); print('made')\nexcept PermissionError: print('no socket')"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    return found.stdout.strip()


def pass_descriptors():
    """Sends every descriptor, and a new pair, over each of the interpreter's own sockets; the examiner takes none for its own."""
    pair = socket.socketpair()
    files = array.array("i", [pair[1].fileno(), *descriptors()][:16])
    for descriptor in descriptors():
        try:
            with socket.socket(fileno=os.dup(descriptor)) as own:
                own.setblocking(False)
                message = struct.pack(">I", 14) + b'["thread",999]'
                own.sendmsg([message], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, files)])
        except OSError:
            pass
    pair[0].settimeout(0.5)
    try:
        return pair[0].recv(100)
    except OSError:
        return 0


def replace_the_socket():
    for name in os.listdir("/run/assay"):
        try:
            os.unlink(f"/run/assay/{name}")
            return "removed"
        except OSError:
            pass
    try:
        open("/run/assay/mine", "w").close()
        return "written"
    except OSError:
        return "read-only"


def write_to_the_agent():
    """Process 1 speaks with the examiner: its memory and descriptors must be out of reach."""
    found = []
    for number in [name for name in os.listdir("/proc") if name.isdigit() and int(name) != os.getpid()]:
        for what in ("mem", "environ", "maps"):
            try:
                with open(f"/proc/{number}/{what}", "rb") as file:
                    if file.read(1):
                        found.append(f"{number} {what}")
            except OSError:
                pass
        try:
            for name in os.listdir(f"/proc/{number}/fd"):
                found.append(f"{number} fd {name}")
        except OSError:
            pass
    return found


def print_events():
    for frame in frames():
        sys.stdout.buffer.write(frame)
        sys.stderr.buffer.write(frame)
    return 0


def right():
    return 42
