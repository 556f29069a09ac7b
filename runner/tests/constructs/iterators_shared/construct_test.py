"""What the standard library's iterators and abstract classes make of the other side's objects."""

import collections.abc
import inspect

import candidate


class Steps:
    """An iterator of the test's, without a way to be copied."""

    def __init__(self, numbers):
        self.numbers = list(numbers)

    def __iter__(self):
        return self

    def __next__(self):
        if not self.numbers:
            raise StopIteration
        return self.numbers.pop(0)


class Point:
    def __init__(self, x):
        self.x = [x]


class Sum:
    def __call__(self, x, *, scale=1):
        return x * scale


def test_tee_of_an_iterator_of_the_tests():
    assert candidate.differences(Steps([1, 4, 9])) == [3, 5]
    assert candidate.differences(iter([1, 4, 9])) == [3, 5]
    assert candidate.differences(n * n for n in range(4)) == [1, 3, 5]
    assert candidate.pairs(Steps("abc")) == [("a", "b"), ("b", "c")]


def test_copies_of_an_object_of_the_tests():
    point = Point(1)
    shallow, deep = candidate.twice(point)
    assert shallow is not point
    assert shallow.x is point.x
    assert deep.x is not point.x
    assert deep.x == [1]


def test_a_mapping():
    frozen = candidate.Frozen(a=1)
    assert isinstance(frozen, collections.abc.Mapping)
    assert not isinstance([], collections.abc.Mapping)
    assert not isinstance(Point(1), collections.abc.Mapping)
    assert issubclass(candidate.Frozen, collections.abc.Mapping)
    assert dict(frozen) == {"a": 1}


def test_a_declared_signature():
    assert list(inspect.signature(candidate.Declared).parameters) == ["width"]


def test_an_object_of_the_tests_called_with_keywords():
    assert candidate.Handler(Sum()).run(2, scale=3) == 6
