"""A module with `__all__`, constants and names that collide with builtins."""

import math
from decimal import Decimal

__all__ = ["PRIMES", "TABLE", "RATE", "greet", "Shape", "max_value", "EMPTY", "pi"]
__version__ = "2.1"

PRIMES = (2, 3, 5)
TABLE = {"one": 1, "two": [2, 2]}
RATE = Decimal("0.19")
EMPTY = []
pi = math.pi
hidden = "not exported"
_private = 1


def greet(name="you"):
    return f"hello {name}"


class Shape:
    corners = {"triangle": 3}

    def __init__(self, kind):
        self.count = self.corners[kind]


def max_value():
    return max(PRIMES)


def _internal():
    return "internal"
