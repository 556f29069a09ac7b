"""Enumerations of each kind."""

from enum import Enum, Flag, IntEnum, IntFlag, StrEnum, auto, unique


class Colour(Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1

    @property
    def hex(self):
        return {1: "#f00", 2: "#0f0"}[self.value]

    @classmethod
    def parse(cls, text):
        return cls[text.upper()]


class Planet(Enum):
    EARTH = (5.97, 6.37)
    MARS = (0.64, 3.39)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    def density(self):
        return round(self.mass / self.radius**3, 4)


class Priority(IntEnum):
    LOW = 1
    HIGH = 10


class Permission(Flag):
    READ = auto()
    WRITE = auto()
    RUN = auto()
    ALL = READ | WRITE | RUN


class Mode(StrEnum):
    FAST = auto()
    SLOW = "slow!"


class Bits(IntFlag):
    A = 1
    B = 2


@unique
class Weekday(Enum):
    MONDAY = "mon"
    TUESDAY = "tue"

    @classmethod
    def _missing_(cls, value):
        return cls.MONDAY if value == "montag" else None

    def next(self):
        members = list(type(self))
        return members[(members.index(self) + 1) % len(members)]

    def __str__(self):
        return self.name.title()


def default():
    return Colour.RED


def count(values):
    counts = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return counts


def allowed(permission):
    return Permission.WRITE in permission


def urgency(value):
    return value >= Priority.HIGH


def name_of(value):
    return value.name, value.value


def answered():
    # Nobody but this module has imported it.
    from http import HTTPStatus

    return HTTPStatus.CREATED


def graph():
    from graphlib import TopologicalSorter

    return TopologicalSorter({"b": {"a"}})
