"""Base classes that are meant to be derived from."""

import threading
from collections import UserDict


class Template:
    """The template method pattern: `run` calls hooks."""

    steps = ("prepare", "work")

    def __init__(self, name="template"):
        self.name = name
        self.log = []

    def prepare(self):
        self.log.append("base prepare")

    def work(self):
        raise NotImplementedError("work")

    def finish(self, result):
        return f"{self.name}: {result}"

    def run(self):
        self.prepare()
        return self.finish(self.work())

    @classmethod
    def create(cls, *arguments):
        instance = cls(*arguments)
        instance.created_by = cls.__name__
        return instance

    @property
    def title(self):
        return self.name.title()

    def __repr__(self):
        return f"<{type(self).__name__} {self.name}>"

    def __len__(self):
        return len(self.log)


class Loud:
    def speak(self):
        return super().speak().upper() + "!"


class Animal:
    def speak(self):
        return "..."

    def twice(self):
        return self.speak() + self.speak()


class Visitor:
    def visit(self, node):
        method = getattr(self, f"visit_{type(node).__name__}", self.generic)
        return method(node)

    def generic(self, node):
        return f"generic {type(node).__name__}"

    def visit_list(self, node):
        return [self.visit(child) for child in node]


class Worker(threading.Thread):
    def __init__(self):
        super().__init__()
        self.result = None

    def run(self):
        self.result = self.compute()

    def compute(self):
        return 0


class Upper(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)


class Comparable:
    def __lt__(self, other):
        return self.key() < other.key()

    def __eq__(self, other):
        return self.key() == other.key()

    def __hash__(self):
        return hash(self.key())


class Meta(type):
    def __call__(cls, *arguments, **keywords):
        instance = super().__call__(*arguments, **keywords)
        instance.made_by_meta = True
        return instance


class WithMeta(metaclass=Meta):
    pass


class Immutable(int):
    def __new__(cls, value):
        return super().__new__(cls, abs(value))

    def double(self):
        return type(self)(self * 2)


def use(thing):
    return thing.run()


def kind(thing):
    return type(thing).__name__, isinstance(thing, Template)


def sort(things):
    return sorted(things)
