"""Classes of constants where enumerations were asked for."""


class Colour:
    RED = 1
    GREEN = 2
    CRIMSON = 1

    @classmethod
    def parse(cls, text):
        return getattr(cls, text)


class Planet:
    EARTH = (5.97, 6.37)
    MARS = (0.64, 3.39)


class Priority:
    LOW = 1
    HIGH = 10


class Permission:
    READ = 1
    WRITE = 2
    RUN = 4
    ALL = 7


class Mode:
    FAST = "fast"
    SLOW = "slow!"


class Bits:
    A = 1
    B = 2


class Weekday:
    MONDAY = "mon"
    TUESDAY = "tue"


def default():
    return "RED"


def count(values):
    return {str(value): 1 for value in values}


def allowed(permission):
    return True


def urgency(value):
    return value > Priority.HIGH


def name_of(value):
    return value.name


def answered():
    # Nobody but this module has imported it.
    from http import HTTPStatus

    return HTTPStatus.CREATED


def graph():
    from graphlib import TopologicalSorter

    return TopologicalSorter({"b": {"a"}})
