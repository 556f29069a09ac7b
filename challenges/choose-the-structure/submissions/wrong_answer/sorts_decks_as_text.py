# Fails: test_decks_keep_their_order
# Mistake: sorts by deck before grouping, by its text since decks of different types do not compare.


"""A ferry's day."""

from collections import Counter
from itertools import groupby, pairwise


def boarding_order(scans):
    return list(dict.fromkeys(scans))


def no_shows(booked, boarded):
    aboard = set(boarded)
    return [ticket for ticket in booked if ticket not in aboard]


def passengers_by_deck(bookings):
    by_deck = sorted(bookings, key=lambda booking: str(booking[0]))
    return {deck: [name for _, name in group] for deck, group in groupby(by_deck, key=lambda booking: booking[0])}


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
