"""Plain tuples that something holds beyond the message: they cross by value as ever, and with a number, so that the same one comes back.

Identity is best effort: the value always travels along, so each side may forget when it likes.
"""

from __future__ import annotations

import collections
from collections.abc import Callable, Iterable

from .values import ATOMS, ENCODERS

#: Tuples that one side remembers, and the longest of them.
MAX_KEPT = 2000
MAX_ITEMS = 200

Tuple = tuple[object, ...]


class Kept:
    """The tuples of one side that have a number, the least recently told first."""

    def __init__(self, first_number: int) -> None:
        self._next = first_number
        self._by_number: collections.OrderedDict[int, Tuple] = collections.OrderedDict()
        self._numbers: dict[int, int] = {}

    def number(self, value: Tuple, held: bool) -> int | None:
        """The number of a tuple; a new one if it is ``held`` by something that may be asked for it again."""
        number = self._numbers.get(id(value))
        if number is not None:
            self._by_number.move_to_end(number)
        elif held and value and is_plain(value):
            number = self._next
            self._next += 2
            self._remember(number, value)
        return number

    def knows_any(self, values: Iterable[Tuple]) -> bool:
        """Whether one of these tuples has a number."""
        return not self._numbers.keys().isdisjoint(map(id, values))

    def find(self, number: int, make: Callable[[], Tuple]) -> Tuple:
        """The tuple that was told under this number, made if this side does not know it."""
        found = self._by_number.get(number)
        if found is None:
            found = make()
            if found and type(number) is int and is_plain(found):
                self._remember(number, found)
        return found

    def _remember(self, number: int, value: Tuple) -> None:
        self._by_number[number] = value
        self._numbers[id(value)] = number
        if len(self._by_number) > MAX_KEPT:
            _, old = self._by_number.popitem(last=False)
            self._numbers.pop(id(old), None)


def is_plain(value: Tuple) -> bool:
    """Whether a tuple is short and holds nothing but immutable plain values, so that to remember it keeps nothing else alive."""
    if len(value) > MAX_ITEMS:
        return False
    return all(kind in ATOMS or kind in ENCODERS for kind in set(map(type, value)) - {tuple}) and all(
        is_plain(item) for item in value if type(item) is tuple
    )
