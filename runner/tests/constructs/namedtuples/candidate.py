"""Named tuples and typed dicts."""

from collections import namedtuple
from typing import NamedTuple, TypedDict

Pair = namedtuple("Pair", ["left", "right"], defaults=[0])


class Employee(NamedTuple):
    """Somebody who works."""

    name: str
    age: int = 30
    skills: tuple = ()

    @property
    def initial(self):
        return self.name[0]

    def older(self):
        return self._replace(age=self.age + 1)

    def __str__(self):
        return f"{self.name} ({self.age})"


class Movie(TypedDict, total=False):
    title: str
    year: int


class Located(Pair):
    __slots__ = ()

    def swapped(self):
        return Located(self.right, self.left)


def make_movie(title):
    return Movie(title=title)


def oldest(people):
    return max(people, key=lambda person: person.age)


def fields(value):
    return value._fields


def as_pairs(mapping):
    return [Pair(*item) for item in mapping.items()]


def total(pairs):
    return sum(right for _, right in pairs)
