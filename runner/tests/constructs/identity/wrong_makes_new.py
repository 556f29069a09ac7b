"""Makes a new object wherever the same one was asked for."""

MISSING = None


class Node:
    def __init__(self, value, following=None):
        self.value = value
        self.next = Node(following.value, following.next) if following else None
        self.parent = None

    def link(self, other):
        self.next = Node(other.value)
        other.parent = Node(self.value)
        return Node(self.value)


class Settings:
    pass


class Colour:
    def __init__(self, name):
        self.name = name


def colour(name):
    return Colour(name)


def first(values, default=MISSING):
    for value in values:
        return value
    if default is MISSING:
        raise ValueError("empty")
    return default


def same(one, other):
    return one == other


def echo(value):
    return lambda *a: value(*a) if callable(value) else value


def helper():
    return 1


def functions():
    return {"helper": lambda: helper(), "echo": lambda value: value}


class Box:
    def __init__(self, content=None):
        self.content = content

    def method(self):
        return self

    def chain(self):
        return Box(self.content)


def find(items, wanted):
    return [index for index, item in enumerate(items) if item == wanted]
