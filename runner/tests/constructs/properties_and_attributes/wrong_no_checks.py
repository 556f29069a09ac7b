"""Plain attributes without checks, class attributes kept per instance."""


class Temperature:
    def __init__(self, degrees=0.0):
        self.degrees = degrees
        self.scale = "C"
        self.instances = 1
        self.fahrenheit = degrees * 9 / 5 + 32

    @classmethod
    def from_fahrenheit(cls, value):
        return Temperature((value - 32) * 5 / 9)

    def is_freezing(self, value):
        return value <= 0

    def label(self):
        return f"{self.degrees}C"

    def secret(self):
        return None


class Kelvin(Temperature):
    pass


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


class Locked:
    def __init__(self, **values):
        self.values = values
        self.__dict__.update(values)


class Options:
    def __init__(self):
        self.verbose = False
        self.names = ["a"]
        self.nested = {"x": {"y": 1}}


def attributes(thing):
    return dict(vars(thing))


def read(thing, name):
    return vars(thing)[name]


def write(thing, name, value):
    pass


VERSION = "1.0"
LIMITS = {"max": 3}


def limit():
    return 3


def version():
    return "1.0"
