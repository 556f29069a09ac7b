# Fails: test_entries_are_as_before
# Mistake: puts the whole dictionary back as it was, with what the program wrote meanwhile.

import inspect
import types

NOTHING = object()


def held_by(target, name):
    """What the target itself holds under this name, or NOTHING."""
    if isinstance(target, type):
        return vars(target).get(name, NOTHING)
    descriptor = inspect.getattr_static(type(target), name, None)
    if hasattr(descriptor, "__set__"):  # a slot or a property
        return getattr(target, name, NOTHING)
    return getattr(target, "__dict__", {}).get(name, NOTHING)


def restored(mapping, key, before):
    mapping.clear()
    mapping.update(before)


class Patches:
    def __init__(self):
        self._before = []

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.undo()

    def set(self, target, name, value, *, create=False):
        if not create:
            getattr(target, name)
        before = held_by(target, name)
        setattr(target, name, value)
        self._before.append((setattr, delattr, target, name, before))

    def delete(self, target, name):
        before = held_by(target, name)
        delattr(target, name)
        self._before.append((setattr, delattr, target, name, before))

    def set_item(self, mapping, key, value):
        before = dict(mapping)
        mapping[key] = value
        self._before.append((restored, None, mapping, key, before))

    def delete_item(self, mapping, key):
        before = mapping.pop(key)
        self._before.append((type(mapping).__setitem__, type(mapping).__delitem__, mapping, key, before))

    def undo(self):
        error = None
        while self._before:
            put, remove, target, name, before = self._before.pop()
            try:
                if before is NOTHING:
                    remove(target, name)
                else:
                    put(target, name, before)
            except Exception as caught:
                error = caught
        if error is not None:
            raise error


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
