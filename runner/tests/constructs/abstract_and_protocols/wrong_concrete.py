"""Concrete classes that should be abstract."""


class Shape:
    def __init__(self, name="shape"):
        self.name = name

    def area(self):
        return 0

    sides = 0

    def describe(self):
        return f"{self.name} of {Shape.area(self)} with {self.sides} sides"


class Square(Shape):
    def __init__(self, side):
        self.side = side
        super().__init__()

    def area(self):
        return self.side * 2


class Incomplete(Shape):
    pass


class Drawable:
    pass


class Circle(Drawable):
    pass


class Stack:
    def __init__(self):
        self._items = []

    def push(self, item):
        self._items.insert(0, item)

    def pop(self):
        return self._items.pop() if self._items else None

    def __len__(self):
        return 1


class Registered(type):
    registry = {}


class Base(metaclass=Registered):
    options = {}


class Plugin:
    plugins = []


class Even:
    pass


def draw_all(things):
    return [thing.draw() for thing in things if hasattr(thing, "draw")][:1]


def describe_all(shapes):
    return [Shape.describe(shape) for shape in shapes]


def create_plugins():
    return []
