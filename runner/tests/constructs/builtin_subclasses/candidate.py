"""Honest subclasses of builtin types."""


class Celsius(float):
    def __new__(cls, value):
        return super().__new__(cls, value)

    @property
    def fahrenheit(self):
        return self * 9 / 5 + 32

    def __add__(self, other):
        return Celsius(float(self) + other)

    def __repr__(self):
        return f"{float(self):.1f}C"


class Email(str):
    @property
    def domain(self):
        return self.partition("@")[2]

    def __eq__(self, other):
        return self.lower() == str(other).lower()

    def __hash__(self):
        return hash(self.lower())


class Rows(list):
    def column(self, index):
        return [row[index] for row in self]

    def append(self, row):
        if len(row) != 2:
            raise ValueError("two columns")
        super().append(row)


class Attributes(dict):
    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError as error:
            raise AttributeError(name) from error

    def __setattr__(self, name, value):
        self[name] = value


class Point(tuple):
    __slots__ = ()

    def __new__(cls, x, y):
        return super().__new__(cls, (x, y))

    @property
    def x(self):
        return self[0]

    def __add__(self, other):
        return Point(self[0] + other[0], self[1] + other[1])


class Tags(set):
    def add(self, tag):
        super().add(tag.strip().lower())


class Data(bytes):
    def hexed(self):
        return self.hex(" ")


class Age(int):
    def __new__(cls, value):
        if value < 0:
            raise ValueError("negative age")
        return super().__new__(cls, value)

    def birthday(self):
        return Age(self + 1)


def rows(values):
    result = Rows()
    for value in values:
        result.append(value)
    return result


def total(values):
    return sum(values)


def kinds(values):
    return [type(value).__name__ for value in values]


class Counted(list):
    """Says how often it was asked, beside its items."""

    def __init__(self, items=()):
        super().__init__(items)
        self.asked = 0

    def ask(self):
        self.asked += 1
        return len(self)


class Key(dict):
    """A dict that may be a key."""

    def __hash__(self):
        return hash(frozenset(self.items()))
