"""Returns other types, so that the test's own code stumbles over them."""


def add(a, b):
    return None


def broken():
    pass


def value():
    return "1"


def version():
    return None


def nothing():
    return []


SUPPORTED = True
