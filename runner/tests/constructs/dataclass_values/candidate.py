"""Dataclasses: plain, frozen, ordered, slotted, inherited, nested."""

from dataclasses import InitVar, asdict, astuple, dataclass, field, replace
from typing import ClassVar


@dataclass
class Item:
    name: str
    price: float = 0.0
    tags: list = field(default_factory=list)
    secret: str = field(default="s", repr=False, compare=False)
    count: ClassVar[int] = 0

    def total(self, quantity=1):
        return self.price * quantity


@dataclass(frozen=True)
class Point:
    x: int
    y: int = 0

    def moved(self, dx):
        return replace(self, x=self.x + dx)


@dataclass(order=True)
class Version:
    major: int
    minor: int
    label: str = field(default="", compare=False)


@dataclass(slots=True, kw_only=True)
class Slotted:
    a: int
    b: int = 2


@dataclass
class Order:
    items: list[Item]
    customer: dict
    discount: InitVar[float] = 0
    price: float = field(init=False)

    def __post_init__(self, discount):
        if discount < 0:
            raise ValueError("negative discount")
        self.price = sum(item.price for item in self.items) * (1 - discount)


@dataclass
class Special(Item):
    extra: int = 5


def to_dict(value):
    return asdict(value)


def to_tuple(value):
    return astuple(value)


def make():
    return [Item("a", 1.5), Item("b")]


def cheapest(items):
    return min(items, key=lambda item: item.price)


def rename(item, name):
    item.name = name
