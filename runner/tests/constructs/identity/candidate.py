"""A linked list, a singleton, a sentinel, an interning factory."""

MISSING = object()


class Node:
    def __init__(self, value, following=None):
        self.value = value
        self.next = following
        self.parent = None

    def link(self, other):
        self.next = other
        other.parent = self
        return self


class Settings:
    _instance = None

    def __new__(cls):
        if cls._instance is None:
            cls._instance = super().__new__(cls)
        return cls._instance


_colours = {}


class Colour:
    def __init__(self, name):
        self.name = name


def colour(name):
    return _colours.setdefault(name, Colour(name))


def first(values, default=MISSING):
    for value in values:
        return value
    if default is MISSING:
        raise ValueError("empty")
    return default


def same(one, other):
    return one is other


def echo(value):
    return value


def helper():
    return 1


def functions():
    return {"helper": helper, "echo": echo}


class Box:
    def __init__(self, content=None):
        self.content = content

    def method(self):
        return self

    def chain(self):
        return self


def find(items, wanted):
    return [index for index, item in enumerate(items) if item is wanted]


def ring(values):
    nodes = [Node(value) for value in values]
    for node, following in zip(nodes, [*nodes[1:], *nodes[:1]]):
        node.link(following)
    return nodes[0] if nodes else None
