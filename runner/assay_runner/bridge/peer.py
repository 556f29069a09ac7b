"""One side of the bridge: the conversation of two sides, and the tables and coders that belong to one of them.

A message is a JSON array. ``[0, sequence, operation, parts, extras]`` asks; ``[1, sequence, value, extras]`` answers;
``[2, sequence, exception, extras]`` raises; ``[3, 0, topic, parts, extras]`` tells. ``extras`` carries what both
sides keep in step.
"""

from __future__ import annotations

import itertools
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, NoReturn

from . import errors
from .attachments import Attachments
from .decoding import Decoder
from .encoding import Encoder
from .far import Far
from .kept import Kept
from .known import Names
from .lent import LentObjects
from .loops import Loops
from .quiet import QuietLock
from .serving import Operations
from .shares import Shares
from .stand_ins import StandIns
from .values import ATOMS
from .virtual import Registrations
from .wire import Channel, Disconnected, Malformed


class Peer:
    """What both sides have in common. The examiner's side adds a policy and pytest's world, the sandbox's the real world."""

    #: Whether stand-ins of this side live as long as the other side's objects do, which that side tells.
    pins = False
    #: Which numbers this side gives to shared values: the examiner even, the sandbox odd ones.
    first_share = 2
    #: What this side's tasks are named with.
    side = "e"

    def __init__(self) -> None:
        self.names = Names()
        self.shares = Shares(self.first_share)
        self.kept = Kept(self.first_share)
        self.lent = self.make_lent()
        self.stand_ins = StandIns(self.pins)
        self.registrations = Registrations(lambda kind: self.names.name_of(kind) is not None)
        self.attachments = Attachments()
        self.far = self.make_far()
        self.encoder = self.make_encoder()
        self.decoder = self.make_decoder()
        self.encode = self.encoder.encode
        self.decode = self.decoder.decode
        self.loops = Loops(self, self.side)
        self.operations = self.make_operations()
        self.lock = QuietLock()
        self.task_numbers = itertools.count(1)
        #: Whether a message is being made right now.
        self.packing = 0
        #: What a stand-in's end asked for while a message was being made.
        self.deferred: list[Callable[[], Any]] = []
        self._sequence = 0
        self._returned: list[Any] = []
        self._channels = threading.local()

    # ---- what each side makes its own --------------------------------------------------------------------------

    def make_lent(self) -> LentObjects:
        return LentObjects()

    def make_far(self) -> Far:
        return Far(self)

    def make_encoder(self) -> Encoder:
        return Encoder(self.names, self.shares, self.kept, self.lent, self.stand_ins, self.attachments)

    def make_decoder(self) -> Decoder:
        return Decoder(self.names, self.shares, self.kept, self.lent, self.stand_ins, self.attachments, self.far)

    def make_operations(self) -> Operations:
        return Operations(self)

    def world_out(self, found: dict[str, Any]) -> None:
        """Adds what this side's world has to tell."""

    def world_in(self, extras: dict[str, Any]) -> None:
        """Takes in what the other side's world told."""

    def refine(self, error: BaseException) -> BaseException:
        """What is told of an exception that was raised while serving."""
        return error

    def raise_far(self, error: BaseException) -> NoReturn:
        """Raises here what the other side raised."""
        self.stand_ins.raised.add(id(error))
        try:
            errors.raise_here(error)
        finally:
            del error

    def broken(self, error: Exception) -> Any:
        """The connection is of no more use."""
        raise error

    def unreadable(self, error: Exception) -> Exception:
        """What is raised here for one value or message that cannot cross: the end of the edge case, unless a side knows better."""
        return error

    def check_alive(self) -> None:
        """Raises when the other side is gone for good."""

    def session_broken(self, session: Any, error: Exception) -> None:
        """The channel of a session's thread ended."""
        session.break_off(error)

    def end_case(self) -> Any:
        """An edge case is over: what only its code held is forgotten, so that no later one pays for it."""
        self.stand_ins.end_case()
        self.shares.end_case()
        self.attachments.forget()

    # ---- threads -----------------------------------------------------------------------------------------------

    def channel(self) -> Channel:
        """The channel of the calling thread."""
        try:
            return self._channels.here  # type: ignore[no-any-return]
        except AttributeError:
            made = self.open_channel()
            self.use_channel(made)
            return made

    def use_channel(self, channel: Channel) -> None:
        """Has the calling thread ask and answer on this channel."""
        channel.attachments = self.attachments
        self._channels.here = channel

    def open_channel(self) -> Channel:
        """A channel for a thread that has none yet."""
        raise Disconnected("this thread has no channel")

    # ---- asking ------------------------------------------------------------------------------------------------

    def ask(self, operation: str, raw: list[Any], values: Any = (), keywords: dict[str, Any] | None = None) -> Any:
        """Has the other side perform an operation; returns its value or raises its exception."""
        channel = self.channel()
        self.loops.keep_up()
        with self.lock:
            self._sequence = sequence = self._sequence + 1
            message = [0, sequence, operation, raw, None]
            self._pack(message, values, keywords)
            try:
                channel.later(message)
            except Malformed as error:
                failed = self.unreadable(error)
                if failed is error:
                    return self.broken(error)
                raise failed from None
        try:
            channel.flush()
            return self._await(channel, sequence)
        except (Disconnected, Malformed) as error:
            return self.broken(error)

    def tell(self, topic: str, raw: list[Any], values: Any = ()) -> None:
        """Sends what needs no answer."""
        channel = self.channel()
        self.tell_later(channel, topic, raw, values)
        channel.flush()

    def tell_later(self, channel: Channel, topic: str, raw: list[Any], values: Any = ()) -> None:
        """Queues what needs no answer for the channel's next message or flush."""
        with self.lock:
            message = [3, 0, topic, raw, None]
            self._pack(message, values, None)
            channel.later(message)

    def _pack(self, message: list[Any], values: Any, keywords: dict[str, Any] | None) -> None:
        """Encodes the values of a message and, before them, what changed since the last crossing."""
        self.packing += 1
        try:
            extras = self._extras()
            if values or keywords:
                encoder, encode = self.encoder, self.encode
                if keywords or not ATOMS.issuperset(map(type, values)):
                    encoder.begin_message(values, keywords)
                try:
                    message[3] = [*message[3], [encode(value) for value in values]]
                    if keywords:
                        message[3].append({key: encode(value) for key, value in keywords.items()})
                finally:
                    encoder.end_message()
            message[4] = self._with_definitions(extras)
        finally:
            self.packing -= 1

    def _await(self, channel: Channel, sequence: int) -> Any:
        loops = self.loops
        while True:
            message: Any = loops.early(sequence)
            if message is None and loops.made_one():
                loops.run(channel, sequence)
                continue
            if message is None:
                message = channel.receive()
            if type(message) is not list or len(message) < 4:
                raise Malformed("a message of the wrong shape")
            kind = message[0]
            if kind == 0 or kind == 3:
                self.handle_within(channel, message)
                continue
            if message[1] != sequence:
                # Both sides asked at the same moment: the answer to an outer question comes before ours.
                loops.keep_early(message)
                continue
            try:
                self._absorb(message[3], 0)
                loops.look_again(channel)
                with self.lock:
                    value = self.decode(message[2])
            except Malformed as error:
                raise self.unreadable(error) from None
            while self.deferred and not self.packing:
                self.deferred.pop()()
            try:
                if kind == 1:
                    return value
                if not isinstance(value, BaseException):
                    raise Malformed("what was raised is not an exception")
                self.raise_far(value)
            finally:
                # The traceback of an exception, of this one or of one that was raised meanwhile, holds this frame.
                del value

    # ---- answering ---------------------------------------------------------------------------------------------

    def handle(self, channel: Channel, message: Any) -> None:
        """Takes one message that is not an answer."""
        if type(message) is not list or len(message) != 5:
            raise Malformed("a message of the wrong shape")
        if message[0] == 0:
            self.serve(channel, message)
        elif message[0] == 3:
            self._absorb(message[4])
            self._told(message[2], message[3])
        else:
            raise Malformed("an answer to a question that nobody asked")

    def _told(self, topic: str, parts: list[Any]) -> None:
        if topic not in ("loop", "noloop", "await", "done", "cancel", "end"):
            raise Malformed(f"an unknown topic: {topic!r}")
        self.loops.told(topic, parts)

    def handle_within(self, channel: Channel, message: Any) -> None:
        """Takes one message that arrives while this side waits for an answer."""
        self.handle(channel, message)

    def serve(self, channel: Channel, message: list[Any]) -> None:
        """Performs one request and sends the answer."""
        _, sequence, operation, parts, extras = message
        needed = parts[0] if parts and type(parts[0]) is int else 0
        box: list[Any]
        failed: Exception | None = None
        try:
            self._absorb(extras, needed)
        except Malformed as error:
            failed = self.unreadable(error)
            if failed is error:
                raise
        try:
            if failed is not None:
                raise failed
            box = [self.perform(channel, operation, parts)]
            kind = 1
        except Disconnected:
            raise
        except Malformed as error:
            failed = self.unreadable(error)
            if failed is error:
                raise
            box, kind = [failed], 2
        except BaseException as error:
            box = [self.refine(error)]
            kind = 2
        finally:
            self.loops.settle()
        with self.lock:
            try:
                answer = self._pack_answer(kind, sequence, box)
            except RecursionError:
                # Whoever asked waits for an answer, however deep this is.
                with _more_depth():
                    answer = self._pack_answer(2, sequence, [RecursionError("maximum recursion depth exceeded")])
            try:
                channel.later(answer)
            except Malformed as error:
                # Too large: what travels beside it is told all the same.
                channel.later([2, sequence, self._encode_failure(error), answer[3]])
        # What ends with the box and asks for something has the answer sent first.
        box.clear()
        channel.flush()

    def perform(self, channel: Channel, operation: str, parts: list[Any]) -> Any:
        """Does what was asked for in the thread of this channel."""
        return self.operations.perform(operation, parts)

    def _pack_answer(self, kind: int, sequence: int, box: list[Any]) -> list[Any]:
        self.packing += 1
        try:
            extras = self._extras()
            try:
                value = self.encode(box[0]) if kind == 1 and type(box[0]) in ATOMS else self._encode_boxed(kind, box)
            except RecursionError:
                raise
            except Exception as error:
                kind, value = 2, self._encode_failure(error)
            return [kind, sequence, value, self._with_definitions(extras)]
        finally:
            self.packing -= 1

    def _encode_failure(self, error: Exception) -> Any:
        """In place of an answer that cannot be told; raises where that is more than the failure of one call."""
        failed = self.unreadable(error)
        if failed is error:
            raise error
        return self._encode_boxed(2, [failed])

    def _encode_boxed(self, kind: int, box: list[Any]) -> Any:
        self.encoder.begin_message(box)
        try:
            return self.encoder.encode_error(box[0]) if kind == 2 else self.encode(box[0])
        finally:
            self.encoder.end_message()

    # ---- what travels beside every message ---------------------------------------------------------------------

    def _extras(self) -> dict[str, Any] | None:
        found: dict[str, Any] = {}
        if self.shares.by_number:
            changes = self.shares.changes(self.encoder.encode_kept)
            if changes:
                found["u"] = changes
            gone = self.shares.abandoned()
            if gone:
                found["f"] = gone
                for number in gone:
                    self.shares.forget(number)
        changed_faces = self.encoder.faces_changed()
        if changed_faces is not None:
            found["c"] = changed_faces
        if self.stand_ins.errors:
            changed = self.stand_ins.changed_errors()
            if changed:
                found["n"] = [self.encoder.encode_error(error) for error in changed]
        if self.stand_ins.dropped:
            dropped = self.stand_ins.take_dropped()
            if dropped:
                found["d"] = dropped
        if self.pins:
            holding = self.stand_ins.holding()
            if holding is not None:
                found["k"] = holding
        else:
            released = self.lent.released()
            if released:
                found["x"] = released
        self.world_out(found)
        return found or None

    def _with_definitions(self, extras: dict[str, Any] | None) -> dict[str, Any] | None:
        classes = self.lent.classes_so_far + len(self.stand_ins.classes)
        fresh = self.registrations.fresh(self._has_crossed, classes)
        registered = [[name, self.encode(kind)] for name, kind in fresh]
        if registered:
            extras = {**(extras or {}), "A": registered}
        definitions = self.encoder.take_definitions()
        return {**(extras or {}), "D": definitions} if definitions else extras

    def _has_crossed(self, kind: Any) -> bool:
        return self.lent.is_lent(kind) or self.stand_ins.number_of(kind) is not None

    def registered(self, name: str, kind: Any) -> None:
        """Takes in that the other side registered a class at a standard abstract class."""
        self.registrations.take(name, kind)

    def _absorb(self, extras: dict[str, Any] | None, needed: int | None = None) -> None:
        """Takes in what travelled beside a message that names one lent object, or an unknown number of them (None)."""
        if not extras:
            return
        given_up = []
        with self.lock:
            self.decoder.describe(extras.get("D", []))
            for change in extras.get("u", ()):
                self.decoder.change(change)
            if "c" in extras:
                self.decoder.faces_changed(extras["c"])
            for coded in extras.get("n", ()):
                self.decoder.error_changed(coded)
            for name, coded in extras.get("A", ()):
                self.registered(name, self.decode(coded))
            for number in extras.get("f", ()):
                self.shares.forget(number)
            # Not before the message at hand is done: it may be the farewell to one of these, a generator's `close`.
            returned, self._returned = [*self._returned, *extras.get("d", ())], []
            for number, count, named in returned:
                if needed is None or number == needed:
                    self._returned.append([number, count, named])
                else:
                    given_up.append(self.lent.give_back(number, count, named))
        # What ends now may run code, a generator's `finally`, which may ask in turn.
        given_up.clear()
        if not self.pins and "k" in extras:
            spoken, loose, held = extras["k"]
            self.lent.loose_there(spoken, loose)
            self.lent.held_there(spoken, held)
        if self.pins and "x" in extras:
            for number in extras["x"]:
                self.stand_ins.release(number)
        self.world_in(extras)


@contextmanager
def _more_depth() -> Iterator[None]:
    """While the bridge itself has something to do at the end of the stack."""
    limit = _depth()
    _set_depth(limit + _LAST_FRAMES)
    try:
        yield
    finally:
        with suppress(RecursionError):
            _set_depth(limit)


_depth, _set_depth = sys.getrecursionlimit, sys.setrecursionlimit
_LAST_FRAMES = 200
_set_depth(max(_depth(), 1000))
