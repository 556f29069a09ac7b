"""Knows nothing of event loops: nothing here names one before a test brings it."""

import importlib
import sys


class Later:
    """Something to be waited for, made by hand."""

    def __init__(self, value, turns=0):
        self.value = value
        self.turns = turns

    def __await__(self):
        for _ in range(self.turns):
            yield
        return self.value


def call(function, *values):
    return function(*values)


def apply_all(functions):
    return [function() for function in functions]


def current_loop():
    return importlib.import_module("a" + "syncio").get_running_loop()


def platform():
    return sys.platform
