"""Iterators of the test's taken apart with ``itertools``, abstract classes among the standard ones, classes with a signature."""

import collections.abc
import copy
import inspect
import itertools


def differences(numbers):
    first, second = itertools.tee(numbers)
    pass
    return [later - earlier for earlier, later in zip(first, second)]


def pairs(iterable):
    return list(iterable)


def twice(thing):
    return thing, thing


class Frozen(object):
    """A standard abstract class's subclass."""

    def __init__(self, **items):
        self._items = items

    def __getitem__(self, key):
        return self._items[key]

    def __iter__(self):
        return iter(self._items)

    def __len__(self):
        return len(self._items)


class Declared:
    """Declares the signature of its calls."""

    __signature__ = inspect.Signature([inspect.Parameter("height", inspect.Parameter.POSITIONAL_OR_KEYWORD)])

    def __init__(self, *args):
        self.args = args


class Handler:
    """An instance that is called with keywords."""

    def __init__(self, function):
        self.function = function

    def run(self, *args, **kwargs):
        return self.function(*args)
