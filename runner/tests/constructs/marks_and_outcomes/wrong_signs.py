"""Subtracts; mends what was expected to be broken."""


def add(a, b):
    return a - b


def broken():
    return "mended"


def value():
    return 2


def version():
    return (2, 9)


def nothing():
    return 0


SUPPORTED = False
