"""The examiner's end of the bridge: the candidate's code as the tests see it, and nothing that it could gain by lying."""

from __future__ import annotations

import os
import socket
import sys
import threading
import types
import weakref
from typing import TYPE_CHECKING, Any, NoReturn

from ..bridge import libraries, loops, virtual
from ..bridge.decoding import Decoder
from ..bridge.encoding import Encoder
from ..bridge.far import Far
from ..bridge.functions import is_name
from ..bridge.lent import LentObjects
from ..bridge.mirror_type import MirrorType
from ..bridge.peer import Peer
from ..bridge.serving import Operations
from ..bridge.wire import Channel, Disconnected, Malformed
from . import coding, lending
from .derived import Candidate
from .heard import Heard
from .importer import CandidateModule, Kept
from .over import EdgeCaseOver, Fault
from .redecorated import Redecorated
from .world import World

if TYPE_CHECKING:
    from ..bridge import aio

# Before any test runs, which may replace what it is made of.
loops.bring()

_PACKAGE = os.path.dirname(os.path.dirname(__file__)) + os.sep
#: Crossings that one edge case may take, and threads that a sandbox may open here.
MAX_CROSSINGS = 2_000_000
MAX_THREADS = 64
#: Threads of the tests that may be in touch with the sandbox at once, each of which has a partner there; further ones wait.
MAX_CHANNELS = 40
_TEXT_LIMIT = 20_000
#: How often a thread that waits for its turn looks whether the edge case is over.
_PLACE_SECONDS = 0.2


class _Place:
    """A thread's right to a partner in the sandbox: given back when the thread, and with it what is local to it, ends."""

    def __init__(self, places: threading.Semaphore, in_touch: list[None]) -> None:
        self.places = places
        self.in_touch = in_touch
        in_touch.append(None)

    def __del__(self) -> None:
        self.in_touch.pop()
        self.places.release()


