"""Other values, fewer exports."""

__all__ = ["PRIMES", "TABLE", "RATE", "greet", "Shape", "max_value", "EMPTY", "pi", "hidden"]
__version__ = 2

PRIMES = (2, 3, 7)
TABLE = {"one": 1, "two": (2, 2)}
RATE = 0.19
EMPTY = None
pi = 3.14
hidden = "exported"
_private = 2


def greet(name):
    return f"hello {name}"


class Shape:
    corners = {"triangle": 4}

    def __init__(self, kind):
        self.count = self.corners[kind]


def max_value():
    return 5


def _internal():
    return None
