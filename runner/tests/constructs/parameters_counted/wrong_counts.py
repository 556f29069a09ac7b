"""Counts wrongly, and looks at no clock."""


def curry(function):
    return lambda first: lambda second: function(first, second)


def names_of(function):
    return ["x"]


def argument(function, name, *args, **kwargs):
    return args[0]


def call(function, *args, **kwargs):
    return function(*args)


def today():
    return 1999


def stamp():
    return 0


def arguments():
    return []
