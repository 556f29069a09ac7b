"""All replicated values of one side, by number and by object: what changed among them, and which nobody here holds any more.

Every crossing looks at all of them, so that look is made of loops in C; only when it finds something is each looked at
alone. What is abandoned is looked for the less often the more there is to look at.
"""

from __future__ import annotations

import collections
import itertools
import operator
from collections.abc import Callable, Iterable
from sys import getrefcount
from typing import Any

from . import changes
from .replicas import FORMS, TAGS, Share, children, reach
from .wire import Malformed

#: Shares kept at most; a side that would hold more is stopped.
MAX_SHARES = 200_000
#: So many shares may be looked at for one crossing, on average, to find out which are abandoned.
_LOOKED_AT = 4
#: Fewer attributes than these are not looked at more often for it.
_FEW = 200
_is = operator.is_
_thing = operator.attrgetter("thing")
_flat = itertools.chain.from_iterable


class Glance:
    """Whether all of these shares hold the very objects that they held at the last crossing. Stale when one changed."""

    def __init__(self, shares: Iterable[Share]) -> None:
        self._empty: list[Share] = []
        self._rows: list[Share] = []
        self._tables: list[Share] = []
        self._others: list[Share] = []
        for share in shares:
            kind = type(share.thing)
            if not share.before and kind in _PLAIN:
                self._empty.append(share)
            elif kind in _ROWS:
                self._rows.append(share)
            elif kind in _TABLES:
                self._tables.append(share)
            else:
                self._others.append(share)
        # No item is held here: who holds a value is told by counting its references.
        self._before_rows = [share.before.values() if share.tag == "S" else share.before for share in self._rows]
        self._before_tables = [share.before for share in self._tables]
        self._lengths = list(map(len, self._before_rows)) + list(map(len, self._before_tables))
        #: How often the shares and what they remember hold each value, counted when it is first asked for.
        self._inside: collections.Counter[int] | None = None
        self._expected: dict[bool, tuple[list[Share], list[int]]] = {}

    def holds(self) -> bool:
        """Whether nothing changed."""
        if any(map(_thing, self._empty)):
            return False
        if self._lengths:
            shares = [*self._rows, *self._tables]
            if list(map(len, map(_thing, shares))) != self._lengths:
                return False
            if not all(map(_is, _flat(map(_thing, self._rows)), _flat(self._before_rows))):
                return False
            tables, before = self._tables, self._before_tables
            if not all(map(_is, _flat(map(_thing, tables)), _flat(before))):
                return False
            if not all(map(_is, _flat(map(_values, map(_thing, tables))), _flat(map(_values, before)))):
                return False
        return not any(share.changed() for share in self._others)

    def unheld(self, shares: Iterable[Share], every: bool) -> list[Share]:
        """Those of ``shares`` that nothing holds but this table and other shares; ``every`` says whether these are all.

        Nothing may have changed since the last crossing: what is held inside is counted once.
        """
        if every not in self._expected:
            if self._inside is None:
                nested = [share for share in (*self._rows, *self._tables, *self._others) if share.nested]
                self._inside = collections.Counter(map(id, _flat(map(Share.held_before, nested))))
                self._inside.update(map(id, _flat(map(children, map(_thing, nested)))))
            looked_at = list(shares)
            inside = self._inside
            self._expected[every] = looked_at, [_TABLE_REFERENCES + inside[id(share.thing)] for share in looked_at]
        looked_at, expected = self._expected[every]
        counts = map(getrefcount, map(_thing, looked_at))
        return list(itertools.compress(looked_at, map(operator.le, counts, expected)))


_values = dict.values
_ROWS = frozenset({list, collections.deque, set})
#: Their order is that of the dict that they are. An ``OrderedDict`` has one of its own.
_TABLES = frozenset({dict, collections.defaultdict, collections.Counter})
_PLAIN = _ROWS | _TABLES