class ExaminerPeer(Peer):
    """The trusted end of the bridge."""

    first_share = 2
    side = "e"

    def __init__(self, main: Channel, control: Channel, names: set[str], root: str) -> None:
        self.given = lending.Given()
        super().__init__()
        self.redecorated = Redecorated(self)
        self.main = main
        self.control = control
        self.heard = Heard()
        self.use_channel(main)
        self.candidate_names = names
        self.files: dict[str, str] = {}
        #: What runs when the candidate's code is a program.
        self.main_file = ""
        self.modules: dict[str, CandidateModule] = {}
        #: What is kept of each module that has a stand-in, also of one that was imported anew since, by its number.
        self.kept_names: weakref.WeakValueDictionary[int, Kept] = weakref.WeakValueDictionary()
        self.imported: set[str] = set()
        #: Callables that tests took from the candidate's modules, builtins under another name among them.
        self.handed_out: dict[int, Any] = {}
        #: What the edge case asked the ``id`` of (``identities``).
        self.asked_for_id: dict[int, Any] = {}
        #: Names that the tests looked for in the candidate's modules in vain, and modules that took all names from one.
        self.lacking: set[str] = set()
        self.starred: set[str] = set()
        self.root = root
        #: Whether what is lent is what the candidate writes tests for, and no test of the author's.
        self.lends_implementation = False
        self.fault: Fault | None = None
        self.crossings = 0
        #: Whether the running edge case took something of the candidate's that is kept here.
        self.took_kept = False
        #: Those of earlier edge cases.
        self.crossed_before = 0
        #: Assertions of the test that failed inside a callback: (message), for the case that the candidate swallows
        #: them.
        self.swallowed: list[str] = []
        #: Classes that a test handed over as values.
        self.handed_over: dict[int, Any] = {}
        self.world = World(self, root)
        self._threads = 0
        self._places = threading.Semaphore(MAX_CHANNELS)
        self._place = threading.local()
        #: An entry for each of those threads.
        self._in_touch: list[None] = []
        self._placed: dict[int, threading.Event] = {}
        #: What the sandbox may give back of what it proposed, since this side has forgotten it.
        self._agreed: list[int] = []

    def make_lent(self) -> LentObjects:
        return lending.TestObjects()

    def make_far(self) -> Far:
        return Candidate(self)

    def make_encoder(self) -> Encoder:
        return coding.Outgoing(self)

    def make_decoder(self) -> Decoder:
        return coding.Incoming(self)

    def make_operations(self) -> Operations:
        return lending.AllowedOperations(self, self.given)

    # ---- edge cases --------------------------------------------------------------------------------------------

    def begin_case(self, number: int) -> None:
        self.lent.scope = number
        self.crossed_before += self.crossings
        self.crossings = 0
        self.took_kept = False
        self.swallowed = []

    def end_case(self) -> list[int]:
        """Takes back what the edge case lent; tells how many threads and processes the candidate left behind."""
        ended = self.lent.end_scope(self.lent.scope)
        self.lent.scope = 0
        self.given.clear()
        self.redecorated.clear()
        self.asked_for_id.clear()
        self.encoder.classes.keep(self.lent)
        super().end_case()
        # Given back and told anew, it would have to be described anew, and another thread's message may overtake that.
        alone = not self._threads and not self._in_touch
        proposals = self.stand_ins.unheld(self.shares.by_object) if alone else []
        left, agreed, theirs = self.ask("end_case", [proposals, self._agreed + ended])
        # No more than was proposed, whatever the sandbox says.
        self.stand_ins.give_back({number for number, _, _ in proposals}.intersection(agreed))
        self._agreed = self.lent.agree([[int(part) for part in one] for one in theirs]) if alone else []
        return list(left)

    # ---- asking ------------------------------------------------------------------------------------------------

    def ask(self, operation: str, raw: list[Any], values: Any = (), keywords: dict[str, Any] | None = None) -> Any:
        if self.fault is not None:
            raise EdgeCaseOver(self.fault.message)
        self.crossings += 1
        if self.crossings > MAX_CROSSINGS:
            self.stop("error", f"the code crossed the bridge more than {MAX_CROSSINGS} times in one edge case")
        self.world.notice()
        return super().ask(operation, raw, values, keywords)

    def stop(self, outcome: str, message: str) -> NoReturn:
        """Records a fault and ends the running edge case."""
        if self.fault is None:
            self.fault = Fault(outcome, message)
        raise EdgeCaseOver(message)

    def broken(self, error: Exception) -> Any:
        if isinstance(error, Malformed):
            self.stop("error", f"what the code answered could not be accepted: {error}")
        self.stop("died", "the code ended its own interpreter")

    def check_alive(self) -> None:
        if self.fault is not None:
            raise EdgeCaseOver(self.fault.message)

    def session_broken(self, session: aio.Session, error: Exception) -> None:
        if self.fault is None:
            died = not isinstance(error, Malformed)
            self.fault = Fault("died", "the code ended its own interpreter") if died else Fault("error", str(error))
        session.wake()

    def came_from_far(self, error: BaseException | None) -> bool:
        """Whether the candidate's code raised this exception (and the test did not)."""
        return error is not None and id(error) in self.stand_ins.raised and self.stand_ins.is_registered(error)

    # ---- threads -----------------------------------------------------------------------------------------------

    def use_channel(self, channel: Channel) -> None:
        channel.heard = self.heard.take
        super().use_channel(channel)

    def open_channel(self) -> Channel:
        self.check_alive()
        while not self._places.acquire(timeout=_PLACE_SECONDS):
            self.check_alive()
        self._place.mine = _Place(self._places, self._in_touch)
        here, there = socket.socketpair()
        self.control.send(["thread", 0], [there.fileno()])
        there.close()
        return Channel(here)

    def listen(self) -> None:
        """Opens threads for threads of the candidate that call back, and hears that a pipe was placed."""
        while True:
            try:
                message = self.control.receive()
            except (Disconnected, Malformed):
                return
            if type(message) is not list or not message:
                return
            if message[0] == "placed":
                event = self._placed.pop(message[1], None)
                if event is not None:
                    event.set()
            elif message[0] == "thread" and type(message[1]) is int and self._threads < MAX_THREADS:
                self._threads += 1
                here, there = socket.socketpair()
                threading.Thread(target=self._serve_thread, args=(Channel(here),), daemon=True).start()
                self.control.send(["granted", message[1]], [there.fileno()])
                there.close()
            else:
                return

    def _serve_thread(self, channel: Channel) -> None:
        self.use_channel(channel)
        try:
            while True:
                self.handle(channel, channel.receive())
        except (Disconnected, Malformed, EdgeCaseOver):
            channel.close()
        finally:
            self._threads -= 1

    def hand_over_fifo(self, path: str) -> None:
        """Gives the sandbox the very pipe at ``path``, under the same path."""
        file = os.open(path, os.O_PATH | os.O_NOFOLLOW)
        number = len(self._placed) + id(path)
        event = self._placed[number] = threading.Event()
        try:
            self.control.send(["fifo", number, path], [file])
            event.wait(5)
        finally:
            os.close(file)

    def _absorb(self, extras: dict[str, Any] | None, needed: int | None = None) -> None:
        try:
            super()._absorb(extras, needed)
        except (TypeError, ValueError, LookupError, AttributeError) as error:
            # What a test's own handler of records or warnings raised is the test's.
            if not _is_raised_here(error):
                raise
            raise Malformed(f"what was told could not be read: {type(error).__name__}: {error}") from error

    # ---- answering: the policy ---------------------------------------------------------------------------------

    def serve(self, channel: Channel, message: list[Any]) -> None:
        if self.fault is not None:
            raise EdgeCaseOver(self.fault.message)
        try:
            with self.world.serving():
                super().serve(channel, message)
        except (TypeError, ValueError, KeyError, IndexError, AttributeError) as error:
            raise Malformed(f"a request could not be read: {error}") from error

    def refine(self, error: BaseException) -> BaseException:
        if isinstance(error, EdgeCaseOver):
            raise error
        if not self.lends_implementation and coding.is_verdict(error) and not self.came_from_far(error):
            self.swallowed.append(f"{type(error).__name__}: {error}"[:_TEXT_LIMIT])
        return error

    def registered(self, name: str, kind: Any) -> None:
        # A class of the candidate's could as well be made a subclass; one of the test's is not the candidate's to place.
        if name in virtual.ABSTRACT and isinstance(kind, MirrorType) and kind._assay_own:
            super().registered(name, kind)

    # ---- the candidate's modules and classes -------------------------------------------------------------------

    def import_far(self, name: str, again: bool) -> int:
        self.imported.add(name)
        module, doc = self.ask("import", [name, again])
        types.ModuleType.__setattr__(module, "__doc__", doc)
        return int(module._assay_number)

    def module_stand_in(self, number: int, name: str) -> Any:
        known = self.modules.get(name)
        if known is None and name.partition(".")[0] in self.candidate_names:
            known = self.modules[name] = CandidateModule(name, self)
        if known is not None:
            known._assay_stand_for(number)
            return known
        standard = name.partition(".")[0] in sys.stdlib_module_names
        shared = (standard or libraries.is_declared(name)) and name in sys.modules
        # An implementation calls what it is given, and the candidate chooses that: no module of this side's.
        if shared and not self.lends_implementation:
            return sys.modules[name]
        other = CandidateModule(name[:200], self)
        other._assay_stand_for(number)
        return other

    def is_candidates(self, thing: Any) -> bool:
        """Whether this object, or the function or class that it is, is the candidate's."""
        return self.stand_ins.number_of(thing) is not None

    # ---- the world ---------------------------------------------------------------------------------------------

    def world_out(self, found: dict[str, Any]) -> None:
        self.world.out(found)

    def world_in(self, extras: dict[str, Any]) -> None:
        self.world.take(extras)
        if "m" in extras:
            self._names_told(*extras["m"])

    def _names_told(self, told: Any, changed: Any) -> None:
        """Takes in which names of the candidate's modules may be kept, and which may not any more."""
        for names, take in ((told, Kept.told), (changed, Kept.changed)):
            for number, name in names:
                if type(number) is not int or not is_name(name):
                    raise Malformed("a name of a module that is none")
                kept = self.kept_names.get(number)
                if kept is not None:
                    take(kept, name)


def _is_raised_here(error: BaseException) -> bool:
    """Whether it was the bridge's own code that raised, and nothing that it called."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace is not None and trace.tb_frame.f_code.co_filename.startswith(_PACKAGE)
