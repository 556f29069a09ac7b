"""Calls back, from deep down."""

import functools


def pass_on(function, number):
    return number if number == 0 else function(number)


def for_ever(function):
    function()
    return for_ever(function)


def depth(function, number):
    return function() if number == 0 else depth(function, number - 1)


def right():
    return 42


class Reader:
    def __init__(self, make):
        self.make = make

    def read(self):
        return self.make().read()


class Memo(dict):
    def __init__(self, function):
        self.function = function

    def __missing__(self, key):
        self[key] = self.function(key)
        return self[key]


def decorated(function):
    @functools.wraps(function)
    def wrapper(number):
        return function(number)

    return wrapper


def safely(function):
    try:
        return function()
    except RecursionError:
        return "too deep"
