"""The objects of this side that the other side may name by a number. Knows neither messages nor how a value is encoded."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from sys import getrefcount
from typing import Any

from .shown_objects import ShownObjects
from .wire import Malformed

#: Objects lent to the other side at most.
MAX_LENT = 500_000
#: So many watched objects are looked at for one message.
_LOOKED_AT = 250


class Lent:
    """An object of this side that the other side may name, how often it was told and how often it came home."""

    __slots__ = ("_thing", "came_home", "key", "scope", "spoken", "told", "weak")

    def __init__(self, thing: Any, scope: int) -> None:
        self._thing = thing
        self.key = id(thing)
        #: In place of the object, where the other side does not hold it.
        self.weak: weakref.ref[Any] | None = None
        self.told = 0
        #: Less what the other side said of that: below zero while a message of another thread is still under way.
        self.came_home = 0
        #: Of what the other side said last about holding it, the number.
        self.spoken = 0
        self.scope = scope

    @property
    def thing(self) -> Any:
        return self._thing if self.weak is None else self.weak()

    def let_go(self, at_its_end: Callable[[Any], None]) -> bool:
        """Holds the object weakly from now on; tells whether that can be."""
        try:
            self.weak = self.weak or weakref.ref(self._thing, at_its_end)
        except TypeError:
            return False
        self._thing = None
        return True

    def hold(self) -> None:
        """Keeps the object alive again."""
        if self.weak is not None:
            self._thing, self.weak = self.weak(), None


class LentObjects:
    """One number for one object, until the other side has given it back as often as it was told."""

    def __init__(self) -> None:
        #: The edge case in which something is lent now; what outlives all of them is lent in 0.
        self.scope = 0
        #: What the other side replaced on lent classes: (number, name) to the attribute as it was.
        self.originals: dict[tuple[int, str], Any] = {}
        #: What of them hides something of their class.
        self.shown = ShownObjects()
        self._by_number: dict[int, Lent] = {}
        self._watched: dict[int, Any] = {}
        #: Messages since the watched objects were looked at.
        self._since = 0
        #: Objects that have ended while the other side had a stand-in.
        self._ended: list[int] = []
        self._numbers: dict[int, int] = {}
        self._next = 1
        #: How many classes were lent until now, given back or not.
        self.classes_so_far = 0

    def __contains__(self, number: int) -> bool:
        return number in self._by_number

    def is_lent(self, thing: Any) -> bool:
        """Whether the other side knows this object already."""
        return id(thing) in self._numbers

    def lend(self, thing: Any, watched: bool = False) -> int:
        """The object's number, which is told to the other side once more.

        ``watched``: its stand-in lives until ``released`` names it, whether the other side tells that it holds it or not.
        """
        key = id(thing)
        number = self._numbers.get(key)
        if number is None:
            if len(self._by_number) >= MAX_LENT:
                raise Malformed(f"more than {MAX_LENT} objects were lent at once")
            number = self._next
            self._next += 1
            self._by_number[number] = Lent(thing, self.scope)
            self._numbers[key] = number
            self.classes_so_far += issubclass(type(thing), type)
        lent = self._by_number[number]
        lent.told += 1
        # Whoever told it alone may hold it, until the other side says anew that it does not.
        lent.hold()
        if watched:
            self._watched[number] = thing
        return number

    def hiding(self, number: int, kind: Any) -> dict[str, Any]:
        """What of an object that is lent now hides something of its class; its changes are told from now on."""
        return self.shown.add(number, kind, self._by_number[number])

    def released(self) -> list[int]:
        """The watched objects that nothing on this side holds but this table, since the last time."""
        watched = self._watched
        ended, self._ended = self._ended, []
        self._since += 1
        if not watched or self._since * _LOOKED_AT < len(watched):
            return ended
        self._since = 0
        counts = list(map(getrefcount, watched.values()))
        if min(counts) > _TABLE_REFERENCES:
            return ended
        gone = [number for number, count in zip(watched, counts, strict=True) if count <= _TABLE_REFERENCES]
        for number in gone:
            del watched[number]
        return ended + gone

    def held_there(self, spoken: int, numbers: list[int]) -> None:
        """The other side holds on to these objects."""
        for number in numbers:
            lent = self._by_number.get(number)
            if lent is not None and spoken > lent.spoken:
                lent.spoken = spoken
                lent.hold()
                if lent.thing is not None:
                    self._watched[number] = lent.thing

    def loose_there(self, spoken: int, counts: list[list[int]]) -> None:
        """The other side does not hold these objects any more: they live as long as this side holds them.

        With each it tells how often it was told of it and sent it home. Where that is not what is known here, a message of
        another thread is under way, and the object is held until it is given back.
        """
        for number, told, sent_home in counts:
            lent = self._by_number.get(number)
            if lent is not None and spoken > lent.spoken:
                lent.spoken = spoken
                if (lent.told, lent.came_home) == (told, sent_home):
                    self._let_go(number, lent)

    def _let_go(self, number: int, lent: Lent) -> None:
        key = lent.key

        def at_its_end(reference: Any) -> None:
            # Not if it was given back meanwhile: then another object may have this key.
            if lent.weak is reference and self._by_number.get(number) is lent:
                del self._by_number[number]
                if self._numbers.get(key) == number:
                    del self._numbers[key]
                self._ended.append(number)

        if lent.let_go(at_its_end):
            self._watched.pop(number, None)
            self.shown.forget(number)

    def target(self, number: int) -> Any:
        """The object of a number."""
        lent = self._by_number.get(number)
        if lent is None:
            raise self.absent()
        return lent.thing

    def home(self, number: int) -> Any:
        """The object of a number that came back as a value."""
        lent = self._by_number.get(number)
        if lent is None:
            raise self.absent()
        lent.came_home += 1
        thing = lent.thing
        if lent.told <= 0 <= lent.came_home:
            self._forget(number, lent)
        return thing

    def absent(self) -> Exception:
        """What is raised for a number that stands for nothing."""
        return Malformed("a message names an object that was not lent")

    def give_back(self, number: int, count: int, named: int) -> Any:
        """The other side dropped what it was told ``count`` times and has sent home ``named`` times.

        What this table gives up is returned: it may end with the last that holds it.
        """
        lent = self._by_number.get(number)
        if lent is None:
            return None
        lent.told -= count
        lent.came_home -= named
        if lent.told > 0 or lent.came_home < 0:
            return None
        thing = lent.thing
        self._forget(number, lent)
        return thing

    def agree(self, proposals: list[list[int]]) -> list[int]:
        """Forgets what the other side would give back, where that has received and sent home all that is known here; tells which.

        Else something is under way, or was told and never read: then it stays, on both sides.
        """
        agreed = []
        for number, told, came_home in proposals:
            lent = self._by_number.get(number)
            if lent is None or (lent.told, lent.came_home) == (told, came_home):
                agreed.append(number)
                if lent is not None:
                    self._forget(number, lent)
        return agreed

    def end_scope(self, scope: int) -> list[int]:
        """Takes back what was lent in a scope that has ended; tells what that was."""
        ended = []
        for number, lent in list(self._by_number.items()):
            # What was forgotten may have been the last to hold another one of them, which then has ended already.
            if lent.scope == scope and self._by_number.get(number) is lent:
                self._forget(number, lent)
                ended.append(number)
        return ended

    def _forget(self, number: int, lent: Lent) -> None:
        del self._by_number[number]
        self._watched.pop(number, None)
        self.shown.forget(number)
        if self._numbers.get(lent.key) == number:
            del self._numbers[lent.key]


def _table_references() -> int:
    """What ``getrefcount`` says in ``released`` of an object that only the table holds."""
    table = LentObjects()
    table.lend(object(), watched=True)
    return next(map(getrefcount, table._watched.values()))


_TABLE_REFERENCES = _table_references()
