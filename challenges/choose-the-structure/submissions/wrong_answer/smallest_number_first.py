# Fails: test_a_long_line_costs_no_more
# Mistake: keeps numbers by name, and looks for the smallest one among all who wait.


"""A ferry's day."""

from collections import Counter
from itertools import pairwise


def boarding_order(scans):
    return list(dict.fromkeys(scans))


def no_shows(booked, boarded):
    aboard = set(boarded)
    return [ticket for ticket in booked if ticket not in aboard]


def passengers_by_deck(bookings):
    decks = {}
    for deck, name in bookings:
        decks.setdefault(deck, []).append(name)
    return decks


def same_cargo(one, other):
    return Counter(one) == Counter(other)


def legs(stops):
    return list(pairwise(stops))


class Connections:
    def __init__(self, trips):
        self._counts = Counter(frozenset(trip) for trip in trips)

    def count(self, one, other):
        return self._counts[frozenset((one, other))]


class StandbyList:
    def __init__(self):
        self._numbers = {}
        self._joined = 0

    def join(self, name):
        if name not in self._numbers:
            self._joined += 1
            self._numbers[name] = self._joined

    def leave(self, name):
        del self._numbers[name]

    def call(self):
        if not self._numbers:
            raise LookupError("nobody waits")
        name = min(self._numbers, key=self._numbers.get)
        del self._numbers[name]
        return name

    def waiting(self):
        return tuple(self._numbers)
