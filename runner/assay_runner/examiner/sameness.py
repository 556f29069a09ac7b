"""Whether what the candidate's code did is what the reference did: the same value, of the same type, all the way down."""

from __future__ import annotations

import dataclasses
import enum
import reprlib
from typing import Any

from .author_fault import AuthorFault
from .reference import PACKAGE

_SHOW = reprlib.Repr()
_SHOW.maxstring = _SHOW.maxother = _SHOW.maxlong = 400
_SHOW.maxlist = _SHOW.maxtuple = _SHOW.maxdict = _SHOW.maxset = _SHOW.maxfrozenset = _SHOW.maxdeque = 40
_SHOW.maxlevel = 8


class Items(list[Any]):
    """What an iterator gave."""

    def __repr__(self) -> str:
        return f"an iterator of {list(self)!r}"


def show(value: Any) -> str:
    """A value as text, cut to size."""
    if isinstance(value, Items):
        return f"an iterator of {show(list(value))}"
    try:
        return _SHOW.repr(value)
    except Exception as error:
        return f"<{type(value).__name__}, whose repr raised {type(error).__name__}>"


def same(actual: Any, expected: Any) -> bool:
    """Strict equality; ``expected`` is the reference's. Raises ``AuthorFault`` for what has no plain contents."""
    kind = type(expected)
    if kind.__module__.partition(".")[0] == PACKAGE:
        return _same_instance(actual, expected)
    if type(actual) is not kind:
        return False
    if isinstance(expected, list | tuple):
        return len(actual) == len(expected) and all(map(same, actual, expected))
    if isinstance(expected, dict):
        others = {(type(key), key): value for key, value in actual.items()}
        return len(actual) == len(expected) and all(
            (type(key), key) in others and same(others[type(key), key], value) for key, value in expected.items()
        )
    if isinstance(expected, set | frozenset):
        return {(type(one), one) for one in actual} == {(type(one), one) for one in expected}
    if callable(expected):
        raise AuthorFault(f"{show(expected)} cannot be compared: let the test use it, and return plain values")
    return bool(actual == expected) or (actual != actual and expected != expected)


def same_class(actual: type, expected: type) -> bool:
    """The same class; the reference's own and the candidate's own are the same by their name."""
    if expected.__module__.partition(".")[0] == PACKAGE:
        return actual.__qualname__ == expected.__qualname__
    return actual is expected


def _same_instance(actual: Any, expected: Any) -> bool:
    kind = type(expected)
    if type(actual).__qualname__ != kind.__qualname__:
        return False
    if isinstance(expected, enum.Enum):
        return bool(actual.name == expected.name)
    if isinstance(expected, tuple):
        return isinstance(actual, tuple) and same(tuple(actual), tuple(expected))
    if dataclasses.is_dataclass(expected):
        names = [field.name for field in dataclasses.fields(expected)]
    else:
        names = [name for name in getattr(expected, "__dict__", {}) if not name.startswith("_")]
        if not names:
            raise AuthorFault(
                f"an instance of `{kind.__qualname__}` cannot be compared: let the test use it, and return plain values"
            )
    missing = object()
    return all(same(getattr(actual, name, missing), getattr(expected, name)) for name in names)
