"""Closures, caches, dispatch, partials."""

import functools
import operator


def counter(start=0):
    count = start

    def increment(by=1):
        nonlocal count
        count += by
        return count

    def reset():
        nonlocal count
        count = start

    increment.reset = reset
    return increment


def makers():
    return [lambda x, factor=factor: x * factor for factor in range(4)]


def pair():
    state = []
    return state.append, lambda: list(state)


calls = []


@functools.lru_cache(maxsize=2)
def cached(key):
    calls.append(key)
    return key * 2


@functools.cache
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


class Report:
    def __init__(self, values):
        self.values = values
        self.runs = 0

    @functools.cached_property
    def mean(self):
        self.runs += 1
        return sum(self.values) / len(self.values)

    @functools.singledispatchmethod
    def show(self, value):
        return f"other {value}"

    @show.register
    def _(self, value: int):
        return f"int {value}"

    @functools.lru_cache
    def method(self, x):
        self.runs += 1
        return x

    half = functools.partialmethod(lambda self, a, b: (a, b), 1)


@functools.singledispatch
def describe(value):
    return f"object {value}"


@describe.register
def _(value: int):
    return f"int {value}"


@describe.register(list)
def _(value):
    return f"list of {len(value)}"


@describe.register(str)
@describe.register(bytes)
def _(value):
    return f"text {value!r}"


power_of_two = functools.partial(pow, 2)
add = operator.add
by_name = operator.itemgetter("name")
total = functools.partial(functools.reduce, operator.add)


def curry(function):
    arity = function.__code__.co_argcount if hasattr(function, "__code__") else 2

    def curried(*arguments):
        if len(arguments) >= arity:
            return function(*arguments)
        return lambda *more: curried(*arguments, *more)

    return curried


def late_binding():
    return [lambda: index for index in range(3)]


def accumulate(into=None):
    into = [] if into is None else into

    def add(value):
        into.append(value)
        return into

    return add


GLOBAL = 0


def bump():
    global GLOBAL
    GLOBAL += 1
    return GLOBAL
