"""Which local objects stand for which of the other side's. Knows neither messages nor how a value is encoded.

Functions and classes are kept for good, other objects as long as somebody here holds them: then the other side is told.
"""

from __future__ import annotations

import collections
import threading
import types
import weakref
from typing import Any

from . import mirror_type
from .errors import FarTrace

#: Exceptions of the other side that are remembered at most.
MAX_ERRORS = 2000


class _FarReference(weakref.ref[Any]):
    """A weak reference to a stand-in that knows the far object's number."""

    __slots__ = ("key", "number")
    number: int
    key: int


class StandIns:
    """The tables of one side. ``pins``: whether what this side's code holds weakly is kept alive for it."""

    def __init__(self, pins: bool) -> None:
        self.functions: dict[int, types.FunctionType] = {}
        self.classes: dict[int, Any] = {}
        self.errors: collections.OrderedDict[int, BaseException] = collections.OrderedDict()
        self.traces: dict[int, FarTrace] = {}
        #: Properties and class attributes of mirrors: their mirror and name.
        self.attributes: dict[int, tuple[Any, Any, str]] = {}
        #: How often the other side told of an object, by its number.
        self.received: collections.Counter[int] = collections.Counter()
        self._objects: dict[int, _FarReference] = {}
        self._numbers: dict[int, tuple[int, Any]] = {}
        self._valued: dict[int, Any] = {}
        self._foreign: dict[int, int] = {}
        #: Numbers of stand-ins that nobody here holds any more.
        self.dropped: list[int] = []
        self._pins = pins
        self._pinned: list[Any] = []
        self._local = threading.local()

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
        return None if reference is None else reference()

    def valued(self, number: int) -> Any:
        """The stand-in that holds a builtin's value here."""
        return self._valued.get(number)

    # ---- remembering -------------------------------------------------------------------------------------------

    def add_function(self, number: int, function: types.FunctionType) -> None:
        self.functions[number] = function
        self._numbers[id(function)] = (number, function)

    def add_class(self, number: int, kind: Any) -> None:
        self.classes[number] = kind
        self._numbers[id(kind)] = (number, kind)

    def add_attribute(self, attribute: Any, owner: Any, name: str) -> None:
        self.attributes[id(attribute)] = (attribute, owner, name)

    def add_error(self, number: int, error: BaseException, trace: FarTrace) -> None:
        self.errors[number] = error
        self._numbers[id(error)] = (number, error)
        self.traces[id(error)] = trace
        if isinstance(type(error), mirror_type.MirrorType):
            BaseException.__getattribute__(error, "__dict__")["_assay_number"] = number
        if len(self.errors) > MAX_ERRORS:
            _, old = self.errors.popitem(last=False)
            self._numbers.pop(id(old), None)
            self.traces.pop(id(old), None)

    def add_valued(self, number: int, made: Any) -> None:
        object.__getattribute__(made, "__dict__")["_assay_number"] = number
        self._valued[number] = made

    def add_object(self, number: int, made: Any) -> None:
        self._hold(number, made)
        if self._pins:
            self._arrived().append(made)

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
        """What nobody here holds any more, since the last time: numbers, and how often each had been told."""
        numbers, self.dropped = self.dropped, []
        return [[number, self.received.pop(number, 0)] for number in numbers if number not in self._objects]

    # ---- what is held weakly -----------------------------------------------------------------------------------

    def _arrived(self) -> list[Any]:
        found: list[Any] = self._local.__dict__.setdefault("arrived", [])
        return found

    def mark(self) -> int:
        """How many objects have arrived in this thread for what it is doing."""
        return len(self._arrived())

    def pin_since(self, mark: int) -> None:
        """Keeps what arrived since and is held weakly: an observer, a cache's value.

        It lives as long as its owner on the other side, who is not asked: to the end of the edge case.
        """
        arrived = self._arrived()
        self._pinned += [made for made in arrived[mark:] if weakref.getweakrefcount(made) > 1]
        del arrived[mark:]

    def unpin(self) -> None:
        self._pinned.clear()
