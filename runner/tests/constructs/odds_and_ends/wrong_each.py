"""Each of them a little wrong."""

import datetime
import decimal
import sys


class Typed:
    def __class_getitem__(cls, item):
        return cls


class Resource:
    open_ones = 0
    closed = []

    def __init__(self, name):
        Resource.open_ones += 1


class Zone(datetime.tzinfo):
    def __init__(self, hours):
        self.hours = hours

    def utcoffset(self, moment):
        return datetime.timedelta(hours=-self.hours)

    def dst(self, moment):
        return None

    def tzname(self, moment):
        return "Z"


def noon(zone):
    return datetime.datetime(2024, 2, 29, 12)


def third(places):
    decimal.getcontext().prec = places
    return decimal.Decimal(1) / 3


def divide(one, other):
    return float(one) / float(other)


class Row:
    def __init__(self, *cells):
        self.cells = tuple(cells)

    def __getitem__(self, key):
        return self.cells[key]


class Position:
    def __init__(self, index):
        self.index = index


def nibble(data):
    return data[::2], len(data[::2])


def upper_in_place(data):
    data = data.upper() + b"!"


def depth(n):
    return n - 1


def forever():
    raise RuntimeError("too deep")


def averages():
    value = None
    while True:
        got = yield value
        if got is None:
            return None
        value = got


def chain():
    yield from averages()
    yield ("result", None)


class Cache:
    def __init__(self):
        self._values = {}

    def get(self, key, make):
        return self._values.setdefault(key, make(key))

    def __len__(self):
        return len(self._values)


class Version:
    def __init__(self, major, minor=0):
        self.major, self.minor = major, minor


def main(arguments=None):
    if not arguments:
        raise SystemExit
    print(f"hello {arguments}")


def blame(key):
    return {}.get(key) or sys.exit(1)


def collect_errors(functions):
    for function in functions:
        function()
