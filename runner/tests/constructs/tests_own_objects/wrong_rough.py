"""Is rough with what it is given."""

import typing


def drive(generator, values):
    return list(generator)


def provoke(generator, error):
    return next(generator)


def shut(generator):
    next(generator)


def delegate(generator):
    yield from generator
    yield ("result", None)


def within(manager, error=None):
    if error:
        raise error
    return manager.__enter__()


def attempt(function, *kinds):
    try:
        return function()
    except BaseException as error:
        return ("Error", ())


def reraise(function):
    try:
        function()
    except Exception:
        raise RuntimeError("wrapped") from None


def ordered(items):
    return list(items)


def unique(items):
    return list({id(item): item for item in items}.values())


def as_keys(items):
    return {id(item): index for index, item in enumerate(items)}


def duplicate(thing):
    return thing


def fields_of(thing):
    return {}


def changed(thing, **values):
    return thing


def members(kind):
    return [member.value for member in kind]


def by_name(kind, name):
    return name


def describe(thing):
    return f"something: {thing!r}"


describe.register = lambda kind: lambda function: function


@typing.runtime_checkable
class Quacks(typing.Protocol):
    def bark(self): ...


class Duck:
    pass


def kinds_of(thing):
    return [isinstance(thing, Quacks), False, False, False, False]


def total(items):
    return items[-1]


def unpack(pair):
    return pair[0], pair[1:]


def call(function, *arguments, **names):
    return function(*arguments)


def text(thing):
    return str(thing)


def configure(target, **values):
    return None


class Event:
    def __init__(self):
        self.handlers = []

    def __iadd__(self, handler):
        self.handlers = [handler]
        return self

    def __isub__(self, handler):
        return self

    def __call__(self, *arguments, **names):
        return [handler(*arguments) for handler in self.handlers]


def truthy(things):
    return [True for thing in things]


def lengths(things):
    return [0 for thing in things]


def make(kind, *arguments, **names):
    return kind


def subclass(kind):
    return kind
