"""One of each of many small things."""

import decimal
import datetime
import sys
import weakref


class Typed:
    def __class_getitem__(cls, item):
        return f"{cls.__name__} of {item.__name__}"


class Resource:
    open_ones = 0
    closed = []

    def __init__(self, name):
        self.name = name
        Resource.open_ones += 1

    def __del__(self):
        Resource.open_ones -= 1
        Resource.closed.append(self.name)


class Zone(datetime.tzinfo):
    def __init__(self, hours):
        self.hours = hours

    def utcoffset(self, moment):
        return datetime.timedelta(hours=self.hours)

    def dst(self, moment):
        return datetime.timedelta(0)

    def tzname(self, moment):
        return f"Z{self.hours}"


def noon(zone):
    return datetime.datetime(2024, 2, 29, 12, tzinfo=zone)


def third(places):
    with decimal.localcontext() as context:
        context.prec = places
        return decimal.Decimal(1) / 3


def divide(one, other):
    return decimal.Decimal(one) / decimal.Decimal(other)


class Row:
    def __init__(self, *cells):
        self.cells = list(cells)

    def __getitem__(self, key):
        if isinstance(key, slice):
            return Row(*self.cells[key])
        if isinstance(key, tuple):
            return [self[part] for part in key]
        return self.cells[key]

    def __setitem__(self, key, value):
        self.cells[key] = value

    def __delitem__(self, key):
        del self.cells[key]

    def __len__(self):
        return len(self.cells)

    def __eq__(self, other):
        return isinstance(other, Row) and self.cells == other.cells


class Position:
    def __init__(self, index):
        self.index = index

    def __index__(self):
        return self.index


def nibble(data):
    view = memoryview(data)
    return bytes(view[::2]), view.nbytes


def upper_in_place(data):
    data[:] = data.upper()
    data += b"!"


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


def forever():
    return forever()


def averages():
    total, count, value = 0, 0, None
    while True:
        got = yield value
        if got is None:
            return (total, count)
        total, count = total + got, count + 1
        value = total / count


def chain():
    result = yield from averages()
    yield ("result", result)


class Cache:
    def __init__(self):
        self._values = weakref.WeakValueDictionary()

    def get(self, key, make):
        found = self._values.get(key)
        if found is None:
            found = self._values[key] = make(key)
        return found

    def __len__(self):
        return len(self._values)


class Version:
    __match_args__ = ("major", "minor")
    __slots__ = ("major", "minor")

    def __init__(self, major, minor=0):
        self.major, self.minor = major, minor

    def __format__(self, spec):
        return f"v{self.major}.{self.minor}" if spec == "long" else f"{self.major}"

    def __bool__(self):
        return self.major > 0


def main(arguments=None):
    arguments = sys.argv[1:] if arguments is None else arguments
    if not arguments:
        print("usage: main NAME", file=sys.stderr)
        sys.exit(2)
    if arguments[0] == "nobody":
        sys.exit("nobody is here")
    print(f"hello {arguments[0]}")
    return 0


def blame(key):
    try:
        return {}[key]
    except KeyError as error:
        wrong = ValueError(f"no {key}")
        wrong.add_note("look elsewhere")
        raise wrong from error


def collect_errors(functions):
    errors = []
    for function in functions:
        try:
            function()
        except Exception as error:
            errors.append(error)
    if errors:
        raise ExceptionGroup("several", errors)


if __name__ == "__main__":
    sys.exit(main())
