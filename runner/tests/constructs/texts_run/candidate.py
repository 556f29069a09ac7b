"""Gives out texts that can be run.

>>> double(4)
8
"""

from __future__ import annotations

import pickle
from decimal import Decimal
from typing import Optional


class Point:
    def __init__(self, x, y=0):
        self.x = x
        self.y = y

    def __repr__(self):
        return f"Point({self.x!r}, y={self.y!r})"

    def __eq__(self, other):
        return isinstance(other, Point) and (self.x, self.y) == (other.x, other.y)


class Money(Point):
    def __repr__(self):
        return f"Money({self.x!r}, y={self.y!r})"


def double(n: int) -> int:
    """Doubles.

    >>> double(2)
    4
    """
    return 2 * n


def find(points: list[Point], x: Optional[int] = None) -> dict[str, Point | None]:
    return {}


class Node:
    following: Optional[Node]
    value: Decimal


def program():
    return "def triple(n):\n    return 3 * n\n\nanswer = triple(14)\n"


def literal():
    return "[1, {'a': (2, None)}]"


def expression():
    return "1 + 2 * 3"


def broken():
    return "1 +* 2"


def pickled():
    return pickle.dumps(Point(1, 2))


def pickled_to(path):
    with open(path, "wb") as file:
        pickle.dump([Point(1, 2), Point(3)], file)


def code_of(name):
    return f"{name}(20) + 2"
