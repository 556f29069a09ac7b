"""Code that counts and names the parameters of the functions it is given, the old way."""

import datetime as dates
import sys
import time


def curry(function):
    wanted = function.__code__.co_argcount - len(function.__defaults__ or ())

    def curried(*given):
        return function(*given) if len(given) >= wanted else lambda *more: curried(*given, *more)

    return curried


def names_of(function):
    code = function.__code__
    return list(code.co_varnames[: code.co_argcount + code.co_kwonlyargcount])


def argument(function, name, *args, **kwargs):
    """The value that a call would give a parameter."""
    names = names_of(function)
    if name in kwargs:
        return kwargs[name]
    position = names.index(name)
    return args[position] if position < len(args) else function.__defaults__[position - len(names)]


def call(function, *args, **kwargs):
    return function(*args, **kwargs)




def today():
    return dates.datetime.now().year


def stamp():
    return time.time()


def arguments():
    return sys.argv[1:]
