"""Copies too little."""

import copy


class Plain:
    def __init__(self, values, other=None):
        self.values = values
        self.other = other

    def __eq__(self, other):
        return isinstance(other, Plain) and self.values == other.values

    def __deepcopy__(self, memo):
        return copy.copy(self)


class Custom:
    def __init__(self, name):
        self.name = name
        self.copied = []

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class Stateful:
    def __init__(self, value):
        self.value = value
        self.lock = None


class Reduced:
    def __init__(self, a, b):
        self.a, self.b = a, b

    def __reduce__(self):
        return Reduced, (self.b, self.a)


class Unpicklable:
    def __init__(self):
        self.function = None


class Slots:
    def __init__(self, a, b):
        self.a, self.b = a, b


def clone(value):
    return value


def deep(value):
    return copy.copy(value)


def round_trip(value):
    return value


class Nested(dict):
    """A dict whose dicts are of its own kind."""

    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        for key, value in self.items():
            if type(value) is dict:
                self[key] = type(self)(value)

    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


class Tagged(list):
    def __init__(self, items=(), tag=""):
        super().__init__(items)
        self.tag = tag


class Caller:
    def __init__(self, function, *arguments):
        self.function = function
        self.arguments = arguments

    def __call__(self):
        return self.function(*self.arguments)
