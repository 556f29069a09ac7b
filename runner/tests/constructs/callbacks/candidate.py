"""Functions that call what they are given, at once or later."""

from functools import reduce


def apply(function, *arguments, **keywords):
    return function(*arguments, **keywords)


def apply_all(functions, value):
    for function in functions:
        value = function(value)
    return value


def compose(*functions):
    return lambda value: reduce(lambda result, function: function(result), reversed(functions), value)


def sort_by(values, key, reverse=False):
    return sorted(values, key=key, reverse=reverse)


def group(values, key):
    groups = {}
    for value in values:
        groups.setdefault(key(value), []).append(value)
    return groups


def retry(function, attempts):
    for attempt in range(attempts):
        try:
            return function()
        except ValueError:
            if attempt == attempts - 1:
                raise


def fold(function, values, start):
    return reduce(function, values, start)


def walk(tree, visit):
    visit(tree["name"])
    for child in tree.get("children", []):
        walk(child, visit)


def until(step, stop):
    count = 0
    while not stop(count):
        step(count)
        count += 1
    return count


class Event:
    def __init__(self):
        self._handlers = set()
        self.named = {}

    def subscribe(self, handler):
        self._handlers.add(handler)
        return handler

    def unsubscribe(self, handler):
        self._handlers.remove(handler)

    def __contains__(self, handler):
        return handler in self._handlers

    def fire(self, *arguments):
        return sorted(handler(*arguments) for handler in list(self._handlers))

    def __len__(self):
        return len(self._handlers)


def first_match(predicate, values):
    return next(filter(predicate, values), None)


def describe(function):
    return function.__name__, function.__doc__


def ping_pong(function, depth):
    return depth if depth == 0 else function(ping_pong, depth - 1) + 1
