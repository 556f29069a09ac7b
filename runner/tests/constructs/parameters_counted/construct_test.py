"""Parameters read from ``__code__``, calls that fit or do not, and a world that a test changes by plain assignment."""

import datetime
import sys
import time

import candidate
import pytest


def add(x, y, z=10, *rest, scale=1, **named):
    return (x + y + z + sum(rest)) * scale, named


def test_curry_by_count():
    assert candidate.curry(lambda a, b, c: a + b + c)(1)(2)(3) == 6
    assert candidate.curry(lambda a, b: a - b)(5, 3) == 2
    assert candidate.curry(add)(1)(2) == (13, {})


def test_names():
    assert candidate.names_of(add) == ["x", "y", "z", "scale"]
    assert candidate.names_of(lambda: 0) == []


def test_argument_by_name():
    assert candidate.argument(add, "y", 1, 2) == 2
    assert candidate.argument(lambda x, y=4: 0, "y", 1) == 4


@pytest.mark.parametrize(
    ("args", "kwargs"),
    [((1, 2), {}), ((1, 2, 3), {}), ((1, 2, 3, 4), {}), ((1,), {"y": 2}), ((1, 2), {"scale": 2, "other": 3})],
)
def test_calls_pass_on_what_was_given(args, kwargs):
    assert candidate.call(add, *args, **kwargs) == add(*args, **kwargs)


def test_a_default_keeps_its_identity():
    marker = object()

    def default(value=marker):
        return value is marker

    assert candidate.call(default)


def test_calls_that_do_not_fit():
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'y'"):
        candidate.call(lambda x, y: 0, 1)
    with pytest.raises(TypeError, match="unexpected keyword"):
        candidate.call(lambda x: 0, 1, z=3)


def test_the_clock_is_replaced_by_assignment():
    class Fixed(datetime.datetime):
        @classmethod
        def now(cls, tz=None):
            return cls(2001, 2, 3)

    kept = datetime.datetime
    datetime.datetime = Fixed
    try:
        assert candidate.today() == 2001
    finally:
        datetime.datetime = kept
    assert candidate.today() > 2001


def test_time_is_replaced_by_assignment():
    kept = time.time
    time.time = lambda: 42.0
    try:
        assert candidate.stamp() == 42.0
    finally:
        time.time = kept
    assert candidate.stamp() > 42.0


def test_arguments_are_replaced_by_assignment():
    kept = sys.argv
    sys.argv = ["program", "one", "two"]
    try:
        assert candidate.arguments() == ["one", "two"]
    finally:
        sys.argv = kept
