"""Power sources of a house; what a battery holds follows from what happened to it."""

import abc


class NotEnough(Exception):
    pass


class Source(metaclass=abc.ABCMeta):
    def __init__(self, name):
        if not name or name.isspace():
            raise ValueError("a blank name")
        self.__name = name

    name = property(lambda self: self.__name)

    @abc.abstractmethod
    def output(self, hour):
        """The power in that hour, in watts."""

    def report(self, hour):
        return f"{self.name}: {self.output(hour):.0f} W"


class SolarPanel(Source):
    def __init__(self, name, peak):
        Source.__init__(self, name)
        self.__peak = peak

    def output(self, hour):
        return self.__peak * max(min(hour - 6, 18 - hour), 0) / 6


class Battery(Source):
    def __init__(self, name, capacity):
        Source.__init__(self, name)
        self.__capacity = capacity
        self.__ledger = ()

    @property
    def stored(self):
        return sum(energy if kind == "charge" else -energy for kind, energy in self.__ledger)

    @property
    def history(self):
        return [*self.__ledger]

    def __enter_in_ledger(self, kind, energy):
        if energy:
            self.__ledger += ((kind, energy),)

    def charge(self, amount):
        if not amount > 0:
            raise ValueError(amount)
        room = self.__capacity - self.stored
        self.__enter_in_ledger("charge", min(amount, room))
        return min(amount, room)

    def draw(self, amount):
        if not amount > 0:
            raise ValueError(amount)
        if self.output(None) < amount:
            raise NotEnough(amount)
        self.__enter_in_ledger("draw", amount)

    def output(self, hour):
        return self.stored


class BackupBattery(Battery):
    def __init__(self, name, capacity, reserve):
        Battery.__init__(self, name, capacity)
        self.__reserve = reserve

    def output(self, hour):
        return max(self.stored - self.__reserve, 0)


class House:
    def __init__(self, sources=None):
        self.__sources = ()
        for source in sources or ():
            self.add(source)

    sources = property(lambda self: self.__sources)

    def add(self, source):
        if not isinstance(source, Source):
            raise TypeError(type(source))
        if any(source.name == other.name for other in self.__sources):
            raise ValueError(source.name)
        self.__sources += (source,)

    def output(self, hour):
        total = 0
        for source in self.__sources:
            total += source.output(hour)
        return total

    def reports(self, hour):
        return [source.report(hour) for source in self.__sources]
