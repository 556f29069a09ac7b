"""Containers of the candidate's own, by protocol and by the abstract base classes."""

from collections import UserDict, UserList
from collections.abc import Mapping, MutableMapping, MutableSequence, MutableSet, Sequence


class Deck(Sequence):
    def __init__(self, cards):
        self._cards = list(cards)

    def __len__(self):
        return len(self._cards)

    def __getitem__(self, key):
        if isinstance(key, slice):
            return Deck(self._cards[key])
        return self._cards[key]


class CaseInsensitive(MutableMapping):
    def __init__(self, *arguments, **keywords):
        self._data = {}
        self.update(*arguments, **keywords)

    def __getitem__(self, key):
        return self._data[key.lower()]

    def __setitem__(self, key, value):
        self._data[key.lower()] = value

    def __delitem__(self, key):
        del self._data[key.lower()]

    def __iter__(self):
        return iter(self._data)

    def __len__(self):
        return len(self._data)


class Grid:
    def __init__(self, width, height):
        self.cells = {}
        self.width, self.height = width, height

    def __getitem__(self, position):
        x, y = position
        if not (0 <= x < self.width and 0 <= y < self.height):
            raise IndexError(position)
        return self.cells.get(position, ".")

    def __setitem__(self, position, value):
        self.cells[position] = value

    def __delitem__(self, position):
        del self.cells[position]

    def __contains__(self, position):
        return position in self.cells


class OldStyle:
    """Iterable and searchable by `__getitem__` alone."""

    def __getitem__(self, index):
        if index >= 3:
            raise IndexError
        return index * 10


class Ordered(MutableSet):
    def __init__(self, values=()):
        self._values = dict.fromkeys(values)

    def __contains__(self, value):
        return value in self._values

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def add(self, value):
        self._values[value] = None

    def discard(self, value):
        self._values.pop(value, None)


class Bounded(MutableSequence):
    def __init__(self, limit):
        self.limit = limit
        self._items = []

    def __len__(self):
        return len(self._items)

    def __getitem__(self, index):
        return self._items[index]

    def __setitem__(self, index, value):
        self._items[index] = value

    def __delitem__(self, index):
        del self._items[index]

    def insert(self, index, value):
        if len(self._items) >= self.limit:
            raise OverflowError("full")
        self._items.insert(index, value)


class Defaults(dict):
    def __missing__(self, key):
        return f"<{key}>"


class Log(UserList):
    def last(self):
        return self[-1]


class Config(UserDict):
    def __getattr__(self, name):
        try:
            return self.data[name]
        except KeyError:
            raise AttributeError(name) from None


class Frozen(Mapping):
    def __init__(self, data):
        self._data = dict(data)

    def __getitem__(self, key):
        return self._data[key]

    def __iter__(self):
        return iter(self._data)

    def __len__(self):
        return len(self._data)

    def __hash__(self):
        return hash(frozenset(self._data.items()))


def merge(*mappings):
    result = {}
    for mapping in mappings:
        result |= mapping
    return result


def unpack(first, *rest, **options):
    return first, rest, options
