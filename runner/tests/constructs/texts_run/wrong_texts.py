"""Gives out texts that cannot be run.

>>> double(4)
9
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
        return f"Point({self.y!r}, y={self.x!r})"

    def __eq__(self, other):
        return isinstance(other, Point) and (self.x, self.y) == (other.x, other.y)


class Money(Point):
    def __repr__(self):
        return f"Money {self.x!r}"


def double(n: str) -> str:
    return 2 * n


def find(points: list[Point], x: Nothing = None) -> dict[str, Point]:
    return {}


class Node:
    following: Optional[Point]
    value: Decimal


def program():
    return "def triple(n):\n    return 3 * n\n\nanswer = triple(15)\n"


def literal():
    return "[1, {'a': (2, 3)}]"


def expression():
    return "1 + 2 * 4"


def broken():
    return "1 + 2"


def pickled():
    return pickle.dumps(Point(2, 2))


def pickled_to(path):
    with open(path, "wb") as file:
        pickle.dump([Point(1, 2)], file)


def code_of(name):
    return f"{name}(20) + 3"
