"""Frames on a Unix socket: a four-byte big-endian length, then JSON, now and then with open files beside it.

JSON is chosen for what it cannot do: decoding a hostile frame makes plain values only, in C and bounded. A frame whose length
has its highest bit set carries attachments: the number of the first (eight bytes), the JSON's length (four) and the JSON, then
each attachment after its length (four).
"""

from __future__ import annotations

import array
import json
import json.encoder
import socket
import threading
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from . import quiet

#: The largest frame in bytes that is sent or accepted.
MAX_FRAME = 64 * 1024 * 1024
#: The most open files that one frame carries.
MAX_FILES = 16
#: Texts of so many characters and bytes of so many are not for JSON: they travel beside their message (``attachments``).
LARGE = 4096
#: The most attachments of one frame.
MAX_ATTACHED = MAX_FRAME // LARGE
#: The bit of a frame's length that says that something is attached, and the bytes ahead of such a frame's JSON.
_ATTACHED = 1 << 31
_HEAD = 12
#: Smaller parts of frames are sent together, at the price of a copy.
_APART = 32_768
#: Bytes of a large frame that are asked for at once: so much is set aside for what may never come.
_MOST_AT_ONCE = 8 * 1024 * 1024


def _make_encoder() -> Callable[[Any], str]:
    """JSON's encoder, made once: ``JSONEncoder.encode`` makes one in C for every message."""
    whole = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))
    make: Any = vars(json.encoder)["c_make_encoder"]
    if make is None:
        return whole.encode
    text = json.encoder.encode_basestring
    chunks = make(None, whole.default, text, None, ":", ",", False, False, True)
    join = "".join
    return lambda message: join(chunks(message, 0))


_encode = _make_encoder()
_scan: Callable[[str, int], tuple[Any, int]] = vars(json.JSONDecoder())["scan_once"]
# Captured at import: the candidate's or a test's patches of these must not reach the bridge.
_RIGHTS = socket.SCM_RIGHTS
_SOL = socket.SOL_SOCKET
_WHOLE = socket.MSG_WAITALL
_PEEK = socket.MSG_PEEK | socket.MSG_DONTWAIT


class Carrier(Protocol):
    """What a channel asks for attachments (``attachments`` makes it)."""

    def take(self) -> tuple[int, list[bytes]]: ...

    def arrived(self, first: int, contents: list[memoryview]) -> None: ...


class Disconnected(Exception):
    """The other end of a channel is gone."""


class Malformed(Exception):
    """The other end sent what no honest end sends."""


def _frame(message: Any, first: int = 0, attached: Sequence[bytes] = ()) -> list[bytes]:
    payload = _encode(message).encode()
    size = len(payload) + (sum(map(len, attached)) + 4 * len(attached) + _HEAD if attached else 0)
    if size > MAX_FRAME:
        raise Malformed(f"a message of {size} bytes is over the bridge's limit of {MAX_FRAME}")
    if not attached:
        return [size.to_bytes(4) + payload] if size < _APART else [size.to_bytes(4), payload]
    parts = [(size | _ATTACHED).to_bytes(4) + first.to_bytes(8) + len(payload).to_bytes(4), payload]
    for content in attached:
        parts += [len(content).to_bytes(4), content]
    return parts


def _detached(frame: bytes) -> tuple[bytes, int, list[memoryview]]:
    """The JSON of a frame that carries attachments, the number of the first of them, and all of them."""
    at = _HEAD + int.from_bytes(frame[8:_HEAD])
    attached: list[memoryview] = []
    view = memoryview(frame)
    while at < len(frame) and len(attached) < MAX_ATTACHED:
        end = at + 4 + int.from_bytes(frame[at : at + 4])
        attached.append(view[at + 4 : end])
        at = end
    if at != len(frame):
        raise Malformed("a frame that is not as long as what it carries")
    return frame[_HEAD : _HEAD + int.from_bytes(frame[8:_HEAD])], int.from_bytes(frame[:8]), attached


