"""Approximate comparisons in which the candidate's operators have no part.

``pytest.approx`` and ``assertAlmostEqual`` subtract and take absolute values before they compare; a number class of
the candidate's that answers 0 to every subtraction would be close to everything. So they see a number's real
contents, and find no object of the candidate's close to a value of the test's.
"""

from __future__ import annotations

import unittest
from collections.abc import Callable
from typing import Any

import _pytest.approx

from ..bridge import mirror_type

_NUMBERS = (int, float, complex)


def plain(number: Any) -> Any:
    """The builtin number that an instance of a subclass really holds."""
    if isinstance(type(number), mirror_type.MirrorType):
        kind: Any
        for kind in _NUMBERS:
            if kind in mirror_type.order(type(number)):
                return kind.__getnewargs__(number)[0]
    return number


def watch() -> None:
    """Makes both libraries look at real contents."""
    for kind in (_pytest.approx.ApproxScalar, _pytest.approx.ApproxTimedelta):
        kind.__eq__ = _judged(kind.__eq__)  # type: ignore[method-assign]
    for name in ("assertAlmostEqual", "assertNotAlmostEqual"):
        setattr(unittest.TestCase, name, _asserted(getattr(unittest.TestCase, name)))


def _judged(equal: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    def __eq__(self: Any, actual: Any) -> bool:
        return not mirror_type.is_stand_in(actual) and equal(self, plain(actual))

    return __eq__


def _asserted(check: Callable[..., None]) -> Callable[..., None]:
    def almost(self: Any, first: Any, second: Any, *options: Any, **named: Any) -> None:
        __tracebackhide__ = True
        if mirror_type.is_stand_in(first) != mirror_type.is_stand_in(second):
            self.fail(self._formatMessage(named.get("msg"), f"{first!r} and {second!r} cannot be compared"))
        check(self, plain(first), plain(second), *options, **named)

    almost.__name__ = check.__name__
    return almost
