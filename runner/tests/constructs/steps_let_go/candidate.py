"""Gives things away, one at a time, and keeps none; a bound method that has its function's documentation."""

import weakref


class Thing:
    pass


def one_by_one(count):
    things = [Thing() for _ in range(count)]
    yield [weakref.ref(thing) for thing in things]
    while things:
        yield things.pop()


async def one_by_one_later(count):
    things = [Thing() for _ in range(count)]
    yield [weakref.ref(thing) for thing in things]
    while things:
        yield things.pop()


class Documented:
    def __init__(self, function):
        self.function = function
        self.__doc__ = function.__doc__

    def __get__(self, instance, owner=None):
        return self if instance is None else Bound(self.function, instance)


class Bound:
    __slots__ = ("__self__", "function")

    def __init__(self, function, instance):
        self.function = function
        self.__self__ = instance

    @property
    def __doc__(self):
        return self.function.__doc__

    def __call__(self, *args):
        return self.function(self.__self__, *args)
