"""One side of the bridge: the objects it lent out, the stand-ins it holds, and the messages between.

A message is a JSON array. ``[0, sequence, operation, parts, extras]`` asks; ``[1, sequence, value, extras]`` answers;
``[2, sequence, exception, extras]`` raises; ``[3, 0, topic, parts, extras]`` tells. ``extras`` carries what both
sides keep in step.
"""

from __future__ import annotations

import collections
import copy
import enum
import functools
import gc
import inspect
import itertools
import logging
import operator
import pickle
import sys
import threading
import types
import typing
import weakref
from collections.abc import Callable
from typing import Any

from . import aio, errors, functions, mirrors, replicas, streams
from .functions import is_name
from .known import Names
from .values import ATOMS, DECODERS, ENCODERS, encode_integer, encode_text, is_flat
from .wire import Channel, Disconnected, Malformed

__all__ = ["Channel", "Disconnected", "Malformed", "Peer"]

#: Objects lent to the other side at most.
MAX_LENT = 500_000
_FUNCTION = types.FunctionType
_STREAM_KINDS: dict[type, str] = {types.GeneratorType: "G", types.CoroutineType: "C", types.AsyncGeneratorType: "A"}


class Lent:
    """An object of this side that the other side may name, and how often it was told."""

    __slots__ = ("scope", "thing", "told")

    def __init__(self, thing: Any, scope: int) -> None:
        self.thing = thing
        self.told = 0
        self.scope = scope


