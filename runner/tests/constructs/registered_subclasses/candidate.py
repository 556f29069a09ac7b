"""Classes that are registered at abstract classes instead of derived from them."""

import collections.abc
import numbers


class Steps:
    def __init__(self, count):
        self.count = count

    def __len__(self):
        return self.count

    def __getitem__(self, index):
        return index * 2


collections.abc.Sequence.register(Steps)


@numbers.Number.register
class Money:
    pass


class Plain:
    pass


def kinds(thing):
    found = []
    for kind in (collections.abc.Sequence, collections.abc.Mapping, numbers.Number):
        if isinstance(thing, kind):
            found.append(kind.__name__)
    return found


def register(kind):
    return collections.abc.Mapping.register(kind)


class Keeps:
    """A descriptor that looks for itself in the class, and keeps its value in the instance."""

    def __init__(self, make):
        self.make = make

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        mine = next(kind.__dict__[self.name] for kind in type(instance).__mro__ if self.name in kind.__dict__)
        if mine is not self:
            raise TypeError("another descriptor hides this one")
        return instance.__dict__.setdefault(self.name, self.make(instance))
