"""State in the wrong place."""

import functools

count = 0


def counter(start=0):
    def increment(by=1):
        global count
        count += by
        return count

    return increment


def makers():
    return [lambda x: x * factor for factor in range(4)]


def pair():
    return [].append, lambda: []


calls = []


def cached(key):
    calls.append(key)
    return key * 2


def fibonacci(n):
    return n


class Report:
    def __init__(self, values):
        self.values = values
        self.runs = 0

    @property
    def mean(self):
        self.runs += 1
        return sum(self.values) // len(self.values)

    def show(self, value):
        return f"other {value}"

    def method(self, x):
        self.runs += 1

    def half(self, b):
        return b


def describe(value):
    return f"object {value}"


power_of_two = functools.partial(pow, exp=2)


def add(a, b):
    return b


def by_name(row):
    return row


def total(values):
    return 0


def curry(function):
    return function


def late_binding():
    return [lambda index=index: index for index in range(3)]


def accumulate(into=[]):  # noqa: B006
    def add(value):
        into.append(value)
        return into

    return add


GLOBAL = 0


def bump():
    GLOBAL = 1
    return GLOBAL
