# Fails: test_derived_classes_are_free_in_their_names
# Mistake: one underscore asks others to keep away; it does not keep a derived class from using the name.


"""Power sources of a house."""

from abc import ABC, abstractmethod


class NotEnough(Exception):
    """There is not as much energy as was asked for."""


class Source(ABC):
    def __init__(self, name):
        if not name.strip():
            raise ValueError("a source needs a name")
        self._name = name

    @property
    def name(self):
        return self._name

    @abstractmethod
    def output(self, hour):
        """The power in watts that the source can give in that hour."""

    def report(self, hour):
        return f"{self.name}: {self.output(hour):.0f} W"


class SolarPanel(Source):
    def __init__(self, name, peak):
        super().__init__(name)
        self._peak = peak

    def output(self, hour):
        return self._peak * max(0, 6 - abs(hour - 12)) / 6


class Battery(Source):
    def __init__(self, name, capacity):
        super().__init__(name)
        self._capacity = capacity
        self._stored = 0
        self._history = []

    @property
    def stored(self):
        return self._stored

    @property
    def history(self):
        return list(self._history)

    def charge(self, amount):
        if amount <= 0:
            raise ValueError("the amount must be more than 0")
        taken = min(amount, self._capacity - self._stored)
        if taken:
            self._stored += taken
            self._history.append(("charge", taken))
        return taken

    def draw(self, amount):
        if amount <= 0:
            raise ValueError("the amount must be more than 0")
        if amount > self._stored:
            raise NotEnough(f"{self.name} holds {self._stored} Wh")
        self._stored -= amount
        self._history.append(("draw", amount))

    def output(self, hour):
        return self._stored


class BackupBattery(Battery):
    def __init__(self, name, capacity, reserve):
        super().__init__(name, capacity)
        self._reserve = reserve

    def draw(self, amount):
        if amount > max(0, self.stored - self._reserve):
            raise NotEnough(f"{self.name} keeps {self._reserve} Wh")
        super().draw(amount)

    def output(self, hour):
        return max(0, self.stored - self._reserve)


class House:
    def __init__(self, sources=()):
        self._sources = {}
        for source in sources:
            self.add(source)

    @property
    def sources(self):
        return tuple(self._sources.values())

    def add(self, source):
        if not isinstance(source, Source):
            raise TypeError(f"{source!r} is no source")
        if source.name in self._sources:
            raise ValueError(f"there is a source named {source.name} already")
        self._sources[source.name] = source

    def output(self, hour):
        return sum(source.output(hour) for source in self.sources)

    def reports(self, hour):
        return [source.report(hour) for source in self.sources]
