"""Containers that miss half of the protocol."""


class Deck:
    def __init__(self, cards):
        self._cards = cards

    def __len__(self):
        return len(self._cards)

    def __getitem__(self, key):
        return self._cards[key]


class CaseInsensitive(dict):
    def __setitem__(self, key, value):
        super().__setitem__(key.lower(), value)

    def __getitem__(self, key):
        return super().__getitem__(key.lower())


class Grid:
    def __init__(self, width, height):
        self.cells = {}

    def __getitem__(self, position):
        return self.cells.get(position, ".")

    def __setitem__(self, position, value):
        self.cells[position] = value


class OldStyle:
    def __iter__(self):
        return iter((0, 10))


class Ordered(set):
    pass


class Bounded(list):
    def __init__(self, limit):
        self.limit = limit


class Defaults(dict):
    pass


class Log(list):
    def last(self):
        return self[0]


class Config(dict):
    def __getattr__(self, name):
        return self[name]


class Frozen(dict):
    pass


def merge(*mappings):
    return mappings[0]


def unpack(*everything, **options):
    return everything[0], list(everything[1:]), options