class Peer:
    """What both sides have in common. The examiner's side adds a policy and pytest's world, the sandbox's the real world."""

    #: Whether a partial of this side's is made anew over there; else it stays here and is called by reference.
    names_partials = True
    #: Whether this side keeps stand-ins alive that its code holds weakly.
    pins = False
    #: Which numbers this side gives to shared values: the examiner even, the sandbox odd ones.
    first_share = 2
    #: The one peer of this process, for what is unpickled here.
    current: typing.ClassVar[Any] = None

    def __init__(self) -> None:
        self.names = Names()
        self.shares = replicas.Shares(self.first_share)
        self.lent: dict[int, Lent] = {}
        self.lent_numbers: dict[int, int] = {}
        self._next_lent = 1
        self.scope = 0
        # Stand-ins: functions and classes for good, objects as long as somebody here holds them.
        self.far_functions: dict[int, types.FunctionType] = {}
        self.far_classes: dict[int, Any] = {}
        self.far_objects: dict[int, _FarReference] = {}
        self.far_errors: collections.OrderedDict[int, BaseException] = collections.OrderedDict()
        self.numbers: dict[int, tuple[int, Any]] = {}
        self.attributes: dict[int, tuple[Any, Any, str]] = {}
        self.stream_numbers: dict[int, int] = {}
        self.traces: dict[int, errors.FarTrace] = {}
        self.received: collections.Counter[int] = collections.Counter()
        self.dropped: list[int] = []
        self._returned: list[Any] = []
        #: Stand-ins that are held weakly on this side.
        self.pinned: list[Any] = []
        self.deferred: list[Callable[[], Any]] = []
        self._held: set[int] = set()
        #: Whether what is encoded stays reachable on this side (an attribute, a default, an item of a shared value).
        self._keeping = 0
        self._definitions: list[Any] = []
        #: Descriptions that have arrived and were not needed yet.
        self._described: dict[int, list[Any]] = {}
        self._local = threading.local()
        self.lock = threading.RLock()
        self.sequence = 0
        self.task_numbers = itertools.count(1)
        self.packing = 0
        self.handlers: dict[str, Callable[..., Any]] = {
            "call": self.do_call,
            "get": self.do_get,
            "set": self.do_set,
            "del": self.do_delete,
            "dunder": self.do_dunder,
            "step": self.do_step,
            "derive": self.do_derive,
            "instance": self.do_instance,
            "copy": self.do_copy,
            "reduce": self.do_reduce,
            "restore": self.do_restore,
            "lend": self.do_lend,
        }

    # ---- threads -----------------------------------------------------------------------------------------------

    def channel(self) -> Channel:
        """The channel of the calling thread."""
        try:
            return self._local.channel  # type: ignore[no-any-return]
        except AttributeError:
            self._local.channel = made = self.open_channel()
            return made

    def use_channel(self, channel: Channel) -> None:
        self._local.channel = channel

    def open_channel(self) -> Channel:
        """A channel for a thread that has none yet."""
        raise Disconnected("this thread has no channel")

    # ---- asking ------------------------------------------------------------------------------------------------

    def ask(self, operation: str, raw: list[Any], values: Any = (), keywords: dict[str, Any] | None = None) -> Any:
        """Has the other side perform an operation; returns its value or raises its exception."""
        channel = self.channel()
        local = self._local.__dict__
        if local.get("session") is not None and local.get("loop") is None and aio._running_loop() is None:
            # This side's event loop has ended: the other's shall end too before anything else happens.
            local["session"] = None
            self.tell("noloop", [])
        with self.lock:
            self.sequence = sequence = self.sequence + 1
            message = [0, sequence, operation, raw, None]
            self._pack(message, values, keywords)
        try:
            channel.send(message)
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
            extras = self.extras()
            if values or keywords:
                self._held = replicas.held_outside(values, self.shares.by_object) if values else set()
                if keywords:
                    self._held |= replicas.held_outside(keywords, self.shares.by_object)
                message[3] = [*message[3], [self.encode(value) for value in values]]
                if keywords:
                    message[3].append({key: self.encode(value) for key, value in keywords.items()})
            message[4] = self._with_definitions(extras)
        finally:
            self._held = set()
            self.packing -= 1

    def _with_definitions(self, extras: dict[str, Any] | None) -> dict[str, Any] | None:
        if self._definitions:
            extras = extras or {}
            extras["D"], self._definitions = self._definitions, []
        return extras

    def extras(self) -> dict[str, Any] | None:
        """What travels beside every message."""
        found: dict[str, Any] = {}
        if self.shares.by_number:
            changes = self.shares.changes(self.encode_kept)
            if changes:
                found["u"] = changes
            gone = self.shares.abandoned()
            if gone:
                found["f"] = gone
                for number in gone:
                    self.shares.forget(number)
        if self.dropped:
            numbers, self.dropped = self.dropped, []
            found["d"] = [
                [number, self.received.pop(number, 0)] for number in numbers if number not in self.far_objects
            ]
        self.world_out(found)
        return found or None

    def absorb(self, extras: dict[str, Any] | None, needed: int | None = None) -> None:
        """Takes in what travelled beside a message that names one lent object, or an unknown number of them (None)."""
        if not extras:
            return
        with self.lock:
            for number, description in extras.get("D", ()):
                self._described[number] = description
            if len(self._described) > MAX_LENT:
                raise Malformed("too many functions and classes")
            for change in extras.get("u", ()):
                if change[0] not in self.shares.by_number:
                    self._read_descriptions()
                self.shares.apply(change, self.decode)
            for number in extras.get("f", ()):
                self.shares.forget(number)
            # Not before the message at hand is done: it may be the farewell to one of these, a generator's `close`.
            returned, self._returned = [*self._returned, *extras.get("d", ())], []
            for number, count in returned:
                if needed is None or number == needed:
                    self._returned.append([number, count])
                else:
                    self._return_lent(number, count)
        self.world_in(extras)

    def world_out(self, found: dict[str, Any]) -> None:
        """Adds what this side's world has to tell."""

    def world_in(self, extras: dict[str, Any]) -> None:
        """Takes in what the other side's world told."""

    def broken(self, error: Exception) -> Any:
        """The connection is of no more use."""
        raise error

    def _await(self, channel: Channel, sequence: int) -> Any:
        early = self._local.__dict__.setdefault("early", {})
        while True:
            message = early.pop(sequence, None) if early else None
            if message is None and self._local.__dict__.get("loop") is not None and aio._running_loop() is None:
                self.run_loop(channel, sequence)
                continue
            if message is None:
                message = channel.receive()
            if type(message) is not list or len(message) < 4:
                raise Malformed("a message of the wrong shape")
            kind = message[0]
            if kind == 0 or kind == 3:
                self.handle(channel, message)
                continue
            if message[1] != sequence:
                # Both sides asked at the same moment: the answer to an outer question comes before ours.
                if len(early) > 1000:
                    raise Malformed("answers to questions that nobody asked")
                early[message[1]] = message
                continue
            self.absorb(message[3], 0)
            if channel.pending() and self._local.__dict__.get("session") is not None:
                self._local.session.look_again()
            with self.lock:
                value = self.decode(message[2])
            if self.deferred:
                self._run_deferred()
            if kind == 1:
                return value
            if not isinstance(value, BaseException):
                raise Malformed("what was raised is not an exception")
            self.raise_far(value)

    def _run_deferred(self) -> None:
        while self.deferred and not self.packing:
            self.deferred.pop()()

    def handle(self, channel: Channel, message: Any) -> None:
        """Takes one message that is not an answer."""
        if type(message) is not list or len(message) != 5:
            raise Malformed("a message of the wrong shape")
        if message[0] == 0:
            self.serve(channel, message)
        elif message[0] == 3:
            self.absorb(message[4])
            self.told(message[2], message[3])
        else:
            raise Malformed("an answer to a question that nobody asked")

    def raise_far(self, error: BaseException) -> typing.NoReturn:
        raise error

    def told(self, topic: str, parts: list[Any]) -> None:
        if topic == "noloop":
            loop = self._local.__dict__.get("loop")
            if loop is not None:
                # What comes after this belongs to another loop.
                self._local.session.over = True
                loop.stop()
        elif topic in ("await", "done", "cancel", "end"):
            self.session_for_far().told(topic, parts)
        else:
            raise Malformed(f"an unknown topic: {topic!r}")

    # ---- event loops -------------------------------------------------------------------------------------------

    side = "e"

    def session(self) -> aio.Session:
        """The session of the running event loop."""
        loop = aio._running_loop()
        if loop is None:
            raise RuntimeError("no running event loop")
        known: aio.Session | None = getattr(self._local, "session", None)
        if known is None or known.loop is not loop:
            if known is not None and self._local.__dict__.get("loop") is None:
                self.tell("noloop", [])
            known = self._local.session = aio.Session(self, loop, self.channel(), self.side)
        return known

    def session_for_far(self) -> aio.Session:
        """The session in which something that the other side began shall run: a loop of its own where none runs here."""
        known: aio.Session | None = self._local.__dict__.get("session")
        if known is not None and not known.loop.is_closed():
            return known
        if aio._running_loop() is not None:
            return self.session()
        loop = aio.new_event_loop()
        self._local.loop = loop
        self._local.session = made = aio.Session(self, loop, self.channel(), self.side)
        return made

    def run_loop(self, channel: Channel, sequence: int | None) -> None:
        """Runs the loop made for the other side until that side's own loop is over, or the awaited answer is here."""
        loop: Any = self._local.loop
        self._local.awaited = sequence
        aio.set_event_loop(loop)
        try:
            # Tasks that began together on the other side begin together here: all that has come is read before any
            # runs.
            self._local.session.read()
            loop.run_forever()
            waiting = aio.all_tasks(loop)
            for task in waiting:
                task.cancel()
            if waiting:
                loop.run_until_complete(aio.gather(*waiting, return_exceptions=True))
            loop.run_until_complete(loop.shutdown_asyncgens())
        finally:
            aio.set_event_loop(None)
            loop.remove_reader(channel.sock.fileno())
            loop.close()
            self._local.loop = None
            self._local.session = None
            self._local.awaited = None

    def keep_answer(self, message: list[Any], loop: Any) -> None:
        """Keeps an answer that arrived while a loop ran, and stops the loop if it is the awaited one."""
        early = self._local.__dict__.setdefault("early", {})
        if len(early) > 1000:
            raise Malformed("answers to questions that nobody asked")
        early[message[1]] = message
        if self._local.__dict__.get("awaited") == message[1]:
            loop.stop()

    def session_broken(self, session: aio.Session, error: Exception) -> None:
        """The channel of a session's thread ended."""
        for pair in session.pairs.values():
            if pair.waiter is not None and not pair.waiter.done():
                pair.waiter.set_exception(error)

    def check_alive(self) -> None:
        """Raises when the other side is gone for good."""

    async def local_awaitable(self, number: int, method: str | None, values: list[Any]) -> Any:
        target = self.target(number)
        if method is None:
            return await target
        return await getattr(target, method)(*self.arguments(values))

    # ---- answering ---------------------------------------------------------------------------------------------

    def serve(self, channel: Channel, message: list[Any]) -> None:
        """Performs one request and sends the answer."""
        _, sequence, operation, parts, *rest = message
        answer: list[Any]
        self.absorb(rest[0] if rest else None, parts[0] if parts and type(parts[0]) is int else 0)
        box: list[Any]
        arrived: list[Any] = self._local.__dict__.setdefault("arrived", [])
        before = len(arrived)
        try:
            box = [self.perform(operation, parts)]
            kind = 1
        except (Disconnected, Malformed):
            raise
        except BaseException as error:
            box = [self.refine(error)]
            kind = 2
        finally:
            # Held weakly here (an observer, a cache's value), it lives as long as its owner there, who is not asked:
            # to the end
            # of the edge case.
            self.pinned += [made for made in arrived[before:] if weakref.getweakrefcount(made) > 1]
            del arrived[before:]
        with self.lock:
            answer = self._pack_answer(kind, sequence, box)
        box.clear()
        channel.send(answer)

    def _pack_answer(self, kind: int, sequence: int, box: list[Any]) -> list[Any]:
        self.packing += 1
        try:
            extras = self.extras()
            self._held = replicas.held_outside(box, self.shares.by_object) if type(box[0]) not in ATOMS else set()
            value = self.encode_error(box[0]) if kind == 2 else self.encode(box[0])
            return [kind, sequence, value, self._with_definitions(extras)]
        finally:
            self._held = set()
            self.packing -= 1

    def perform(self, operation: str, parts: list[Any]) -> Any:
        handler = self.handlers.get(operation)
        if handler is None:
            raise Malformed(f"an unknown operation: {operation!r}")
        return handler(*parts)

    def refine(self, error: BaseException) -> BaseException:
        """What is told of an exception that was raised while serving."""
        return error

    def arguments(self, values: list[Any] | None) -> list[Any]:
        if not values:
            return []
        with self.lock:
            return [self.decode(value) for value in values]

    def target(self, number: int) -> Any:
        lent = self.lent.get(number)
        if lent is None:
            raise Malformed("a message names an object that was not lent")
        return lent.thing

    def do_call(self, number: int, values: list[Any] | None = None, keywords: dict[str, Any] | None = None) -> Any:
        target = self.target(number)
        if keywords:
            with self.lock:
                named = {key: self.decode(value) for key, value in keywords.items()}
            return target(*self.arguments(values), **named)
        return target(*self.arguments(values))

    def do_get(self, number: int, name: str) -> Any:
        return getattr(self.target(number), name)

    def do_set(self, number: int, name: str, values: list[Any]) -> Any:
        target = self.target(number)
        (value,) = self.arguments(values)
        if isinstance(target, type) and name in target.__dict__:
            self.originals.setdefault((number, name), target.__dict__[name])
        setattr(target, name, value)

    @functools.cached_property
    def originals(self) -> dict[tuple[int, str], Any]:
        return {}

    def do_delete(self, number: int, name: str) -> Any:
        delattr(self.target(number), name)

    def do_dunder(self, number: int, name: str, values: list[Any] | None = None) -> Any:
        target = self.target(number)
        if name == "__hash__":
            return hash(target)
        if name == "__dir__":
            return dir(target)
        if name == "__repr__":
            return repr(target)
        if name == "__str__":
            return str(target)
        return _special(target, name)(*self.arguments(values))

    def do_step(self, number: int, how: str, values: list[Any] | None = None) -> Any:
        (value,) = self.arguments(values) or (None,)
        return streams.step_local(self.target(number), how, value)

    def do_instance(self, number: int, of_class: bool, values: list[Any]) -> Any:
        value = self.arguments(values)[0]
        return issubclass(value, self.target(number)) if of_class else isinstance(value, self.target(number))

    def do_copy(self, number: int, deep: bool) -> Any:
        return copy.deepcopy(self.target(number)) if deep else copy.copy(self.target(number))

    def do_reduce(self, number: int) -> Any:
        return pickle.dumps(self.target(number))

    def do_restore(self, values: list[Any]) -> Any:
        raise Malformed("only a sandbox restores its own pickles")

    def do_lend(self, values: list[Any]) -> Any:
        return self.lend(self.arguments(values)[0])

    def do_derive(self, *parts: Any) -> Any:
        raise Malformed("only a sandbox derives classes")

    # ---- what stand-ins ask ------------------------------------------------------------------------------------

    def call_far(self, number: int, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        return self.ask("call", [number], args, kwargs)

    def get_far(self, number: int, name: str) -> Any:
        return self.ask("get", [number, name])

    def get_far_object(self, thing: Any, name: str) -> Any:
        return self.get_far(self.number_for(thing), name)

    def set_far(self, number: int, name: str, value: Any) -> None:
        self.ask("set", [number, name], (value,))

    def delete_far(self, number: int, name: str) -> None:
        self.ask("del", [number, name])

    def dunder_far(self, number: int, name: str, *args: Any) -> Any:
        return self.ask("dunder", [number, name], args)

    def dunder_far_object(self, thing: Any, name: str, *args: Any) -> Any:
        return self.dunder_far(self.number_for(thing), name, *args)

    def instance_far(self, kind: Any, instance: Any, of_class: bool = False) -> Any:
        return self.ask("instance", [kind._assay_class, of_class], (instance,))

    def copy_far(self, thing: Any, deep: bool) -> Any:
        return self.ask("copy", [self.number_for(thing), deep])

    def reduce_far(self, thing: Any) -> Any:
        return _Restore(self), (self.ask("reduce", [self.number_for(thing)]),)

    def step_far(self, number: int, how: str, value: Any) -> Any:
        if how == "close" and self.packing:
            # The garbage collector dropped the generator while a message was being made.
            self.deferred.append(lambda: self.step_far(number, how, value))
            return True, None
        return self.ask("step", [number, how], (value,))

    def derive_far(
        self, made: Any, name: str, bases: tuple[type, ...], members: dict[str, Any], keywords: dict[str, Any]
    ) -> None:
        raise TypeError("only the examiner derives classes from the other side's")

    def number_for(self, thing: Any) -> int:
        """The other side's number for a stand-in that holds a value here (an enum member, a builtin's subclass, an exception)."""
        number = mirrors.number_of(thing)
        if number is not None:
            return number
        found = self.numbers.get(id(thing))
        if found is not None and found[1] is thing:
            return found[0]
        return int(self.ask("lend", [], (thing,)))

    # ---- lending -----------------------------------------------------------------------------------------------

    def lend(self, thing: Any) -> int:
        key = id(thing)
        number = self.lent_numbers.get(key)
        if number is None:
            if len(self.lent) >= MAX_LENT:
                raise Malformed(f"more than {MAX_LENT} objects were lent at once")
            number = self._next_lent
            self._next_lent += 1
            self.lent[number] = Lent(thing, self.scope)
            self.lent_numbers[key] = number
        self.lent[number].told += 1
        return number

    def _return_lent(self, number: int, count: int) -> None:
        lent = self.lent.get(number)
        if lent is not None:
            lent.told -= count
            if lent.told <= 0:
                del self.lent[number]
                self.lent_numbers.pop(id(lent.thing), None)

    def end_scope(self, scope: int) -> None:
        """Takes back what was lent in a scope that has ended."""
        for number in [number for number, lent in self.lent.items() if lent.scope == scope]:
            lent = self.lent.pop(number)
            self.lent_numbers.pop(id(lent.thing), None)

    def encode_kept(self, value: Any) -> Any:
        """Encodes a value that something on this side goes on to hold."""
        self._keeping += 1
        try:
            return self.encode(value)
        finally:
            self._keeping -= 1

    # ---- encoding ----------------------------------------------------------------------------------------------

    def encode(self, value: Any) -> Any:
        kind = type(value)
        if kind in ATOMS:
            if kind is int:
                return encode_integer(value)
            if kind is str:
                return value if value.isascii() else encode_text(value)
            return value
        encoder = ENCODERS.get(kind)
        if encoder is not None:
            try:
                return encoder(value)
            except (TypeError, ValueError, AttributeError):
                return self.encode_reference(value)
        tag = replicas.TAGS.get(kind)
        if tag is not None:
            return self._encode_container(tag, value)
        if kind is tuple:
            return ["t", list(value) if is_flat(value) else [self.encode(item) for item in value]]
        if kind is frozenset:
            return ["f", [self.encode(item) for item in value]]
        if kind is slice:
            return ["slice", self.encode(value.start), self.encode(value.stop), self.encode(value.step)]
        view = _VIEWS.get(kind)
        if view is not None:
            # The mapping itself, behind its read-only proxy: a view of a dict that lives on shows its changes.
            return ["view", view, self.encode(gc.get_referents(value.mapping)[0])]
        return self.encode_reference(value)

    def _encode_container(self, tag: str, value: Any) -> Any:
        known = self.shares.by_object.get(id(value))
        if known is not None:
            return ["=", known.number]
        number = self.shares.add(value).number if self._keeping or id(value) in self._held else 0
        return [tag, number, self._encode_contents(tag, value)]

    def _encode_contents(self, tag: str, value: Any) -> Any:
        if tag == "B":
            return value.decode("latin-1")
        items = replicas.contents(value)
        if tag in "lS":
            return list(items) if is_flat(items) else [self.encode(item) for item in items]
        if tag == "D":
            return [getattr(value, "maxlen", None), [self.encode(item) for item in items]]
        pairs = [part for pair in items.items() for part in pair]
        coded = pairs if is_flat(pairs) else [self.encode(part) for part in pairs]
        return [self.encode(value.default_factory), coded] if tag == "F" else coded

    def encode_reference(self, value: Any) -> Any:
        kind = type(value)
        number = mirrors.number_of(value)
        if number is not None:
            return ["o", number]
        known = self.numbers.get(id(value))
        if known is not None and known[1] is value:
            return ["o", known[0]]
        if kind is _FUNCTION:
            return self._encode_named(value) or self._encode_function(value)
        if isinstance(value, type):
            return self._encode_class(value)
        if kind is types.MethodType:
            return self._encode_method(value)
        if isinstance(value, BaseException):
            return self.encode_error(value)
        if kind in (
            types.BuiltinFunctionType,
            types.MethodDescriptorType,
            types.WrapperDescriptorType,
            types.ClassMethodDescriptorType,
        ):
            named = self._encode_named(value)
            if named is not None:
                return named
        stream = _STREAM_KINDS.get(kind)
        if stream is not None:
            return self._encode_stream(stream, value)
        if kind is types.ModuleType or isinstance(value, types.ModuleType):
            return self.encode_module(value)
        special = self._encode_special(kind, value)
        if special is not None:
            return special
        return self.encode_object(kind, value)

    def _encode_special(self, kind: Any, value: Any) -> Any:
        meta = type(kind)
        if isinstance(kind, enum.EnumMeta):
            if isinstance(kind, mirrors.EnumMirrorType):
                return ["oe", kind._assay_class, value._name_, self.encode(value._value_)]
            return ["em", self.encode(kind), value._name_, self.encode(value._value_)]
        if kind is property:
            found = self.attributes.get(id(value))
            if found is not None:
                return ["oa", found[1]._assay_class, found[2]]
            return ["property", self.encode(value.fget), self.encode(value.fset), self.encode(value.fdel)]
        if kind is mirrors.RemoteAttribute:
            return ["oa", value.owner._assay_class, value.name]
        if kind is staticmethod or kind is classmethod:
            return ["wrapped", kind is staticmethod, self.encode(value.__func__)]
        if kind is types.GenericAlias or kind in _TYPING:
            return self.encode_annotation(value)
        if kind is inspect.Signature:
            annotations = {name: parameter.annotation for name, parameter in value.parameters.items()} | {
                "return": value.return_annotation
            }
            told = [
                [name, self.encode_annotation(kind)]
                for name, kind in annotations.items()
                if kind is not inspect.Signature.empty
            ]
            return ["signature", functions.describe_parameters(self, value), told]
        if kind is types.TracebackType:
            return ["tb"]
        if kind is logging.Logger or kind is logging.RootLogger:
            # Each side has a logger of this name; what one emits is handled by the other's handlers too.
            return ["logger", value.name if kind is logging.Logger else ""]
        if kind is collections.ChainMap:
            return ["chain", [self.encode_kept(mapping) for mapping in value.maps]]
        if kind is memoryview:
            return ["memory", value.tobytes().decode("latin-1")]
        if kind is functools.partial and self.names_partials:
            return [
                "partial",
                self.encode(value.func),
                [self.encode(a) for a in value.args],
                [[k, self.encode(v)] for k, v in value.keywords.items()],
            ]
        if meta is type or isinstance(meta, type):
            base = mirrors.value_base(kind)
            if base is tuple and isinstance(getattr(kind, "_fields", None), tuple):
                return ["nt", self.encode(kind), [self.encode(item) for item in tuple.__iter__(value)]]
            if base is not None:
                return self._encode_valued(kind, base, value)
        return None

    def _encode_valued(self, kind: Any, base: Any, value: Any) -> Any:
        """An instance of a subclass of a builtin: its real contents, read past its overrides, and a reference."""
        number = self.lend(value)
        tag = replicas.TAGS.get(base)
        if tag is None:
            if base is tuple:
                plain: Any = tuple(tuple.__iter__(value))
            elif base is frozenset:
                plain = frozenset(frozenset.__iter__(value))
            else:
                plain = getattr(base, _PLAIN[base])(value)
                plain = base(plain) if base is not complex else complex(plain)
            return ["v", number, self.encode(kind), self.encode(plain)]
        known = self.shares.by_object.get(id(value))
        if known is not None:
            return ["w", number, self.encode(kind), tag, known.number, None]
        share = self.shares.add(value, tag=tag)
        self._keeping += 1
        try:
            return ["w", number, self.encode(kind), tag, share.number, self._encode_contents(tag, value)]
        finally:
            self._keeping -= 1

    def _encode_named(self, value: Any) -> Any:
        named = self.names.name_of(value)
        return None if named is None else ["g", *named]

    def _encode_function(self, value: types.FunctionType) -> Any:
        new = id(value) not in self.lent_numbers
        number = self.lend(value)
        if new:
            self._define(number, functions.describe(self, value))
        return ["fn", number]

    def _encode_class(self, value: Any) -> Any:
        if isinstance(value, mirrors.MirrorType | mirrors.EnumMirrorType):
            return ["o", value._assay_class]
        named = self._encode_named(value)
        if named is not None:
            return named
        known = self.numbers.get(id(value))
        if known is not None and known[1] is value:
            return ["o", known[0]]
        new = id(value) not in self.lent_numbers
        number = self.lend(value)
        if new:
            self._define(number, mirrors.describe(self, value))
        return ["c", number]

    def _define(self, number: int, description: list[Any]) -> None:
        """Sends a function's or class's description ahead of the message that first names it."""
        self._definitions.append([number, description])

    def _encode_method(self, value: types.MethodType) -> Any:
        if self.names.name_of(value.__func__) is not None and mirrors.number_of(value.__self__) is None:
            # A standard function bound to an object of this side must run on this side.
            return self.encode_object(types.MethodType, value)
        return ["m", self.encode(value.__func__), self.encode(value.__self__)]

    def _encode_stream(self, tag: str, value: Any) -> Any:
        known = self.stream_numbers.get(id(value))
        if known is not None:
            return ["o", known]
        return [tag, self.lend(value), value.__name__, value.__qualname__]

    def encode_module(self, value: types.ModuleType) -> Any:
        return ["M", self.lend(value), value.__name__]

    def encode_object(self, kind: Any, value: Any) -> Any:
        return ["r", self.lend(value), self.encode_kept(kind), self._shadowed(kind, value)]

    def _shadowed(self, kind: Any, value: Any) -> Any:
        """Attributes of an instance that hide a method of its class: the stand-in must not find the method."""
        try:
            own = object.__getattribute__(value, "__dict__")
        except AttributeError:
            return None
        if not isinstance(own, dict):
            return None
        hiding = [
            name
            for name in own
            if isinstance(name, str)
            and (name in ("__doc__", "__module__") or isinstance(getattr(kind, name, None), _FUNCTION))
        ]
        return [[name, self.encode_kept(own[name])] for name in hiding] if hiding else None

    def encode_error(self, value: BaseException, depth: int = 0) -> Any:
        number = mirrors.number_of(value)
        if number is None:
            known = self.numbers.get(id(value))
            number = known[0] if known is not None and known[1] is value else None
        if number is not None:
            # It goes home; what was added to it here goes along.
            cause = value.__cause__
            linked = cause is not None and depth < errors.MAX_CHAIN
            coded = self.encode_error(cause, depth + 1) if linked and cause is not None else None
            return ["oerr", number, errors.notes_of(value), coded, errors.came_through(value, Peer.raise_far.__code__)]
        new = id(value) not in self.lent_numbers
        number = self.lend(value)
        return ["e", number, errors.describe(self, value, depth) if new or depth == 0 else None]

    def encode_annotation(self, value: Any) -> Any:
        """Type annotations by structure; what has none crosses as its text."""
        if (
            value is None
            or type(value) in ATOMS
            or (isinstance(value, type) and not isinstance(value, types.GenericAlias))
        ):
            return self.encode(value)
        origin, arguments = typing.get_origin(value), typing.get_args(value)
        if origin is not None:
            return ["ta", self.encode_annotation(origin), [self.encode_annotation(argument) for argument in arguments]]
        name = getattr(value, "_name", None) or getattr(value, "__name__", None)
        if getattr(typing, str(name), None) is value:
            return ["ty", str(name)]
        if type(value) is list:
            return ["l", 0, [self.encode_annotation(item) for item in value]]
        return repr(value)[:200]

    # ---- decoding ----------------------------------------------------------------------------------------------

    def decode(self, coded: Any) -> Any:
        if type(coded) is not list:
            if type(coded) is dict:
                raise Malformed("an object where a value was expected")
            return coded
        try:
            tag = coded[0]
            plain = DECODERS.get(tag)
            if plain is not None:
                return plain(coded)
            return _DECODE[tag](self, coded)
        except (Malformed, Disconnected):
            raise
        except (
            ValueError,
            TypeError,
            IndexError,
            KeyError,
            OverflowError,
            AttributeError,
            RecursionError,
            ArithmeticError,
        ) as error:
            raise Malformed(f"a value could not be read: {type(error).__name__}: {error}") from error

    def _decode_items(self, items: list[Any]) -> list[Any]:
        if list in set(map(type, items)):
            return [self.decode(item) for item in items]
        return items

    def _decode_container(self, coded: list[Any]) -> Any:
        tag, number, content = coded
        made: Any
        if tag == "B":
            made = bytearray(content.encode("latin-1"))
            if number:
                self.shares.add(made, number)
            return made
        if tag == "D":
            made = collections.deque(maxlen=content[0])
            content = content[1]
        elif tag == "F":
            made = collections.defaultdict(self.decode(content[0]))
            content = content[1]
        else:
            made = replicas.BASES[tag]()
        share = self.shares.add(made, number) if number else None
        self._fill(tag, made, content)
        if share is not None:
            share.remember()
        return made

    def _fill(self, tag: str, made: Any, content: list[Any]) -> None:
        items = self._decode_items(content)
        base: Any = replicas.BASES[tag]
        if tag in "lD":
            base.extend(made, items)
        elif tag == "S":
            base.update(made, items)
        else:
            into = vars(made) if tag == "N" else made
            put = dict.__setitem__ if tag == "N" else base.__setitem__
            for i in range(0, len(items), 2):
                put(into, items[i], items[i + 1])

    def _read_descriptions(self) -> None:
        """Reads what was put off: a value may be defined in the description of a function that was not needed yet."""
        for number in list(self._described):
            description = self._described.get(number)
            if description is not None:
                (self._decode_function if len(description) == functions.PARTS else self._decode_class)(["", number])

    def _decode_share(self, coded: list[Any]) -> Any:
        if coded[1] not in self.shares.by_number:
            self._read_descriptions()
        return self.shares.by_number[coded[1]].thing

    def _decode_own(self, coded: list[Any]) -> Any:
        return self.target(coded[1])

    def _decode_own_error(self, coded: list[Any]) -> Any:
        error = self.target(coded[1])
        if not isinstance(error, BaseException):
            raise Malformed("what was raised is not an exception")
        known = errors.notes_of(error)
        for note in coded[2][: errors.MAX_NOTES]:
            if note not in known:
                error.add_note(note)
        if coded[3] is not None and error.__cause__ is None:
            error.__cause__ = self.decode(coded[3])
        if coded[4] is False:
            # Whoever caught it there took its traceback away.
            error.__traceback__ = None
        return error

    def _decode_own_member(self, coded: list[Any]) -> Any:
        kind = self.target(coded[1])
        member = kind.__members__.get(coded[2])
        return member if member is not None else kind(self.decode(coded[3]))

    def _decode_own_attribute(self, coded: list[Any]) -> Any:
        kept = self.originals.get((coded[1], coded[2]))
        return kept if kept is not None else self.target(coded[1]).__dict__[coded[2]]

    def _decode_named(self, coded: list[Any]) -> Any:
        found = self.resolve_name(coded[1], coded[2])
        if found is None:
            raise Malformed(f"{coded[1]}.{coded[2]} is not known here")
        return found

    def resolve_name(self, module: str, qualified: str) -> Any:
        return self.names.resolve(module, qualified)

    def _decode_function(self, coded: list[Any]) -> Any:
        number = coded[1]
        found = self.far_functions.get(number)
        return found if found is not None else functions.build(self, number, self._described.pop(number))

    def _decode_class(self, coded: list[Any]) -> Any:
        number = coded[1]
        found = self.far_classes.get(number)
        return found if found is not None else mirrors.build(self, number, self._described.pop(number))

    def decode_kind(self, coded: list[Any]) -> Any:
        """The class of a far object: looked at, never called."""
        return self.decode(coded)

    def _decode_method(self, coded: list[Any]) -> Any:
        function, owner = self.decode(coded[1]), self.decode(coded[2])
        return types.MethodType(function, owner) if callable(function) else functools.partial(function, owner)

    def _decode_object(self, coded: list[Any]) -> Any:
        number = coded[1]
        self.received[number] += 1
        reference = self.far_objects.get(number)
        found = reference() if reference is not None else None
        if found is not None:
            return found
        kind = self.decode_kind(coded[2])
        made = mirrors.place(kind if isinstance(kind, mirrors.MirrorType) else self.stand_in_class(kind), number)
        self._hold(number, made)
        if self.pins:
            self._local.__dict__.setdefault("arrived", []).append(made)
        for name, value in coded[3] or ():
            if is_name(name):
                mirrors.shadow(made, name, self.decode(value))
        return made

    def stand_in_class(self, kind: Any) -> Any:
        """A mirror for instances of a standard class that both sides have, e.g. an ``io.StringIO`` of the other side."""
        known = self.__dict__.setdefault("standard", {})
        found = known.get(kind)
        if found is None:
            space: dict[str, Any] = {"__slots__": (), "_assay_own": True, "_assay_peer": self, "__module__": kind.__module__, "__doc__": None,
                                     "_assay_hashes": True, "_assay_compares": True, "_assay_class": 0, "_assay_virtual": False, "_assay_standard": kind}  # fmt: skip
            for name in dir(kind):
                if (
                    name.startswith("__")
                    and callable(getattr(kind, name, None))
                    and name not in mirrors._NEVER
                    and name not in object.__dict__
                ):
                    space[name] = mirrors.forward(name)
            claimed = kind if self.may_claim(kind) else None
            if claimed is not None:
                space["__class__"] = property(lambda _self: claimed)
            found = known[kind] = mirrors.MirrorType(kind.__name__, (mirrors.Mirror,), space)
            space["__qualname__"] = kind.__qualname__
        return found

    def may_claim(self, kind: type) -> bool:
        """Whether a stand-in may say with ``__class__`` that it is an instance of this standard class."""
        return True

    def _hold(self, number: int, made: Any) -> None:
        reference = _FarReference(made, self._drop)
        reference.number = number
        reference.key = id(made)
        self.far_objects[number] = reference

    def _drop(self, reference: Any) -> None:
        held: Any = self.far_objects.get(reference.number)
        if held is reference:
            del self.far_objects[reference.number]
        self.stream_numbers.pop(reference.key, None)
        self.dropped.append(reference.number)

    def _decode_valued(self, coded: list[Any]) -> Any:
        _, number, coded_kind, coded_value = coded
        kind = self.decode(coded_kind)
        value = self.decode(coded_value)
        base = mirrors.value_base(kind)
        if base is None:
            raise Malformed("a value of a class that holds none")
        known = self.numbers.get(number * -1 - 1)
        if known is not None:
            return known[1]
        made = base.__new__(kind, value)
        self._remember_valued(number, made)
        return made

    def _decode_shared_valued(self, coded: list[Any]) -> Any:
        _, number, coded_kind, tag, share_number, content = coded
        known = self.numbers.get(number * -1 - 1)
        if known is not None:
            return known[1]
        kind = self.decode(coded_kind)
        base = mirrors.value_base(kind)
        if base is None or replicas.TAGS.get(base) != tag:
            raise Malformed("a value of a class that holds none")
        made: Any = base.__new__(kind)  # type: ignore[call-overload]
        self._remember_valued(number, made)
        share = self.shares.add(made, share_number, tag=tag)
        if tag == "D":
            content = content[1]
        elif tag == "F":
            made.default_factory = self.decode(content[0])
            content = content[1]
        self._fill(tag, made, content)
        share.remember()
        return made

    def _remember_valued(self, number: int, made: Any) -> None:
        object.__getattribute__(made, "__dict__")["_assay_number"] = number
        self.numbers[number * -1 - 1] = (number, made)

    def _decode_stream(self, coded: list[Any]) -> Any:
        tag, number, name, qualified = coded
        self.received[number] += 1
        reference = self.far_objects.get(number)
        found = reference() if reference is not None else None
        if found is not None:
            return found
        made = _STREAMS[tag](self, number, str(name), str(qualified))
        self._hold(number, made)
        self.stream_numbers[id(made)] = number
        return made

    def _decode_error(self, coded: list[Any]) -> Any:
        known = self.far_errors.get(coded[1])
        if known is not None:
            return known
        if coded[2] is None:
            return None
        return errors.build(self, coded[1], coded[2])

    def register_error(self, number: int, error: BaseException, trace: errors.FarTrace) -> None:
        self.far_errors[number] = error
        self.numbers[id(error)] = (number, error)
        self.traces[id(error)] = trace
        if isinstance(type(error), mirrors.MirrorType):
            BaseException.__getattribute__(error, "__dict__")["_assay_number"] = number
        if len(self.far_errors) > 2000:
            _, old = self.far_errors.popitem(last=False)
            self.numbers.pop(id(old), None)
            self.traces.pop(id(old), None)

    def register_function(self, number: int, function: types.FunctionType) -> None:
        self.far_functions[number] = function
        self.numbers[id(function)] = (number, function)

    def register_class(self, number: int, kind: Any) -> None:
        self.far_classes[number] = kind
        self.numbers[id(kind)] = (number, kind)

    def register_attribute(self, attribute: Any, owner: Any, name: str) -> None:
        self.attributes[id(attribute)] = (attribute, owner, name)

    def _decode_module(self, coded: list[Any]) -> Any:
        return self.module_stand_in(coded[1], str(coded[2]))

    def module_stand_in(self, number: int, name: str) -> Any:
        raise Malformed("a module cannot cross here")

    def _decode_member(self, coded: list[Any]) -> Any:
        kind = self.decode(coded[1])
        if not isinstance(kind, enum.EnumMeta):
            raise Malformed("a member of what is no enumeration")
        found: Any = kind.__members__.get(coded[2]) if coded[2] is not None else None
        return found if found is not None else kind(self.decode(coded[3]))

    def _decode_namedtuple(self, coded: list[Any]) -> Any:
        kind = self.decode(coded[1])
        if not (isinstance(kind, type) and issubclass(kind, tuple)):
            raise Malformed("a named tuple of what is no tuple")
        return tuple.__new__(kind, [self.decode(item) for item in coded[2]])

    def _decode_view(self, coded: list[Any]) -> Any:
        mapping = self.decode(coded[2])
        return {"keys": dict.keys, "values": dict.values, "items": dict.items}[coded[1]](mapping)

    def _decode_partial(self, coded: list[Any]) -> Any:
        function = self.decode(coded[1])
        return functools.partial(
            function, *[self.decode(a) for a in coded[2]], **{k: self.decode(v) for k, v in coded[3]}
        )

    def _decode_annotation(self, coded: list[Any]) -> Any:
        origin, arguments = self.decode(coded[1]), tuple(self.decode(argument) for argument in coded[2])
        try:
            if origin is types.UnionType:
                return functools.reduce(operator.or_, arguments)
            if origin is typing.Union:
                return typing.Union.__getitem__(arguments)
            return types.GenericAlias(origin, arguments) if isinstance(origin, type) else origin[arguments]
        except Exception:
            return origin

    def _decode_typing(self, coded: list[Any]) -> Any:
        name = coded[1]
        if type(name) is not str or name not in typing.__all__:
            raise Malformed("not a name of typing")
        return getattr(typing, name)

    # ---- faces -------------------------------------------------------------------------------------------------

    def visible_names(self, kind: type) -> list[str]:
        """Which names of a class are described to the other side."""
        names = [name for name in kind.__dict__ if isinstance(name, str) and name not in mirrors._NEVER]
        return [
            name
            for name in names
            if not name.startswith("_") or (name.startswith("__") and name.endswith("__")) or not name.startswith("__")
        ]

    def source_name(self, filename: str) -> str | None:
        """What is told of a function's file."""
        return None

    def stand_in_file(self, name: Any) -> str:
        """The file that a stand-in function says it comes from."""
        return "<the other side>"

    def frames_of(self, error: BaseException) -> list[Any]:
        return []

    def share_attributes(self, space: dict[str, Any], hidden: frozenset[str]) -> Any:
        """A function's own attributes, kept in step from now on."""
        known = self.shares.by_object.get(id(space))
        if known is not None:
            return [known.number, []]
        share = self.shares.add(space, hidden=hidden)
        return [
            share.number,
            [self.encode_kept(part) for key, value in space.items() if key not in hidden for part in (key, value)],
        ]

    def adopt_attributes(self, space: dict[str, Any], coded: list[Any], hidden: frozenset[str]) -> dict[str, Any]:
        number, pairs = coded
        known = self.shares.by_number.get(number)
        if known is not None and type(known.thing) is dict:
            # The same function, lent again: its stand-ins share their attributes.
            return known.thing
        share = self.shares.add(space, number, hidden)
        for i in range(0, len(pairs), 2):
            if is_name(pairs[i]):
                space[pairs[i]] = self.decode(pairs[i + 1])
        share.remember()
        return space


def _special(target: Any, name: str) -> Any:
    """A special method as an operator finds it: on the class, bound to the object as its descriptor says."""
    kind = type(target)
    for above in mirrors.order(kind):
        if name in type.__dict__["__dict__"].__get__(above):
            found = type.__dict__["__dict__"].__get__(above)[name]
            bind = getattr(type(found), "__get__", None)
            return found if bind is None else bind(found, target, kind)
    return getattr(kind, name).__get__(target, kind)


class _FarReference(weakref.ref[Any]):
    """A weak reference to a stand-in that knows the far object's number."""

    __slots__ = ("key", "number")
    number: int
    key: int


class _Restore:
    """Unpickles the other side's object over there; what travels is that side's own pickle."""

    def __init__(self, peer: Any) -> None:
        self.peer = peer

    def __call__(self, data: bytes) -> Any:
        return self.peer.ask("restore", [], (data,))

    def __reduce__(self) -> Any:
        return _current_restore, ()


def _current_restore() -> Any:
    return _Restore(Peer.current)


_STREAMS: dict[str, Callable[[Peer, int, str, str], Any]] = {
    "G": streams.stand_in_generator,
    "C": aio.stand_in_coroutine,
    "A": aio.stand_in_async_generator,
}
_VIEWS = {type({}.keys()): "keys", type({}.values()): "values", type({}.items()): "items"}
_PLAIN: dict[Any, str] = {
    int: "__int__",
    float: "__float__",
    str: "__str__",
    bytes: "__bytes__",
    complex: "__complex__",
}
_TYPING = frozenset(
    {types.UnionType}
    | {
        getattr(typing, name)
        for name in ("_GenericAlias", "_UnionGenericAlias", "_SpecialGenericAlias")
        if hasattr(typing, name)
    }
)

_DECODE: dict[str, Callable[[Peer, list[Any]], Any]] = {
    **dict.fromkeys("ldSBDOFKN", Peer._decode_container),
    "t": lambda peer, coded: tuple(peer._decode_items(coded[1])),
    "f": lambda peer, coded: frozenset(peer._decode_items(coded[1])),
    "slice": lambda peer, coded: slice(*[peer.decode(part) for part in coded[1:4]]),
    "view": Peer._decode_view,
    "=": Peer._decode_share,
    "o": Peer._decode_own,
    "oe": Peer._decode_own_member,
    "oerr": Peer._decode_own_error,
    "oa": lambda peer, coded: peer._decode_own_attribute(coded),
    "g": Peer._decode_named,
    "fn": Peer._decode_function,
    "c": Peer._decode_class,
    "m": lambda peer, coded: peer._decode_method(coded),
    "r": Peer._decode_object,
    "v": Peer._decode_valued,
    "w": Peer._decode_shared_valued,
    **dict.fromkeys("GCA", Peer._decode_stream),
    "e": Peer._decode_error,
    "M": Peer._decode_module,
    "em": Peer._decode_member,
    "nt": Peer._decode_namedtuple,
    "property": lambda peer, coded: property(*[peer.decode(part) for part in coded[1:4]]),
    "wrapped": lambda peer, coded: (staticmethod if coded[1] else classmethod)(peer.decode(coded[2])),
    "partial": lambda peer, coded: peer._decode_partial(coded),
    "ta": Peer._decode_annotation,
    "ty": Peer._decode_typing,
    "signature": lambda peer, coded: functions.build_signature(
        peer, coded[1], {name: peer.decode(kind) for name, kind in coded[2]}
    ),
    "logger": lambda peer, coded: logging.getLogger(str(coded[1])[:200] or None),
    "chain": lambda peer, coded: collections.ChainMap(*peer._decode_items(coded[1])),
    "memory": lambda peer, coded: memoryview(coded[1].encode("latin-1")),
    "tb": lambda peer, coded: errors.some_traceback(),
}

sys.setrecursionlimit(max(sys.getrecursionlimit(), 1000))
