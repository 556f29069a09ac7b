# Fails: test_people_leave_from_anywhere
# Mistake: marks who left and takes the mark away when they join again, so that they have their old place.


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
        self._line = {}
        self._left = set()

    def join(self, name):
        self._left.discard(name)
        self._line.setdefault(name)

    def leave(self, name):
        if name in self._left or name not in self._line:
            raise LookupError(name)
        self._left.add(name)

    def call(self):
        while self._line:
            name = next(iter(self._line))
            del self._line[name]
            if name not in self._left:
                return name
            self._left.discard(name)
        raise LookupError("nobody waits")

    def waiting(self):
        return tuple(name for name in self._line if name not in self._left)
