"""Abstract classes, protocols, generics, virtual subclasses, metaclasses."""

from abc import ABC, abstractmethod
from typing import Generic, Protocol, TypeVar, runtime_checkable

T = TypeVar("T")


class Shape(ABC):
    def __init__(self, name):
        self.name = name

    @abstractmethod
    def area(self):
        """The area."""

    @property
    @abstractmethod
    def sides(self): ...

    def describe(self):
        return f"{self.name} of {self.area()} with {self.sides} sides"


class Square(Shape):
    sides = 4

    def __init__(self, side):
        super().__init__("square")
        self.side = side

    def area(self):
        return self.side**2


class Incomplete(Shape):
    def area(self):
        return 0


@runtime_checkable
class Drawable(Protocol):
    def draw(self) -> str: ...


class Circle:
    def draw(self):
        return "circle"


class Stack(Generic[T]):
    def __init__(self):
        self._items: list[T] = []

    def push(self, item: T) -> None:
        self._items.append(item)

    def pop(self) -> T:
        if not self._items:
            raise IndexError("pop from an empty stack")
        return self._items.pop()

    def __len__(self):
        return len(self._items)


class Registered(type):
    registry = {}

    def __new__(mcs, name, bases, namespace, **options):
        cls = super().__new__(mcs, name, bases, namespace)
        mcs.registry[name] = cls
        cls.options = options
        return cls

    def __init__(cls, name, bases, namespace, **options):
        super().__init__(name, bases, namespace)

    def __len__(cls):
        return len(cls.registry)

    def __contains__(cls, name):
        return name in cls.registry


class Base(metaclass=Registered):
    pass


class Plugin:
    plugins = []

    def __init_subclass__(cls, /, label="", **keywords):
        super().__init_subclass__(**keywords)
        cls.label = label or cls.__name__.lower()
        Plugin.plugins.append(cls)


class Even(ABC):
    @classmethod
    def __subclasshook__(cls, other):
        return True if hasattr(other, "is_even") else NotImplemented


def draw_all(things):
    return [thing.draw() for thing in things if isinstance(thing, Drawable)]


def describe_all(shapes):
    return [shape.describe() for shape in shapes]


def create_plugins():
    return [plugin() for plugin in Plugin.plugins]
