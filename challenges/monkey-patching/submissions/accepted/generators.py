"""Each change is a generator that stands still between doing and undoing."""

import types


def changed_attribute(target, name, change):
    kept = inspect_data_descriptor(type(target), name)
    if kept:
        there, before = hasattr(target, name), getattr(target, name, None)
    else:
        namespace = dict(getattr(target, "__dict__", {}))
        there, before = name in namespace, namespace.get(name)
    change()
    yield
    if there:
        setattr(target, name, before)
    else:
        delattr(target, name)


def inspect_data_descriptor(owner, name):
    found = [vars(base)[name] for base in owner.__mro__ if name in vars(base)]
    return bool(found) and hasattr(type(found[0]), "__set__")


def changed_entry(mapping, key, change):
    before = [mapping[key]] if key in mapping else []
    change()
    yield
    for value in before:
        mapping[key] = value
    if not before:
        del mapping[key]


class Patches:
    def __init__(self):
        self.changes = ()

    def _begin(self, change):
        next(change)
        self.changes = (change, self.changes)

    def set(self, target, name, value, *, create=False):
        if not (create or hasattr(target, name)):
            raise AttributeError(name)
        self._begin(changed_attribute(target, name, lambda: setattr(target, name, value)))

    def delete(self, target, name):
        self._begin(changed_attribute(target, name, lambda: delattr(target, name)))

    def set_item(self, mapping, key, value):
        self._begin(changed_entry(mapping, key, lambda: mapping.__setitem__(key, value)))

    def delete_item(self, mapping, key):
        self._begin(changed_entry(mapping, key, lambda: mapping.__delitem__(key)))

    def undo(self):
        if self.changes:
            change, self.changes = self.changes
            try:
                next(change, None)
            finally:
                self.undo()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.undo()


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
