"""Written by hand, with a shared list, no equality and no freezing."""


class Item:
    def __init__(self, name, price=0.0, tags=[], secret="s"):  # noqa: B006
        self.name, self.price, self.tags, self.secret = name, price, tags, secret

    def total(self, quantity=1):
        return self.price


class Point:
    def __init__(self, x, y=0):
        self.x, self.y = x, y

    def moved(self, dx):
        self.x += dx
        return self


class Version:
    def __init__(self, major, minor, label=""):
        self.major, self.minor, self.label = major, minor, label

    def __eq__(self, other):
        return vars(self) == vars(other)

    def __lt__(self, other):
        return self.label < other.label


class Slotted:
    def __init__(self, a, b=2):
        self.a, self.b = a, b


class Order:
    def __init__(self, items, customer, discount=0):
        self.items, self.customer = items, customer
        self.price = sum(item.price for item in items) - discount


class Special(Item):
    extra = 5


def to_dict(value):
    return vars(value)


def to_tuple(value):
    return tuple(vars(value).values())


def make():
    return [Item("a", 1.5), Item("b")]


def cheapest(items):
    return items[0]


def rename(item, name):
    return Item(name, item.price)
