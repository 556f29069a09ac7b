"""All replicated values of one side, by number and by object: what changed among them, and which nobody here holds any more.

Every crossing looks at all of them, so that look is made of loops in C; only what may have changed is looked at
alone. What is abandoned is looked for the less often the more there is to look at.
"""

from __future__ import annotations

import collections
import itertools
import operator
from collections.abc import Callable, Collection, Iterable
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
#: So few shares are looked at each by itself.
_SINGLY = 2
_is = operator.is_
_thing = operator.attrgetter("thing")
_before = operator.attrgetter("before")
_flat = itertools.chain.from_iterable


class _Group:
    """Shares that are looked at all at once, by loops in C."""

    def __init__(self) -> None:
        self.members: dict[int, Share] = {}
        #: The members in their order, what each held at the last crossing, and how much; None when one came or went.
        self._order: list[Share] | None = None
        self._before: list[Any] = []
        self._lengths: list[int] = []

    def add(self, share: Share) -> None:
        self.members[share.number] = share
        self._forget()

    def remove(self, number: int) -> None:
        del self.members[number]
        self._forget()

    def _forget(self) -> None:
        # At once: what a share held before may be held by nothing else.
        self._order, self._before = None, []

    def suspects(self) -> Iterable[Share]:
        """Those that do not hold the very objects that they held at the last crossing."""
        order = self._order
        if order is None:
            order = self._order = list(self.members.values())
            self._before = list(map(_before, order))
            self._lengths = list(map(len, self._before))
        things, before = list(map(_thing, order)), self._before
        lengths = list(map(len, things))
        if lengths == self._lengths:
            if self.is_same(things, before):
                return ()
            return self._different(order, things, before)
        kept = list(map(operator.eq, lengths, self._lengths))
        changed = [share for share, same in zip(order, kept, strict=True) if not same]
        same_length = [list(itertools.compress(each, kept)) for each in (order, things, before)]
        return [*changed, *self._different(*same_length)]

    def _different(self, order: list[Share], things: list[Any], before: list[Any]) -> list[Share]:
        """Which of several differ. A few do among many: so what is the same is told by halves."""
        if self.is_same(things, before):
            return []
        if len(order) <= _SINGLY:
            return order
        half = len(order) // 2
        return self._different(order[:half], things[:half], before[:half]) + self._different(
            order[half:], things[half:], before[half:]
        )

    @staticmethod
    def is_same(things: list[Any], before: list[Any]) -> bool:
        """Whether going through each value meets the very objects that it met then. Each is as long as it was."""
        return all(map(_is, _flat(things), _flat(before)))


class _Empty(_Group):
    def suspects(self) -> Iterable[Share]:
        return (
            [share for share in self.members.values() if share.thing] if any(map(_thing, self.members.values())) else ()
        )


class _Sets(_Group):
    @staticmethod
    def is_same(things: list[Any], before: list[Any]) -> bool:
        return all(map(operator.eq, map(id, _flat(things)), _flat(before)))


class _Tables(_Group):
    @staticmethod
    def is_same(things: list[Any], before: list[Any]) -> bool:
        return _Group.is_same(things, before) and all(
            map(_is, _flat(map(_values, things)), _flat(map(_values, before)))
        )


class _Others(_Group):
    def suspects(self) -> Iterable[Share]:
        return self.members.values()


class Glance:
    """All shares, by how many of them are looked at at once: which may hold other objects than at the last crossing."""

    def __init__(self) -> None:
        #: Those that were added or have changed since the last look.
        self._unfiled: dict[int, Share] = {}
        self._empty, self._rows, self._sets, self._tables, self._others = (
            _Empty(),
            _Group(),
            _Sets(),
            _Tables(),
            _Others(),
        )
        self._all = (self._empty, self._tables, self._rows, self._sets, self._others)
        self._groups: dict[int, _Group] = {}
        #: The ids of what each share and its memory hold, of those that may hold other shared values; and how often each
        #: id is among them, None when that is to be counted again. Ids, since who holds a value is told by counting its
        #: references.
        self._held: dict[int, list[int]] = {}
        self._inside: collections.Counter[int] | None = collections.Counter()

    def add(self, share: Share) -> None:
        self._unfiled[share.number] = share

    def remove(self, number: int) -> None:
        group = self._groups.pop(number, None)
        if group is None:
            self._unfiled.pop(number, None)
            return
        group.remove(number)
        if self._held.pop(number, None) is not None:
            self._inside = None

    def _file(self) -> None:
        for number, share in self._unfiled.items():
            kind = type(share.thing)
            if kind not in _PLAIN:
                group: _Group = self._others
            elif not share.before:
                group = self._empty
            elif kind is set:
                group = self._sets
            else:
                group = self._tables if kind in _TABLES else self._rows
            group.add(share)
            self._groups[number] = group
            if share.nested:
                self._held[number] = held = list(map(id, _flat((share.held_before(), children(share.thing)))))
                if self._inside is not None:
                    self._inside.update(held)
        self._unfiled.clear()

    def suspects(self) -> list[Share]:
        """All shares but those of which a look at many at once says that they hold what they held at the last crossing."""
        if self._unfiled:
            self._file()
        found: list[Share] = []
        for group in self._all:
            if group.members:
                found += group.suspects()
        return found

    def is_inside(self, share: Share) -> bool:
        """Whether another share holds this one's value."""
        return id(share.thing) in self._counted()

    def unheld(self, shares: Collection[Share]) -> list[Share]:
        """Those of ``shares`` that nothing holds but this table and other shares. Nothing may have changed since the last crossing."""
        if self._unfiled:
            self._file()
        inside = self._counted()
        expected = [_TABLE_REFERENCES + inside[key] for key in map(id, map(_thing, shares))]
        counts = map(getrefcount, map(_thing, shares))
        return list(itertools.compress(shares, map(operator.le, counts, expected)))

    def _counted(self) -> collections.Counter[int]:
        if self._inside is None:
            self._inside = collections.Counter(_flat(self._held.values()))
        return self._inside


