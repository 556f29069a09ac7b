"""Returns what is nearly, but not quite, the value."""

import datetime


def echo(value):
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, (int, float)):
        return value + 1
    return str(value)


def kind(value):
    return "object"


def equal(one, other):
    return True


def make(name):
    return {"true": 1, "float": 0.3, "tuple": [1, [2, [3]]], "minus zero": 0.0, "nan": 0.0, "list": (1, "a", None)}.get(name)


def match(pattern, text):
    return text


def divide(one, other):
    return one // other


def parse(text):
    return datetime.datetime(2024, 1, 1)


def local(zone):
    return None


def keys(mapping):
    return list(mapping)


def items(mapping):
    return dict(mapping)


def average(values):
    return sum(values) // len(values)
