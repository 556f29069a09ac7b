# Fails: test_an_empty_deck_is_a_key_error
# Mistake: hands out the defaultdict, which makes a deck of every question.


"""A ferry's day."""

from collections import Counter, defaultdict
from itertools import pairwise


def boarding_order(scans):
    return list(dict.fromkeys(scans))


def no_shows(booked, boarded):
    aboard = set(boarded)
    return [ticket for ticket in booked if ticket not in aboard]


def passengers_by_deck(bookings):
    decks = defaultdict(list)
    for deck, name in bookings:
        decks[deck].append(name)
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
