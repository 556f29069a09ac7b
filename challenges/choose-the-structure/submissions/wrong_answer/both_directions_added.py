# Fails: test_round_trips_are_counted_once
# Mistake: adds up both directions, which for a round trip are one and the same key.


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
        self._counts = Counter(map(tuple, trips))

    def count(self, one, other):
        return self._counts[one, other] + self._counts[other, one]


class StandbyList:
    def __init__(self):
        self._line = {}

    def join(self, name):
        self._line[name] = None

    def leave(self, name):
        del self._line[name]

    def call(self):
        if not self._line:
            raise LookupError("nobody waits")
        name = next(iter(self._line))
        del self._line[name]
        return name

    def waiting(self):
        return tuple(self._line)
