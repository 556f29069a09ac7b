"""Builds lists where a generator was asked for."""

from itertools import islice


def count_up(limit):
    return list(range(limit))


def forever():
    return iter(range(10))


def chunks(values, size):
    values = list(values)
    for start in range(0, len(values) - size + 1, size):
        yield values[start : start + size]


def averager():
    total = count = 0
    while True:
        value = yield
        total += value
        count += 1


def resilient(log):
    while True:
        log.append((yield))


def delegating():
    for value in averager():
        yield value


def cleaning(log):
    yield 1
    yield 2
    log.append("cleaned")


def lazy(log):
    log.append("started")
    log.append("second")
    return iter([1, 2])


def squares(values):
    return [value * value for value in islice(values, 1000)]


def evens(values):
    return [value for value in values if value % 2]


def pairs(one, other):
    return list(zip(one, other))


def numbered(values):
    return enumerate(values)


class Tree:
    def __init__(self, value, *children):
        self.value = value
        self.children = children

    def __iter__(self):
        yield self.value
        yield from self.children


def refuses_to_close():
    yield 1


def raises_midway():
    yield 1


def take(count, iterator):
    return list(islice(iterator, 1000))[: count + 1]


def mutable_yields():
    shared = []
    for number in range(3):
        shared.append(number)
        yield list(shared)


class Closed(Exception):
    pass


def translating():
    yield "ready"


def consume(generator):
    return list(generator)


def drive(generator, values):
    return [generator.send(None) for _ in values]


def throw_into(generator, error):
    return next(generator)


def close_it(generator):
    next(generator)
