"""Replace attributes and entries for a while."""

import types


class Patches:
    """Changes that are undone when the `with` block is left."""

    def set(self, target, name, value, *, create=False):
        """Set an attribute that is there, or, with `create`, one that may not be there."""
        raise NotImplementedError

    def delete(self, target, name):
        """Delete an attribute."""
        raise NotImplementedError

    def set_item(self, mapping, key, value):
        """Set an entry."""
        raise NotImplementedError

    def delete_item(self, mapping, key):
        """Delete an entry."""
        raise NotImplementedError

    def undo(self):
        """Put everything back."""
        raise NotImplementedError


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
