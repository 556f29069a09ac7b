"""Half of what each should be."""

import argparse
import collections
import contextlib
import dataclasses
import json
import queue
import re
import threading


class Vector:
    def __init__(self, x=0, y=0):
        self.x, self.y = x, y

    def __repr__(self):
        return "Vector"

    def __iter__(self):
        return iter((self.y, self.x))


class VectorEncoder(json.JSONEncoder):
    pass


def as_vector(found):
    return found


class Settings(dict):
    pass


class Tags(list):
    pass


@dataclasses.dataclass
class Card:
    rank: int
    suit: str = "spades"
    notes: tuple = (1,)


@dataclasses.dataclass
class Hand:
    cards: tuple = ()
    owner: str = "somebody"


def parser():
    made = argparse.ArgumentParser(prog="other")
    made.add_argument("--count", default="1")
    made.add_argument("name")
    return made


def find(pattern, text):
    return re.match(pattern, text)


def lazily(numbers):
    return [n * n for n in numbers]


def numbered(items):
    return enumerate(items)


def pairs(items):
    return zip(items, items)


class Tagger(contextlib.ContextDecorator):
    def __init__(self, name):
        self.name = name
        self.seen = []

    def __enter__(self):
        return None

    def __exit__(self, *error):
        return True


class Out:
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts = [text]


lock = threading.RLock()
inbox = queue.LifoQueue()


def slow_square(n):
    return n + n


def apply_all(functions, value):
    for function in functions:
        value = function(value)
    return value


def biggest(items, key=None):
    return min(items, key=key)


def merge(*mappings, **more):
    return dict(mappings[0])


class Base:
    @classmethod
    def make(cls, *arguments):
        return Base()

    @staticmethod
    def helper(x, y="a"):
        return x


class Child:
    pass


def group(items, key):
    return collections.defaultdict(set)


PATTERNS = [("number", __import__("re").compile(r"[0-9]+").match), ("word", __import__("re").compile("[a-z]+").fullmatch)]


def kind_of(text, patterns=PATTERNS):
    return next((kind for kind, match in patterns if match(text)), None)
