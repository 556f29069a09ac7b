"""Which local objects stand for which of the other side's. Knows neither messages nor how a value is encoded.

Classes are kept for good, functions and values of subclasses of builtins at least until their edge case is over, other objects
as long as somebody holds them: then the other side is told.
"""

from __future__ import annotations

import collections
import itertools
import types
import weakref
from collections.abc import Container, Iterable
from sys import getrefcount
from typing import Any

from . import mirror_type
from .errors import FarTrace, is_state, state

#: Exceptions of the other side that are remembered at most.
MAX_ERRORS = 2000
#: So many of them are looked at for one message.
_LATEST = 8
#: Read-only mappings of the other side that are remembered at most.
MAX_READ_ONLY = 2000


class _FarReference(weakref.ref[Any]):
    """A weak reference to a stand-in that knows the far object's number."""

    __slots__ = ("key", "number")
    number: int
    key: int


class StandIns:
    """The tables of one side. ``pins``: whether the other side tells when one of its objects is held by nobody there."""

    def __init__(self, pins: bool) -> None:
        self.functions: dict[int, types.FunctionType] = {}
        self.classes: dict[int, Any] = {}
        self.errors: collections.OrderedDict[int, BaseException] = collections.OrderedDict()
        self.traces: dict[int, FarTrace] = {}
        #: The ids of those that were raised here.
        self.raised: set[int] = set()
        #: What of those could be changed here, as it was at the last crossing.
        self.error_states: dict[int, tuple[Any, ...]] = {}
        #: Properties and class attributes of mirrors: a property's number, or their mirror and name.
        self.attributes: dict[int, tuple[Any, Any, str, int | None]] = {}
        #: How often the other side told of an object, by its number.
        self.received: collections.Counter[int] = collections.Counter()
        #: How often this side sent an object home as a value, by its number.
        self.sent_home: dict[int, int] = {}
        #: What of each function can be changed or referred to without holding it.
        self._faces: dict[int, tuple[Any, ...]] = {}
        self._objects: dict[int, _FarReference] = {}
        self._numbers: dict[int, tuple[int, Any]] = {}
        self._valued: dict[int, Any] = {}
        self._foreign: dict[int, int] = {}
        self._read_only: collections.OrderedDict[int, Any] = collections.OrderedDict()
        #: Numbers of stand-ins that nobody here holds any more.
        self.dropped: list[int] = []
        self._pins = pins
        #: Stand-ins of objects that live on the other side, by number.
        self._pinned: dict[int, Any] = {}
        #: Those of them of which the other side was told that nothing else here holds them.
        self._loose: set[int] = set()
        #: How often it was told of this.
        self._spoken = 0

    # ---- looking up --------------------------------------------------------------------------------------------

    def number_of(self, thing: Any) -> int | None:
        """The other side's number of a stand-in of any kind, or None."""
        number = mirror_type.number_of(thing)
        if number is not None:
            return number
        known = self._numbers.get(id(thing))
        return known[0] if known is not None and known[1] is thing else None

    def is_registered(self, thing: Any) -> bool:
        """Whether this function, class or exception came from the other side."""
        known = self._numbers.get(id(thing))
        return known is not None and known[1] is thing

    def number_of_foreign(self, thing: Any) -> int | None:
        """The other side's number of a stand-in of a standard class: a generator, a coroutine, a partial."""
        return self._foreign.get(id(thing))

    def object(self, number: int) -> Any:
        """The stand-in of the other side's object that was just told of, if somebody still holds it."""
        self.received[number] += 1
        reference = self._objects.get(number)
        found = None if reference is None else reference()
        if self._pins and mirror_type.is_stand_in(found):
            self._pinned[number] = found
            # What is told anew is held there until it is told anew that it is not held here.
            self._loose.discard(number)
        return found

    def known(self, number: int) -> Any:
        """The stand-in of an object that a change tells of, if somebody still holds it."""
        reference = self._objects.get(number)
        return None if reference is None else reference()

    def valued(self, number: int) -> Any:
        """The stand-in that holds a builtin's value here, of an object that was just told of."""
        self.received[number] += 1
        return self._valued.get(number)

    # ---- remembering -------------------------------------------------------------------------------------------

    def add_function(self, number: int, function: types.FunctionType) -> None:
        self.functions[number] = function
        self._numbers[id(function)] = (number, function)

    def add_class(self, number: int, kind: Any) -> None:
        self.classes[number] = kind
        self._numbers[id(kind)] = (number, kind)

    def add_attribute(self, attribute: Any, owner: Any, name: str, number: int | None = None) -> None:
        self.attributes[id(attribute)] = (attribute, owner, name, number)

    def add_error(self, number: int, error: BaseException, trace: FarTrace) -> None:
        self.errors[number] = error
        self._numbers[id(error)] = (number, error)
        self.traces[id(error)] = trace
        if isinstance(type(error), mirror_type.MirrorType):
            BaseException.__getattribute__(error, "__dict__")["_assay_number"] = number
        if len(self.errors) > MAX_ERRORS:
            self._forget_error(next(iter(self.errors)))

    def _forget_error(self, number: int) -> None:
        error = self.errors.pop(number)
        self.error_states.pop(number, None)
        self._numbers.pop(id(error), None)
        self.traces.pop(id(error), None)
        self.raised.discard(id(error))

    def changed_errors(self) -> list[BaseException]:
        """The latest exceptions of the other side that were given notes or links here since the last crossing.

        Those that nothing here holds any more are given back: on the other side they hold the frames that they came through.
        """
        found, gone = [], []
        for number in itertools.islice(reversed(self.errors), _LATEST):
            error, before = self.errors[number], self.error_states.get(number)
            if before is not None and not is_state(error, before):
                self.error_states[number] = state(error)
                found.append(error)
            elif getrefcount(error) <= _ERROR_REFERENCES:
                gone.append(number)
        for number in gone:
            self._forget_error(number)
        self.dropped += gone
        return found

    def add_valued(self, number: int, made: Any) -> None:
        mirror_type.value_space(made)["_assay_number"] = number
        self._valued[number] = made

    def add_read_only(self, number: int, made: Any) -> None:
        """A read-only mapping, which nothing can refer to weakly: the latest are kept."""
        self._read_only[number] = made
        self._numbers[id(made)] = (number, made)
        if len(self._read_only) > MAX_READ_ONLY:
            _, old = self._read_only.popitem(last=False)
            self._numbers.pop(id(old), None)

    def read_only(self, number: int) -> Any:
        """The read-only mapping that is known by this number."""
        return self._read_only.get(number)

    def add_object(self, number: int, made: Any) -> None:
        self._hold(number, made)
        if self._pins:
            self._pinned[number] = made

    def add_foreign(self, number: int, made: Any) -> None:
        self._hold(number, made)
        self._foreign[id(made)] = number

    def _hold(self, number: int, made: Any) -> None:
        reference = _FarReference(made, self._drop)
        reference.number = number
        reference.key = id(made)
        self._objects[number] = reference

    # ---- giving back -------------------------------------------------------------------------------------------

    def _drop(self, reference: Any) -> None:
        held: Any = self._objects.get(reference.number)
        if held is reference:
            del self._objects[reference.number]
        self._foreign.pop(reference.key, None)
        self.dropped.append(reference.number)

    def take_dropped(self) -> list[list[int]]:
        """What nobody here holds any more, since the last time: numbers, how often each had been told and was sent home."""
        numbers, self.dropped = self.dropped, []
        return [
            [number, self.received.pop(number, 0), self.sent_home.pop(number, 0)]
            for number in numbers
            if number not in self._objects and number not in self.functions and number not in self.errors
        ]

    # ---- as long as the other side's object lives -------------------------------------------------------------

    def release(self, number: int) -> None:
        """Only this side holds the other side's object now: its stand-in lives as long as something here holds it.

        Until then it lives whether something here does or not, as the object itself does: its hash stays, and a weak
        reference to it (an observer, a key of a cache) dies when the object would.
        """
        self._pinned.pop(number, None)
        self._loose.discard(number)
        function = self.functions.pop(number, None)
        if function is None:
            return
        face = self._faces.pop(number, ())
        held = self._numbers.pop(id(function))
        reference = weakref.ref(function)
        del function, held
        alive = reference()
        if alive is None:
            self.dropped.append(number)
        else:
            self.add_function(number, alive)
            self._faces[number] = face

    def end_case(self) -> None:
        """The edge case is over, and with it all that it lent."""
        self._pinned.clear()
        self._loose.clear()

    def unheld(self, shared: Container[int]) -> list[list[int]]:
        """The functions and values of subclasses of builtins that nothing else here holds or remembers, with how often each
        was told and was sent home: they can be given back if the other side agrees. A value whose id is ``shared`` is held by
        one more table."""
        functions = zip(self.functions, map(getrefcount, self.functions.values()), strict=True)
        found = [number for number, count in functions if count <= _FUNCTION_REFERENCES and self._is_as_built(number)]
        for number, count in zip(self._valued, map(getrefcount, self._valued.values()), strict=True):
            if count <= _PIN_REFERENCES + (id(self._valued[number]) in shared):
                found.append(number)
        return [[number, self.received[number], self.sent_home.get(number, 0)] for number in found]

    def give_back(self, numbers: Iterable[int]) -> None:
        """Forgets what ``unheld`` told and the other side agreed to."""
        ended = []
        for number in numbers:
            function = self.functions.pop(number, None)
            if function is not None:
                ended.append((function, self._numbers.pop(id(function), None)))
            ended.append(self._valued.pop(number, None))
            self._faces.pop(number, None)
            self.received.pop(number, None)
            self.sent_home.pop(number, None)
        # What ends now may run code, which may ask.
        ended.clear()

    def built(self, number: int, function: types.FunctionType) -> None:
        """A function's stand-in is complete: what of it changes from now on was changed here."""
        self._faces[number] = _face(function)

    def _is_as_built(self, number: int) -> bool:
        return self._faces.get(number) == _face(self.functions[number])

    def holding(self) -> list[Any] | None:
        """What this side stopped and began to hold since the last crossing, behind the number of this message; None if that is nothing."""
        pinned = self._pinned
        counts = map(getrefcount, pinned.values())
        loose = {number for number, count in zip(pinned, counts, strict=True) if count <= _PIN_REFERENCES}
        if loose == self._loose:
            return None
        before, self._loose = self._loose, loose
        self._spoken += 1
        told = [[number, self.received[number], self.sent_home.get(number, 0)] for number in loose - before]
        return [self._spoken, told, list(before - loose)]


def _face(function: types.FunctionType) -> tuple[Any, ...]:
    """By identity, so that nothing of it is compared."""
    parts = (
        function.__name__,
        function.__qualname__,
        function.__module__,
        function.__doc__,
        function.__defaults__,
        function.__kwdefaults__,
        function.__code__,
    )
    return (weakref.getweakrefcount(function), *map(id, parts))


def _pin_references() -> int:
    """What ``getrefcount`` says in ``holding`` of a stand-in that only the table holds."""
    tables = StandIns(True)
    tables._pinned[1] = object()
    return next(map(getrefcount, tables._pinned.values()))


def _function_references() -> int:
    """What ``getrefcount`` says in ``end_case`` of a function that only the tables hold."""
    tables = StandIns(False)
    tables.add_function(1, types.FunctionType(_pin_references.__code__, {}))
    return next(map(getrefcount, tables.functions.values()))


_PIN_REFERENCES = _pin_references()
_FUNCTION_REFERENCES = _function_references()
#: What ``getrefcount`` says in ``changed_errors`` of an exception that only the tables hold: two of them, and the loop's name.
_ERROR_REFERENCES = 4
