"""Each change pushes the call that undoes it onto an ExitStack, which calls them all, whatever happens."""

import types
from contextlib import ExitStack
from operator import delitem, setitem


class Patches(ExitStack):
    def set(self, target, name, value, *, create=False):
        if not create and not hasattr(target, name):
            raise AttributeError(f"{target!r} has no attribute {name!r}")
        self._change(target, name, lambda: setattr(target, name, value))

    def delete(self, target, name):
        self._change(target, name, lambda: delattr(target, name))

    def _change(self, target, name, change):
        try:
            undo = (setattr, target, name, own_attributes(target, name)[name])
        except KeyError:
            undo = (delattr, target, name)
        change()
        self.callback(*undo)

    def set_item(self, mapping, key, value):
        undo = (setitem, mapping, key, mapping[key]) if key in mapping else (delitem, mapping, key)
        mapping[key] = value
        self.callback(*undo)

    def delete_item(self, mapping, key):
        value = mapping[key]
        del mapping[key]
        self.callback(setitem, mapping, key, value)

    def undo(self):
        self.close()


def own_attributes(target, name):
    for base in type(target).__mro__:
        if name in vars(base):
            if hasattr(vars(base)[name], "__set__"):
                return {name: getattr(target, name)} if hasattr(target, name) else {}
            break
    return vars(target) if hasattr(target, "__dict__") else {}


def playground():
    """Makes new things to patch: three classes and a module."""

    class Shop:
        currency = "EUR"

        def __init__(self, owner):
            self.owner = owner
            self.locked = False
            self._open = True

        def __getattr__(self, name):
            if name.startswith("price_of_"):
                return len(name)
            raise AttributeError(name)

        def greet(self):
            return f"{self.owner} says hello"

        @staticmethod
        def tax(amount):
            return amount / 5

        @classmethod
        def kind(cls):
            return cls.__name__

        @property
        def is_open(self):
            return self._open

        @is_open.setter
        def is_open(self, value):
            if self.locked:
                raise RuntimeError("locked")
            self._open = value

    class Branch(Shop):
        pass

    class Ticket:
        __slots__ = ("number", "seat")

        def __init__(self, number):
            self.number = number

    module = types.ModuleType("rates")
    module.default = 1.5
    return Shop, Branch, Ticket, module


def read(target, name):
    """Gives an attribute, as any program would see it."""
    return getattr(target, name)


def call(target, name, *arguments):
    """Calls a method, as any program would call it."""
    return getattr(target, name)(*arguments)
