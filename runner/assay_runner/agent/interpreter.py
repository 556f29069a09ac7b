"""The process in which the candidate's code runs, driven by the examiner's messages."""

from __future__ import annotations

import _thread
import gc
import io
import os
import random
import resource
import signal
import socket
import sys
import time
import traceback
import types
from typing import TYPE_CHECKING, Any, NoReturn

from ..bridge import libraries, mirrors
from ..bridge.decoding import STAND_IN_FILE, Decoder
from ..bridge.encoding import Encoder
from ..bridge.far import Far
from ..bridge.idle import has_idle_cpu, is_readable
from ..bridge.peer import Peer
from ..bridge.serving import Operations
from ..bridge.wire import Channel, Disconnected, Malformed, SharedChannel
from . import later
from .attributes import Tests
from .coding import Incoming, Outgoing
from .operations import SandboxOperations
from .taken import Taken
from .world import World

if TYPE_CHECKING:
    from ..bridge import aio

# What the candidate may replace is taken before any of its code runs.
_exit = os._exit
_start_thread = _thread.start_new_thread
_sleep = time.sleep
#: How often a thread is tried to be started, and the pause after each.
_TRIES = 500
_PAUSE_SECONDS = 0.01
#: How often an interpreter that waits looks whether a CPU is idle, on which to import what it may need. In a batch each is
#: taken sooner, or finds none.
_IDLE_SECONDS = 3
#: How an interpreter ends whose bridge has failed, and how many characters it tells of that.
BRIDGE_FAILED = 70
_TOLD = 2000
_limit, _set_limit = sys.getrecursionlimit, sys.setrecursionlimit
#: Frames that the bridge has to itself while it asks, however deep the candidate's code is.
_ROOM = 150
#: Frames from the asking to what is then done here for the other side, and how many of them that needs in reserve.
_FRAMES = 9
_RESERVE = 60
_frame = sys._getframe
_PACKAGE = os.path.dirname(os.path.dirname(__file__)) + os.sep


def _deepen(frames: int) -> int:
    """Moves the recursion limit, which shall count the candidate's frames and not the bridge's; tells by how much it did."""
    try:
        _set_limit(_limit() + frames)
    except (RecursionError, ValueError, OverflowError):
        return 0
    return frames


def _frames_of_stand_in() -> int:
    """How many frames there are between the candidate's code and the bridge, without the one that stands for the test's own."""
    found = 0
    frame = _frame(2)
    while frame.f_code.co_filename.startswith(_PACKAGE) and frame.f_back is not None:
        found += 1
        frame = frame.f_back
    return found if frame.f_code.co_filename == STAND_IN_FILE else max(found - 1, 0)


