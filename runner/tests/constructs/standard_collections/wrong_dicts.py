"""Plain dicts and lists instead."""


def count(values):
    return {value: 1 for value in values}


def group(pairs):
    return {key: value for key, value in pairs}


def nested():
    return {}


def ordered(pairs):
    return sorted(pairs)


def window(values, size):
    return list(values)


def layered(*mappings):
    return {key: value for mapping in mappings for key, value in mapping.items()}


def smallest(values, count):
    return sorted(values)[:count]


def namespace(**values):
    return values


def read_only(mapping):
    return dict(mapping)


def numbers(values):
    return list(values)


class Inventory:
    def __init__(self):
        self.stock = {}
        self.queue = []
        self.index = {}

    def add(self, name, amount=1, *tags):
        self.stock[name] = amount
        self.queue.insert(0, name)

    def most(self):
        return max(self.stock)


def lru(cache, key):
    return dict(cache)


def merge_counts(one, other):
    return one


class Bag(dict):
    pass