class Shares:
    """All replicated values of one side."""

    def __init__(self, first_number: int) -> None:
        self._next = first_number
        self.by_number: dict[int, Share] = {}
        self.by_object: dict[int, Share] = {}
        #: The attributes of functions: there are many, they hardly ever change, and they live as long as their function.
        self._attributes: dict[int, Share] = {}
        self._glance: Glance | None = None
        #: Crossings since it was asked last what is abandoned, among values and among attributes.
        self._since = self._since_attributes = 0
        #: How many of either were left then.
        self._left = self._left_attributes = 0

    def add(self, thing: Any, number: int | None = None, hidden: frozenset[str] | None = None, tag: str = "") -> Share:
        """``hidden``: the keys of a function's attributes that do not cross."""
        if number is None:
            number = self._next
            self._next += 2
        elif number in self.by_number:
            raise Malformed("a shared value was announced twice")
        if len(self.by_number) >= MAX_SHARES:
            raise Malformed(f"more than {MAX_SHARES} values are shared at once")
        share = Share(number, tag or TAGS.get(type(thing)) or FORMS[type(thing)].tag, thing, hidden or frozenset())
        self.by_number[number] = share
        self.by_object[id(thing)] = share
        if hidden is not None:
            self._attributes[number] = share
        self._glance = None
        return share

    def forget(self, number: int) -> None:
        share = self.by_number.pop(number, None)
        if share is not None:
            self.by_object.pop(id(share.thing), None)
            self._attributes.pop(number, None)
            self._glance = None

    def changes(self, encode: Callable[[Any], Any]) -> list[Any]:
        """What changed here since the last crossing, ready to send. Encoding may add shares; those are new, not changed."""
        glance = self._glance
        if glance is None:
            glance = self._glance = Glance(self.by_number.values())
        if glance.holds():
            return []
        found = []
        for share in list(self.by_number.values()):
            if share.changed():
                change = changes.difference(share, encode)
                if change is not None:
                    found.append([share.number, *change])
                share.remember()
        self._glance = None
        return found

    def apply(self, change: Any, decode: Callable[[Any], Any]) -> None:
        """Carries over one change from the other side."""
        number, kind, *parts = change
        share = self.by_number.get(number)
        if share is None:
            raise Malformed("a change names a value that is not shared")
        changes.apply(share, kind, parts, decode)
        share.remember()
        self._glance = None

    def abandoned(self) -> list[int]:
        """The numbers of shares that only this table still holds on this side, where it is time to look for them."""
        attributes, values = len(self._attributes), len(self.by_number) - len(self._attributes)
        self._since += 1
        self._since_attributes += 1
        every = attributes > 0 and self._since_attributes * _LOOKED_AT >= max(self._left_attributes, _FEW)
        if not every and (values == 0 or self._since * _LOOKED_AT < self._left):
            return []
        self._since = 0
        if every:
            self._since_attributes = 0
        gone = self._look(every)
        attributes_gone = sum(number in self._attributes for number in gone)
        self._left = values - len(gone) + attributes_gone
        if every:
            self._left_attributes = attributes - attributes_gone
        return gone

    def _look(self, every: bool) -> list[int]:
        glance = self._glance
        if glance is None:
            glance = self._glance = Glance(self.by_number.values())
        own = self.by_number if every else self.by_number.keys() - self._attributes.keys()
        unheld = glance.unheld((self.by_number[number] for number in own), every)
        if not unheld:
            return []
        gone = {share.number for share in unheld}
        # What is below a value that something holds is held by it.
        held = [share for number, share in self.by_number.items() if share.nested and number not in gone]
        while held and gone:
            for below in reach(held.pop().thing):
                found = self.by_object.get(id(below))
                if found is not None and found.number in gone:
                    gone.discard(found.number)
                    if found.nested:
                        held.append(found)
        return [share.number for share in unheld if share.number in gone]


def _table_references() -> int:
    """What ``getrefcount`` says in ``unheld`` of a value that only its share holds."""
    return next(map(getrefcount, map(_thing, [Share(0, "l", [])])))


_TABLE_REFERENCES = _table_references()
