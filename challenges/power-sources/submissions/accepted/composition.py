"""Power sources of a house. A battery has a tank, which knows what it holds; batteries differ in what they give of it."""

from abc import ABC, abstractmethod


class NotEnough(Exception):
    pass


class Tank:
    def __init__(self, capacity):
        self.capacity = capacity
        self.level = 0
        self.movements = []

    def move(self, kind, amount, change):
        if change:
            self.level += change
            self.movements.append((kind, amount))


class Source(ABC):
    def __init__(self, name):
        if name.strip() == "":
            raise ValueError("the name is blank")
        self.__name = name

    @property
    def name(self):
        return self.__name

    @abstractmethod
    def output(self, hour): ...

    def report(self, hour):
        return f"{self.__name}: {round(self.output(hour))} W"


class SolarPanel(Source):
    def __init__(self, name, peak):
        super().__init__(name)
        self.__by_hour = [peak * max(0, 1 - abs(hour - 12) / 6) for hour in range(24)]

    def output(self, hour):
        return self.__by_hour[hour]


class Battery(Source):
    def __init__(self, name, capacity):
        self.__tank = Tank(capacity)
        super().__init__(name)

    @property
    def stored(self):
        return self.__tank.level

    @property
    def history(self):
        return self.__tank.movements.copy()

    def charge(self, amount):
        if amount > 0:
            taken = min(amount, self.__tank.capacity - self.__tank.level)
            self.__tank.move("charge", taken, +taken)
            return taken
        raise ValueError("only what is more than 0 can be charged")

    def draw(self, amount):
        if amount > self.stored:
            raise NotEnough
        if amount <= 0:
            raise ValueError("only what is more than 0 can be drawn")
        self.__tank.move("draw", amount, -amount)

    def output(self, hour):
        return self.stored


class BackupBattery(Battery):
    def __init__(self, name, capacity, reserve):
        super().__init__(name, capacity)
        self.__reserve = reserve

    def draw(self, amount):
        if amount > self.output(None):
            raise NotEnough
        super().draw(amount)

    def output(self, hour):
        return max(super().output(hour) - self.__reserve, 0)


class House:
    def __init__(self, sources=()):
        self.__sources = []
        for source in sources:
            self.add(source)

    @property
    def sources(self):
        return tuple(self.__sources)

    def add(self, source):
        if not isinstance(source, Source):
            raise TypeError("only sources can be added")
        if source.name in [other.name for other in self.__sources]:
            raise ValueError("this name is taken")
        self.__sources.append(source)

    def output(self, hour):
        return sum(source.output(hour) for source in self.__sources)

    def reports(self, hour):
        return [source.report(hour) for source in self.__sources]
