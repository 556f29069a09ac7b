# Fails: test_classes_are_told_apart, test_nothing_else_is_equal
# Mistake: a named tuple never changes, and is equal to every tuple with the same items; nor is its title checked.


"""Melodies, and classes that have one object."""

import threading
from typing import NamedTuple


class Fields(NamedTuple):
    title: str
    notes: tuple[str, ...] = ()


class Melody(Fields):
    __slots__ = ()

    def __new__(cls, title, notes=()):
        if not title.strip():
            raise ValueError("a melody needs a title")
        return super().__new__(cls, title, tuple(notes))

    def replace(self, **changes):
        return type(self)(**{**self._asdict(), **changes})


class OneObject(type):
    """The class of classes that have one object."""

    def __init__(cls, name, bases, namespace):
        super().__init__(name, bases, namespace)
        cls.__lock = threading.RLock()
        cls.__objects = []

    def __call__(cls, *arguments, **keywords):
        with cls.__lock:
            if not cls.__objects:
                cls.__objects.append(super().__call__(*arguments, **keywords))
            return cls.__objects[0]


class Singleton(metaclass=OneObject):
    pass
