"""Copies what it is given, and hashes with a salt of its own."""


class Point:
    def __init__(self, name, x):
        self.name = name
        self.x = x

    def __eq__(self, other):
        return isinstance(other, Point) and (self.name, self.x) == (other.name, other.x)

    def __hash__(self):
        return id(self)


class Item:
    def __init__(self, tags):
        self._tags = list(tags)

    @property
    def tags(self):
        return tuple(self._tags)

    @property
    def all(self):
        return {"tags": self.tags}

    def pair(self):
        return (self.tags, self.tags)


def words(text):
    return frozenset(text.split()) - {"the"}


def joined(words):
    return " ".join(sorted(words, reverse=True))


def hash_of(value):
    return hash(("salt", value))


class Stack:
    def __init__(self):
        self._items = []

    def push(self, item):
        self._items.append(list(item))

    def pop(self):
        return tuple(self._items.pop())


def cached(*key):
    return tuple(list(key))


def position(items, wanted):
    return next(index for index, item in enumerate(items) if item == wanted)
