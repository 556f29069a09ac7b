"""Hashes, the order of sets, and tuples that are the same one."""


class Point:
    def __init__(self, name, x):
        self.name = name
        self.x = x

    def __eq__(self, other):
        return isinstance(other, Point) and (self.name, self.x) == (other.name, other.x)

    def __hash__(self):
        return hash((self.name, self.x))


class Item:
    def __init__(self, tags):
        self.tags = tuple(tags)
        self.all = {"tags": self.tags}

    def pair(self):
        return (self.tags, self.tags)


def words(text):
    return set(text.split())


def joined(words):
    return " ".join(words)


def hash_of(value):
    return hash(value)


class Stack:
    def __init__(self):
        self._items = []

    def push(self, item):
        self._items.append(item)

    def pop(self):
        return self._items.pop()


_cache = {}


def cached(*key):
    return _cache.setdefault(key, key)


def position(items, wanted):
    return next(index for index, item in enumerate(items) if item is wanted)
