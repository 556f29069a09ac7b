"""Properties, class attributes, slots, static and class methods, name mangling."""


class Temperature:
    scale = "C"
    instances = 0
    __secret = "mangled"

    def __init__(self, degrees=0.0):
        type(self).instances += 1
        self.degrees = degrees
        self.history = []

    @property
    def degrees(self):
        """Degrees Celsius."""
        return self._degrees

    @degrees.setter
    def degrees(self, value):
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise TypeError("degrees must be a number")
        if value < -273.15:
            raise ValueError("below absolute zero")
        self._degrees = value

    @degrees.deleter
    def degrees(self):
        self._degrees = None

    @property
    def fahrenheit(self):
        return self._degrees * 9 / 5 + 32

    @classmethod
    def from_fahrenheit(cls, value):
        return cls((value - 32) * 5 / 9)

    @staticmethod
    def is_freezing(value):
        return value <= 0

    def label(self):
        return f"{self.degrees}{self.scale}"

    def secret(self):
        return self.__secret


class Kelvin(Temperature):
    scale = "K"

    @property
    def degrees(self):
        return super().degrees + 273.15

    @degrees.setter
    def degrees(self, value):
        Temperature.degrees.fset(self, value - 273.15)


class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


class Locked:
    def __init__(self, **values):
        object.__setattr__(self, "values", values)

    def __setattr__(self, name, value):
        raise AttributeError(f"cannot assign to {name}")

    def __delattr__(self, name):
        raise AttributeError(f"cannot delete {name}")

    def __getattr__(self, name):
        try:
            return self.values[name]
        except KeyError:
            raise AttributeError(name) from None

    def __dir__(self):
        return ["values", *self.values]


class Options:
    verbose = False
    names = ["a"]
    nested = {"x": {"y": 1}}


def attributes(thing):
    return {name: value for name, value in vars(thing).items() if not name.startswith("_")}


def read(thing, name):
    return getattr(thing, name)


def write(thing, name, value):
    setattr(thing, name, value)


VERSION = "1.0"
LIMITS = {"max": 3}


def limit():
    return LIMITS["max"]


def version():
    return VERSION
