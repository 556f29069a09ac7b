"""Uses objects of the test's as any code uses what it is given."""

import collections.abc
import copy
import dataclasses
import enum
import functools
import typing


def drive(generator, values):
    got = [next(generator)]
    try:
        for value in values:
            got.append(generator.send(value))
    except StopIteration as stop:
        got.append(("returned", stop.value))
    return got


def provoke(generator, error):
    next(generator)
    try:
        return generator.throw(error)
    except type(error) as same:
        return ("came back", same is error)


def shut(generator):
    next(generator)
    generator.close()


def delegate(generator):
    result = yield from generator
    yield ("result", result)


def within(manager, error=None):
    with manager as value:
        if error is not None:
            raise error
        return value


def attempt(function, *kinds):
    try:
        return function()
    except kinds as error:
        return (type(error).__name__, error.args)


def reraise(function):
    try:
        function()
    except Exception as error:
        raise RuntimeError("wrapped") from error


def ordered(items):
    return sorted(items)


def unique(items):
    found = []
    for item in items:
        if item not in found:
            found.append(item)
    return found


def as_keys(items):
    return {item: index for index, item in enumerate(items)}


def duplicate(thing):
    return copy.deepcopy(thing)


def fields_of(thing):
    return {field.name: getattr(thing, field.name) for field in dataclasses.fields(thing)}


def changed(thing, **values):
    return dataclasses.replace(thing, **values)


def members(kind):
    return [(member.name, member.value) for member in kind]


def by_name(kind, name):
    return kind[name]


@functools.singledispatch
def describe(thing):
    return f"something: {thing}"


@describe.register
def _(thing: int):
    return f"the number {thing}"


@typing.runtime_checkable
class Quacks(typing.Protocol):
    def quack(self): ...


class Duck(collections.abc.Hashable):
    @classmethod
    def __subclasshook__(cls, other):
        return hasattr(other, "quack")

    def __hash__(self):
        return 1


def kinds_of(thing):
    return [
        isinstance(thing, Quacks),
        isinstance(thing, collections.abc.Iterable),
        isinstance(thing, collections.abc.Sized),
        callable(thing),
        hasattr(thing, "quack"),
    ]


def total(items):
    return sum(items[1:], items[0])


def unpack(pair):
    first, *rest = pair
    return first, rest


def call(function, *arguments, **names):
    return function(*arguments, **names)


def text(thing):
    return f"{thing}|{thing!r}|{thing:>8}"


def configure(target, **values):
    for name, value in values.items():
        setattr(target, name, value)
    return target


class Event:
    def __init__(self):
        self.handlers = []

    def __iadd__(self, handler):
        self.handlers.append(handler)
        return self

    def __isub__(self, handler):
        self.handlers.remove(handler)
        return self

    def __call__(self, *arguments, **names):
        return [handler(*arguments, **names) for handler in self.handlers]


def truthy(things):
    return [bool(thing) for thing in things]


def lengths(things):
    return [len(thing) for thing in things]


def make(kind, *arguments, **names):
    return kind(*arguments, **names)


def subclass(kind):
    class Better(kind):
        def hello(self):
            return "better " + super().hello()

    return Better
