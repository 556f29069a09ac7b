# Fails: test_leaving_without_waiting_is_told, test_a_long_line_costs_no_more
# Mistake: list.remove raises ValueError, which is no LookupError; and it searches the list.


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
        self._line = []

    def join(self, name):
        if name not in self._line:
            self._line.append(name)

    def leave(self, name):
        self._line.remove(name)

    def call(self):
        return self._line.pop(0)

    def waiting(self):
        return tuple(self._line)
