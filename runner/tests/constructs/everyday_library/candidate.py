"""Objects of the candidate's in the hands of the standard library, and the other way round."""

import argparse
import collections
import collections.abc
import contextlib
import dataclasses
import functools
import itertools
import json
import queue
import re
import threading


@functools.total_ordering
class Vector:
    def __init__(self, x=0, y=0):
        self.x, self.y = x, y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y) if isinstance(other, Vector) else NotImplemented

    def __radd__(self, other):
        return self if other == 0 else NotImplemented

    def __eq__(self, other):
        return isinstance(other, Vector) and (self.x, self.y) == (other.x, other.y)

    def __lt__(self, other):
        return (self.x, self.y) < (other.x, other.y)

    def __hash__(self):
        return hash((self.x, self.y))

    def __repr__(self):
        return f"Vector({self.x}, {self.y})"

    def __iter__(self):
        return iter((self.x, self.y))

    def __complex__(self):
        return complex(self.x, self.y)


class VectorEncoder(json.JSONEncoder):
    def default(self, value):
        return {"x": value.x, "y": value.y} if isinstance(value, Vector) else super().default(value)


def as_vector(found):
    return Vector(**found) if found.keys() == {"x", "y"} else found


class Settings(collections.abc.MutableMapping):
    def __init__(self, **values):
        self._values = dict(values)

    def __getitem__(self, key):
        return self._values[key.lower()]

    def __setitem__(self, key, value):
        self._values[key.lower()] = value

    def __delitem__(self, key):
        del self._values[key.lower()]

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)


class Tags(collections.abc.Set):
    def __init__(self, items=()):
        self._items = frozenset(items)

    def __contains__(self, item):
        return item in self._items

    def __iter__(self):
        return iter(sorted(self._items))

    def __len__(self):
        return len(self._items)


@dataclasses.dataclass(order=True, frozen=True)
class Card:
    rank: int
    suit: str = dataclasses.field(default="hearts", compare=False)
    notes: tuple = ()


@dataclasses.dataclass
class Hand:
    cards: list[Card] = dataclasses.field(default_factory=list)
    owner: str = "nobody"


def parser():
    made = argparse.ArgumentParser(prog="tool")
    made.add_argument("--count", type=int, default=1)
    made.add_argument("names", nargs="*")
    return made


def find(pattern, text):
    return re.search(pattern, text)


def lazily(numbers):
    return map(lambda n: n * n, filter(None, numbers))


def numbered(items):
    return enumerate(items, start=1)


def pairs(items):
    return itertools.pairwise(items)


class Tagger(contextlib.ContextDecorator):
    def __init__(self, name):
        self.name = name
        self.seen = []

    def __enter__(self):
        self.seen.append(f"<{self.name}>")
        return self

    def __exit__(self, *error):
        self.seen.append(f"</{self.name}>")
        return False


class Out:
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)
        return len(text)


lock = threading.Lock()
inbox = queue.Queue()


def slow_square(n):
    return n * n


def apply_all(functions, value):
    return [function(value) for function in functions]


def biggest(items, key=None):
    return max(items, key=key)


def merge(*mappings, **more):
    merged = {}
    for mapping in mappings:
        merged.update(mapping)
    return merged | more


class Base:
    @classmethod
    def make(cls, *arguments):
        return cls(*arguments)

    @staticmethod
    def helper(x: int, *, y: "str" = "a") -> list[int]:
        """Helps."""
        return [x] * len(y)


class Child(Base):
    pass


def group(items, key):
    found = collections.defaultdict(list)
    for item in items:
        found[key(item)].append(item)
    return found


PATTERNS = [("number", __import__("re").compile(r"[0-9]+").match), ("word", __import__("re").compile("[a-z]+").fullmatch)]


def kind_of(text, patterns=PATTERNS):
    return next((kind for kind, match in patterns if match(text)), None)
