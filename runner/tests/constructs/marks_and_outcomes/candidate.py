"""Small functions for every kind of mark."""


def add(a, b):
    return a + b


def broken():
    raise NotImplementedError("later")


def value():
    return 1


def version():
    return (3, 1)


def nothing():
    return None


SUPPORTED = True
