"""Bases, metaclasses and decorators that replace and add methods in classes of the test's."""

import functools


def once(function):
    done = []

    def wrapper(self, *args, **kwargs):
        if not done:
            done.append(True)
            return function(self, *args, **kwargs)

    return wrapper


class Single:
    def __init_subclass__(cls):
        if "__init__" in vars(cls):
            cls.__init__ = once(cls.__init__)


class Noted:
    calls = []

    def __init_subclass__(cls):
        for name, function in list(vars(cls).items()):
            if callable(function) and not name.startswith("__"):
                setattr(cls, name, noted(function))


def noted(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        Noted.calls.append(function.__name__)
        return function(*args, **kwargs)

    return wrapper


def loud(function):
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs).upper()

    return wrapper


class Loud(type):
    def __new__(cls, name, bases, space):
        space = {key: loud(value) if callable(value) and key[0] != "_" else value for key, value in space.items()}
        return super().__new__(cls, name, bases, space)


class Shouting(metaclass=Loud):
    pass


def shout(cls):
    for name, function in list(vars(cls).items()):
        if callable(function) and not name.startswith("_"):
            setattr(cls, name, loud(function))
    return cls


def shout_where(wanted):
    def decorate(cls):
        setattr(cls, wanted, loud(getattr(cls, wanted)))
        return cls

    return decorate


def keeps_arguments(cls):
    original = cls.__init__

    def __init__(self, *args):
        self.arguments = args
        original(self, *args)

    cls.__init__ = __init__
    return cls


class Record:
    def __init_subclass__(cls):
        names = list(cls.__annotations__)

        def __init__(self, *args):
            for name, value in zip(names, args, strict=True):
                setattr(self, name, value)

        cls.__init__ = __init__
        cls.__eq__ = lambda self, other: all(getattr(self, name) == getattr(other, name) for name in names)
        cls.__hash__ = lambda self: hash(tuple(getattr(self, name) for name in names))
        cls.__len__ = lambda self: len(names)
        cls.fields = tuple(names)


def measurable(cls):
    cls.__len__ = lambda self: 5
    cls.__iter__ = lambda self: iter("ab")
    return cls


def ordered(cls):
    cls.__lt__ = lambda self, other: self.key() < other.key()
    return cls
