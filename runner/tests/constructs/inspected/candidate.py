"""A documented module, to be looked at.

Second paragraph.
"""

import functools
from typing import Any, Optional, Union

import json as serializer


def plain(a, b=2, *rest: int, c: str = "x", **options: Any) -> dict[str, int]:
    """Does plain things."""
    return {}


def generator():
    yield 1


async def coroutine():
    pass


async def async_generator():
    yield 1


square = lambda x: x * x  # noqa: E731


class Documented:
    """A documented class."""

    attribute: int = 1
    other: Optional[str] = None

    def __init__(self, a: int, *, b: Union[int, str] = 0) -> None:
        self.a = a

    def method(self, x: int) -> int:
        """Does things."""
        return x

    @classmethod
    def build(cls):
        return cls(1)

    @staticmethod
    def helper(value):
        return value

    @property
    def prop(self):
        """A property."""
        return 1

    def _private(self):
        pass


class Derived(Documented):
    def method(self, x: int) -> int:
        return -x


@functools.wraps(plain)
def wrapped(*arguments, **keywords):
    return plain(*arguments, **keywords)


def uses_recursion(n):
    return 1 if n == 0 else n * uses_recursion(n - 1)


def no_loop(values):
    return [value for value in values if value]


dumps = serializer.dumps