class Channel:
    """One end of a connection that belongs to one thread."""

    __slots__ = ("_buffer", "_files", "_queue", "_receive", "_send", "attachments", "frames", "heard", "sock")

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        #: While its thread asks: how many frames of the stack are the bridge's, as one side counts them.
        self.frames = 0
        #: What else is told of each frame that arrives: its JSON and what is attached.
        self.heard: Callable[[bytes, list[memoryview]], None] | None = None
        #: Where it sends and receives attachments.
        self.attachments: Carrier | None = None
        self._buffer = bytearray()
        self._files: list[int] = []
        self._send = sock.sendall
        self._receive = sock.recv
        self._queue: list[bytes] = []

    def send(self, message: Any, files: list[int] | None = None) -> None:
        """Sends one message; ``files`` are descriptors to hand over (they stay open here).

        Raises ``Disconnected`` when nobody listens, ``Malformed`` when the message is over ``MAX_FRAME``.
        """
        self.later(message)
        self.flush(files)

    def later(self, message: Any) -> None:
        """Queues a message, to be sent ahead of the next one or by ``flush``. Raises ``Malformed`` over ``MAX_FRAME``."""
        first, attached = (0, []) if self.attachments is None else self.attachments.take()
        self._queue += _frame(message, first, attached)

    def flush(self, files: list[int] | None = None) -> None:
        """Sends what was queued."""
        if not self._queue:
            return
        collects = quiet.collects()
        quiet.pause()
        try:
            # What is taken out of the queue is sent before anything that a finalizer may ask.
            parts, self._queue = self._queue, []
            if files:
                frame = b"".join(parts)
                sent = self.sock.sendmsg([frame], [(_SOL, _RIGHTS, array.array("i", files))])
                # Not even an empty rest is sent where nothing is left: who has the whole message may have gone with it.
                parts = [frame[sent:]] if sent < len(frame) else []
            if len(parts) == 1:
                self._send(parts[0])
                return
            start = 0
            for at, part in enumerate(parts):
                if len(part) >= _APART:
                    self._send(b"".join(parts[start:at]))
                    self._send(part)
                    start = at + 1
            if start < len(parts):
                self._send(b"".join(parts[start:]))
        except OSError as error:
            raise Disconnected(str(error)) from None
        finally:
            if collects:
                quiet.resume()

    def receive(self) -> Any:
        """Waits for one message. Raises ``Disconnected`` at the end of the stream and ``Malformed`` for garbage."""
        return self._taken(*self._next())

    def _taken(self, frame: bytes, carries: bool) -> Any:
        attached: list[memoryview] = []
        if carries:
            frame, first, attached = _detached(frame)
            if self.attachments is None:
                raise Malformed("something attached where nothing can be")
            self.attachments.arrived(first, attached)
        if self.heard is not None:
            self.heard(frame, attached)
        return self._parse(frame)

    def _next(self) -> tuple[bytes, bool]:
        if not self._buffer:
            # The usual case: one read brings exactly one frame, which is then never copied through the buffer.
            chunk = self._receive_plain(65536)
            if len(chunk) - 4 == int.from_bytes(chunk[:4]):
                return chunk[4:], False
            if not chunk:
                raise Disconnected("the connection was closed")
            self._buffer += chunk
        return self._read(self._receive_plain)

    def receive_with_files(self) -> tuple[Any, list[int]]:
        """Waits for one message and the open files that came with it, which the caller then owns."""
        message = self._taken(*self._read(self._receive_files))
        files, self._files = self._files, []
        return message, files

    def pending(self) -> bool:
        """Whether a whole message is here already, so that no readiness event will announce it."""
        return len(self._buffer) >= 4 and len(self._buffer) >= 4 + (int.from_bytes(self._buffer[:4]) & ~_ATTACHED)

    def ready(self) -> bool:
        """Whether ``receive`` would find something at once."""
        if self._buffer:
            return True
        try:
            self.sock.recv(1, _PEEK)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True

    def close(self) -> None:
        self.sock.close()

    def _read(self, more: Any) -> tuple[bytes, bool]:
        buffer = self._buffer
        while len(buffer) < 4:
            self._fill(more, 65536)
        announced = int.from_bytes(buffer[:4])
        size = announced & ~_ATTACHED
        if size > MAX_FRAME:
            raise Malformed(f"a frame of {size} bytes was announced; the limit is {MAX_FRAME}")
        if 4 + size - len(buffer) > 65536 and more == self._receive_plain:
            return self._rest(size), announced != size
        while len(buffer) < 4 + size:
            self._fill(more, max(65536, 4 + size - len(buffer)))
        frame = bytes(memoryview(buffer)[4 : 4 + size])
        del buffer[: 4 + size]
        return frame, announced != size

    def _rest(self, size: int) -> bytes:
        """A large frame, of which the most is still to come: read at once, into its own place."""
        parts = [bytes(memoryview(self._buffer)[4:])]
        self._buffer.clear()
        missing = size - len(parts[0])
        while missing:
            try:
                part = self._receive(min(missing, _MOST_AT_ONCE), _WHOLE)
            except OSError as error:
                raise Disconnected(str(error)) from None
            if not part:
                raise Disconnected("the connection was closed")
            parts.append(part)
            missing -= len(part)
        return b"".join(parts)

    def _fill(self, more: Any, want: int) -> None:
        chunk = more(min(want, 1 << 20))
        if not chunk:
            raise Disconnected("the connection was closed")
        self._buffer += chunk

    def _receive_plain(self, want: int) -> bytes:
        try:
            return self._receive(want)
        except OSError as error:
            raise Disconnected(str(error)) from None

    def _receive_files(self, want: int) -> bytes:
        room = socket.CMSG_SPACE(MAX_FILES * 4)
        try:
            data, ancillary, _flags, _address = self.sock.recvmsg(want, room, socket.MSG_CMSG_CLOEXEC)
        except OSError as error:
            raise Disconnected(str(error)) from None
        for level, kind, content in ancillary:
            if level == _SOL and kind == _RIGHTS:
                numbers = array.array("i")
                numbers.frombytes(content[: len(content) - len(content) % numbers.itemsize])
                self._files.extend(numbers)
        return data

    @staticmethod
    def _parse(frame: bytes) -> Any:
        collects = quiet.collects()
        quiet.pause()
        try:
            text = frame.decode()
            message, end = _scan(text, 0)
        except (ValueError, RecursionError, StopIteration) as error:
            raise Malformed(f"a frame could not be read: {error}") from None
        finally:
            if collects:
                quiet.resume()
        if end != len(text):
            raise Malformed("a frame goes on after its message")
        return message


class SharedChannel(Channel):
    """One end of a connection on which any thread sends: each message goes out whole, and with its own files."""

    __slots__ = ("_lock",)

    def __init__(self, sock: socket.socket) -> None:
        super().__init__(sock)
        self._lock = threading.Lock()

    def send(self, message: Any, files: list[int] | None = None) -> None:
        with self._lock:
            super().send(message, files)