class SandboxPeer(Peer):
    """The sandbox's end of the bridge. It trusts the examiner and does whatever it is asked."""

    first_share = 1
    side = "s"
    pins = True

    def __init__(self, main: Channel, control: Channel, outputs: tuple[int, int]) -> None:
        super().__init__()
        self.control = control
        self.use_channel(main)
        self.root = ""
        self.world = World(outputs)
        self.taken = Taken()
        #: What a test replaced in standard modules: (owner, name) to the original.
        self.pristine: dict[tuple[str, str], Any] = {}
        self._answers: dict[int, _thread.LockType] = {}
        self._granted: dict[int, int] = {}
        self._owed = 0

    def make_far(self) -> Far:
        return Tests(self)

    def make_encoder(self) -> Encoder:
        return Outgoing(self)

    def make_decoder(self) -> Decoder:
        return Incoming(self)

    def make_operations(self) -> Operations:
        return SandboxOperations(self)

    # ---- depth -------------------------------------------------------------------------------------------------

    def ask(self, operation: str, raw: list[Any], values: Any = (), keywords: dict[str, Any] | None = None) -> Any:
        channel = self.channel()
        outer, channel.frames = channel.frames, _FRAMES + _frames_of_stand_in()
        room = _deepen(_ROOM - self._owed)
        try:
            answer = super().ask(operation, raw, values, keywords)
        finally:
            channel.frames = outer
            # What cannot be taken back at this depth, because there the limit is passed already, is taken back later.
            room = room + self._owed
            self._owed = 0 if room == 0 or _deepen(-room) else room
        if self._owed:
            raise RecursionError("maximum recursion depth exceeded")
        return answer

    def perform(self, channel: Channel, operation: str, parts: list[Any]) -> Any:
        if not channel.frames:
            return super().perform(channel, operation, parts)
        # The test called back: the limit counts the frames of both, of the test's one a call, and not the bridge's.
        room = channel.frames - _ROOM
        if not _deepen(room - _RESERVE):
            raise RecursionError("maximum recursion depth exceeded")
        _deepen(_RESERVE)
        try:
            return super().perform(channel, operation, parts)
        finally:
            _deepen(-room)

    # ---- threads -----------------------------------------------------------------------------------------------

    def listen(self) -> None:
        """Takes new channels for threads of the examiner, and files that it hands over."""
        while True:
            try:
                message, files = self.control.receive_with_files()
            except (Disconnected, Malformed):
                return
            if message[0] == "thread":
                self._partner(Channel(socket.socket(fileno=files[0])))
            elif message[0] == "granted":
                self._granted[message[1]] = files[0]
                self._answers.pop(message[1]).release()
            elif message[0] == "fifo":
                self.world.place_fifo(message[2], files[0])
                self.control.send(["placed", message[1]])

    def _partner(self, channel: Channel) -> None:
        """A thread for one of the examiner's, which hears of it when none can be had."""
        for _ in range(_TRIES):
            try:
                _start_thread(self._serve_thread, (channel,))
            except RuntimeError:
                # Those of threads that have just ended over there may still be about to end here.
                _sleep(_PAUSE_SECONDS)
            else:
                return
        channel.close()

    def _serve_thread(self, channel: Channel) -> None:
        self.use_channel(channel)
        self.serve_forever(channel)

    def open_channel(self) -> Channel:
        """A thread of the candidate calls back: the examiner opens a thread of its own for it."""
        number = _thread.get_ident()
        waiting = self._answers[number] = _thread.allocate_lock()
        waiting.acquire()
        self.control.send(["thread", number])
        waiting.acquire()
        return Channel(socket.socket(fileno=self._granted.pop(number)))

    def serve_forever(self, channel: Channel) -> None:
        try:
            while True:
                message = channel.receive()
                if self._owed:
                    self._owed += _deepen(-self._owed)
                self.handle(channel, message)
                if self.loops.made_one():
                    self.loops.run(channel, None)
        except Disconnected:
            return
        except BaseException as error:
            self.broken(error)

    def session_broken(self, session: aio.Session, error: Exception) -> None:
        self.broken(error)

    def unreadable(self, error: Exception) -> Exception:
        # The examiner is honest: what cannot be read or told is the bridge's fault, and fails the call at hand alone.
        cause = error.__cause__ or error
        return RuntimeError(f"the bridge could not carry this over: {type(cause).__name__}: {error}")

    # ---- the world ---------------------------------------------------------------------------------------------

    def world_out(self, found: dict[str, Any]) -> None:
        self.world.out(found, self)
        self.taken.out(found)

    def world_in(self, extras: dict[str, Any]) -> None:
        if "seed" in extras:
            random.seed(*[self.decode(value) for value in extras["seed"]])
        if "seed_numpy" in extras:
            numpy = libraries.numpy()
            if numpy is not None:
                numpy.random.seed(*[self.decode(value) for value in extras["seed_numpy"]])
        self.world.take(extras, self)

    def broken(self, error: BaseException) -> NoReturn:
        if isinstance(error, Disconnected):
            # Without an examiner there is nobody left to run for.
            _exit(0)
        told = "".join(traceback.format_exception(error))[-_TOLD:]
        # Read by the examiner from the output of a dead interpreter: the bridge's own fault, or the candidate's doing.
        os.write(2, f"{told}the bridge failed: {error!r} from {error.__cause__!r}\n".encode("utf-8", "replace"))
        _exit(BRIDGE_FAILED)


def main(main_file: int, control_file: int, outputs: tuple[int, int]) -> NoReturn:
    """Becomes the candidate's interpreter: never returns."""
    try:
        _run(main_file, control_file, outputs)
    except BaseException:
        os.write(2, traceback.format_exc().encode("utf-8", "replace"))
        _exit(BRIDGE_FAILED)
    _exit(0)


def _stream(file: int, errors: str) -> io.TextIOWrapper:
    """A standard stream without a buffer, as with ``python -u``: what is printed is there when the call returns."""
    raw: Any = io.FileIO(file, "w", closefd=False)
    return io.TextIOWrapper(raw, "utf-8", errors, write_through=True)


def _run(main_file: int, control_file: int, outputs: tuple[int, int]) -> None:
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(outputs[0], 1)
    os.dup2(outputs[1], 2)
    sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, closefd=False)), encoding="utf-8")
    sys.stdout, sys.stderr = _stream(1, "strict"), _stream(2, "backslashreplace")
    sys.__stdout__, sys.__stderr__, sys.__stdin__ = sys.stdout, sys.stderr, sys.stdin  # type: ignore[misc]
    for name in list(os.environ):
        if name not in ("PATH", "HOME", "LANG"):
            del os.environ[name]
    signal.signal(signal.SIGINT, signal.default_int_handler)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        # When memory runs out the kernel shall end this process and not the agent, which has to tell of it.
        with open("/proc/self/oom_score_adj", "w") as file:
            file.write("1000")
    except OSError:
        pass
    main = Channel(socket.socket(fileno=main_file))
    peer = SandboxPeer(main, SharedChannel(socket.socket(fileno=control_file)), outputs)
    Far.current = peer.far
    mirrors.Mirror.__module__ = "builtins"
    sys.modules["__main__"] = types.ModuleType("__main__")
    sys.modules["__main__"].__dict__["__builtins__"] = __builtins__
    _start_thread(peer.listen, ())
    _rest(main)
    peer.serve_forever(main)


def _rest(channel: Channel) -> None:
    """Until there is something to do: imports on an idle CPU what else an asynchronous submission would wait for."""
    while not is_readable(channel, _IDLE_SECONDS):
        if has_idle_cpu():
            later.bring()
            gc.freeze()
            return
