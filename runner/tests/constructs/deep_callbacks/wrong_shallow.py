"""Never goes down."""


def pass_on(function, number):
    return 0


def for_ever(function):
    return None


def depth(function, number):
    return None


def right():
    return 42


class Reader:
    def __init__(self, make):
        pass

    def read(self):
        return None


class Memo(dict):
    def __init__(self, function):
        pass

    def __missing__(self, key):
        return key


def decorated(function):
    return lambda number: number


def safely(function):
    return None
