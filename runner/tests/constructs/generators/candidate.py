"""Generators of every kind."""

from itertools import islice


def count_up(limit):
    for number in range(limit):
        yield number


def forever():
    number = 0
    while True:
        yield number
        number += 1


def chunks(values, size):
    if size < 1:
        raise ValueError("size must be positive")
    return _chunks(values, size)


def _chunks(values, size):
    iterator = iter(values)
    while chunk := list(islice(iterator, size)):
        yield chunk


def averager():
    total = count = 0
    average = None
    while True:
        value = yield average
        if value is None:
            return total
        total += value
        count += 1
        average = total / count


def resilient(log):
    while True:
        try:
            value = yield
            log.append(value)
        except ValueError as error:
            log.append(str(error))
        finally:
            log.append("step")


def delegating():
    result = yield from averager()
    return result * 2


def cleaning(log):
    try:
        yield 1
        yield 2
    finally:
        log.append("cleaned")


def lazy(log):
    log.append("started")
    yield 1
    log.append("second")
    yield 2


def squares(values):
    return (value * value for value in values)


def evens(values):
    return filter(lambda value: value % 2 == 0, values)


def pairs(one, other):
    return zip(one, other)


def numbered(values):
    return enumerate(values, start=1)


class Tree:
    def __init__(self, value, *children):
        self.value = value
        self.children = children

    def __iter__(self):
        yield self.value
        for child in self.children:
            yield from child

    def __reversed__(self):
        return reversed(list(self))


def refuses_to_close():
    try:
        yield 1
    except GeneratorExit:
        yield 2


def raises_midway():
    yield 1
    raise LookupError("midway")


def take(count, iterator):
    return [value for _, value in zip(range(count), iterator)]


def mutable_yields():
    shared = []
    for number in range(3):
        shared.append(number)
        yield shared


class Closed(Exception):
    pass


def translating():
    try:
        yield "ready"
    except KeyError as error:
        raise Closed("translated") from error


def consume(generator):
    results = []
    try:
        while True:
            results.append(next(generator))
    except StopIteration as stop:
        results.append(("returned", stop.value))
    return results


def drive(generator, values):
    next(generator)
    return [generator.send(value) for value in values]


def throw_into(generator, error):
    next(generator)
    return generator.throw(error)


def close_it(generator):
    next(generator)
    generator.close()