_values = dict.values
#: Their order is that of the dict that they are. An ``OrderedDict`` has one of its own.
_TABLES = frozenset({dict, collections.defaultdict, collections.Counter})
_PLAIN = _TABLES | {list, collections.deque, set}


class Shares:
    """All replicated values of one side."""

    def __init__(self, first_number: int) -> None:
        self._next = first_number
        self.by_number: dict[int, Share] = {}
        self.by_object: dict[int, Share] = {}
        #: The attributes of functions: there are many, they hardly ever change, and they live as long as their function.
        self._attributes: dict[int, Share] = {}
        #: All others.
        self._others: dict[int, Share] = {}
        self._glance = Glance()
        #: Crossings since it was asked last what is abandoned, among values and among attributes.
        self._since = self._since_attributes = 0
        #: How many of either were left then.
        self._left = self._left_attributes = 0
        #: Whether an edge case has ended since, which leaves most of what it made.
        self._ended = False

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
        own = self._others if hidden is None else self._attributes
        own[number] = share
        self._glance.add(share)
        return share

    def forget(self, number: int) -> None:
        share = self.by_number.pop(number, None)
        if share is not None:
            self.by_object.pop(id(share.thing), None)
            self._attributes.pop(number, None)
            self._others.pop(number, None)
            self._glance.remove(number)

    def remember(self, share: Share) -> None:
        """Both sides have what this share holds now."""
        share.remember()
        self._glance.remove(share.number)
        self._glance.add(share)

    def changes(self, encode: Callable[[Any], Any]) -> list[Any]:
        """What changed here since the last crossing, ready to send. Encoding may add shares; those are new, not changed."""
        found = []
        for share in self._glance.suspects():
            if share.changed():
                change = changes.difference(share, encode)
                if change is not None:
                    found.append([share.number, *change])
                self.remember(share)
        return found

    def apply(self, change: Any, decode: Callable[[Any], Any]) -> None:
        """Carries over one change from the other side."""
        number, kind, *parts = change
        share = self.by_number.get(number)
        if share is None:
            raise Malformed("a change names a value that is not shared")
        changes.apply(share, kind, parts, decode)
        self.remember(share)

    def end_case(self) -> None:
        """Has the next crossing look for what is abandoned among all."""
        self._ended = True

    def abandoned(self) -> list[int]:
        """The numbers of shares that only this table still holds on this side, where it is time to look for them."""
        attributes, values = len(self._attributes), len(self._others)
        self._since += 1
        self._since_attributes += 1
        often = self._since_attributes * _LOOKED_AT >= max(self._left_attributes, _FEW)
        every = self._ended or (attributes > 0 and often)
        self._ended = False
        if not every and (values == 0 or self._since * _LOOKED_AT < self._left):
            return []
        self._since = 0
        if every:
            self._since_attributes = 0
        gone = self._look(self.by_number if every else self._others)
        attributes_gone = sum(number in self._attributes for number in gone)
        self._left = values - len(gone) + attributes_gone
        if every:
            self._left_attributes = attributes - attributes_gone
        return gone

    def _look(self, own: dict[int, Share]) -> list[int]:
        unheld = self._glance.unheld(own.values())
        if not any(map(self._glance.is_inside, unheld)):
            return [share.number for share in unheld]
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
    return next(map(getrefcount, map(_thing, {0: Share(0, "l", [])}.values())))


_TABLE_REFERENCES = _table_references()
