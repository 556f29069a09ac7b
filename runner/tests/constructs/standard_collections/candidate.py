"""Counter, OrderedDict, defaultdict, deque, ChainMap, heapq, SimpleNamespace, arrays."""

import array
import heapq
from collections import ChainMap, Counter, OrderedDict, defaultdict, deque
from types import MappingProxyType, SimpleNamespace


def count(values):
    return Counter(values)


def group(pairs):
    groups = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups


def nested():
    return defaultdict(lambda: defaultdict(int))


def ordered(pairs):
    return OrderedDict(pairs)


def window(values, size):
    last = deque(maxlen=size)
    for value in values:
        last.append(value)
    return last


def layered(*mappings):
    return ChainMap(*mappings)


def smallest(values, count):
    heapq.heapify(values)
    return [heapq.heappop(values) for _ in range(count)]


def namespace(**values):
    return SimpleNamespace(**values)


def read_only(mapping):
    return MappingProxyType(mapping)


def numbers(values):
    return array.array("i", values)


class Inventory:
    def __init__(self):
        self.stock = Counter()
        self.queue = deque()
        self.index = defaultdict(set)

    def add(self, name, amount=1, *tags):
        self.stock[name] += amount
        self.queue.append(name)
        for tag in tags:
            self.index[tag].add(name)

    def most(self):
        return self.stock.most_common(1)[0]


def lru(cache, key):
    cache.move_to_end(key)
    return cache


def merge_counts(one, other):
    one.update(other)
    return one + other


class Bag(Counter):
    def total_unique(self):
        return len(self)
