"""Speaks the protocol itself: on every descriptor, on a second connection, from a child."""

import json
import os
import socket
import struct
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


def connect_again(path="/run/assay/examiner.sock"):
    """A second connection must be refused or closed without an answer."""
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
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
