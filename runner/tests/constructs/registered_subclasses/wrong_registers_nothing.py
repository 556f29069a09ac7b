"""Registers nothing, and says of everything that it is a sequence."""


class Steps:
    def __init__(self, count):
        self.count = count


class Money:
    pass


class Plain:
    pass


def kinds(thing):
    return ["Sequence"]


def register(kind):
    return kind


class Keeps:
    def __init__(self, make):
        self.make = make

    def __get__(self, instance, owner=None):
        return self.make(instance)
