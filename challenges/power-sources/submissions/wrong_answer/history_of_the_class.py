# Fails: test_derived_classes_are_free_in_their_names[a battery], test_derived_classes_are_free_in_their_names[a
#   backup battery], test_a_refused_draw_takes_nothing, test_only_more_than_nothing_moves,
#   test_history_tells_what_happened, test_batteries_share_nothing, test_a_backup_battery_is_a_battery,
#   test_what_is_read_cannot_be_assigned, test_history_belongs_to_the_caller, test_a_battery_gives_what_it_was_given
# Mistake: makes the history an attribute of the class, which all batteries share.


"""Power sources of a house."""

from abc import ABC, abstractmethod


class NotEnough(Exception):
    """There is not as much energy as was asked for."""


class Source(ABC):
    def __init__(self, name):
        if not name.strip():
            raise ValueError("a source needs a name")
        self.__name = name

    @property
    def name(self):
        return self.__name

    @abstractmethod
    def output(self, hour):
        """The power in watts that the source can give in that hour."""

    def report(self, hour):
        return f"{self.name}: {self.output(hour):.0f} W"


class SolarPanel(Source):
    def __init__(self, name, peak):
        super().__init__(name)
        self.__peak = peak

    def output(self, hour):
        return self.__peak * max(0, 6 - abs(hour - 12)) / 6


class Battery(Source):
    __history = []

    def __init__(self, name, capacity):
        super().__init__(name)
        self.__capacity = capacity
        self.__stored = 0

    @property
    def stored(self):
        return self.__stored

    @property
    def history(self):
        return list(self.__history)

    def charge(self, amount):
        if amount <= 0:
            raise ValueError("the amount must be more than 0")
        taken = min(amount, self.__capacity - self.__stored)
        if taken:
            self.__stored += taken
            self.__history.append(("charge", taken))
        return taken

    def draw(self, amount):
        if amount <= 0:
            raise ValueError("the amount must be more than 0")
        if amount > self.__stored:
            raise NotEnough(f"{self.name} holds {self.__stored} Wh")
        self.__stored -= amount
        self.__history.append(("draw", amount))

    def output(self, hour):
        return self.__stored


class BackupBattery(Battery):
    def __init__(self, name, capacity, reserve):
        super().__init__(name, capacity)
        self.__reserve = reserve

    def draw(self, amount):
        if amount > max(0, self.stored - self.__reserve):
            raise NotEnough(f"{self.name} keeps {self.__reserve} Wh")
        super().draw(amount)

    def output(self, hour):
        return max(0, self.stored - self.__reserve)


class House:
    def __init__(self, sources=()):
        self.__sources = {}
        for source in sources:
            self.add(source)

    @property
    def sources(self):
        return tuple(self.__sources.values())

    def add(self, source):
        if not isinstance(source, Source):
            raise TypeError(f"{source!r} is no source")
        if source.name in self.__sources:
            raise ValueError(f"there is a source named {source.name} already")
        self.__sources[source.name] = source

    def output(self, hour):
        return sum(source.output(hour) for source in self.sources)

    def reports(self, hour):
        return [source.report(hour) for source in self.sources]
