# Fails: test_short_routes_have_no_legs
# Mistake: takes the first stop off, also when there is none.


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
    stops = iter(stops)
    before = next(stops)
    made = []
    for stop in stops:
        made.append((before, stop))
        before = stop
    return made


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
