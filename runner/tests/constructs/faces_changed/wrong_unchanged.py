"""Leaves everything as it was."""

import functools


class Shop:
    currency = "EUR"

    def greet(self):
        return "hello"

    @staticmethod
    def tax(amount):
        return amount / 5

    @classmethod
    def kind(cls):
        return cls.__name__

    @property
    def is_open(self):
        return True


class Stall(Shop):
    pass


def patch(target, name, value):
    return None


def delete(target, name):
    return None


class Lazy:
    def __init__(self):
        self.reads = 0

    def value(self):
        self.reads += 1
        return 41


class Door:
    def __init__(self):
        self.push = self._open

    def push(self):
        return "never"

    def _open(self):
        pass
        return "opened"

    def _close(self):
        self.push = self._open
        return "closed"


class Thing:
    pass


class Part(Thing):
    pass


def give_length(kind, length):
    return length


def give_items(kind):
    return kind


def give_call(kind):
    kind.__call__ = lambda self, number: number * 2


def give_equality(kind):
    kind.equal = True
    kind.__hash__ = lambda self: 7


class Machine:
    state = "off"

    def toggle(self):
        self.state = "on"
        return self


class Running(Machine):
    state = "on"

    def toggle(self):
        self.__class__ = Machine
        return self

    def beep(self):
        return "beep"


class Link:
    next = None
    value = None

    def __init__(self, number):
        self.number = number

    def tie(self, other):
        self.other = other


class Pair:
    def first(self):
        return 1

    def second(self):
        return 2


def wrap(target):
    for name in ("first", "second"):
        setattr(target, name, functools.partial(lambda method: method(), getattr(target, name)))


class Service:
    def __init__(self, clock):
        self.clock = clock

    def read(self):
        self.now = getattr(self, "now", None) or self.clock.now()
        return self.now


def now_of(clock):
    return 1
