# Fails: test_whoever_waits_keeps_their_place, test_people_leave_from_anywhere
# Mistake: lets somebody stand in the line twice.


"""A ferry's day."""

from collections import Counter, deque
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
        self._line = deque()
        self._times = Counter()

    def join(self, name):
        self._line.append(name)
        self._times[name] += 1

    def _skip_who_left(self):
        while self._line and not self._times[self._line[0]]:
            self._line.popleft()

    def leave(self, name):
        if not self._times[name]:
            raise LookupError(name)
        self._times[name] -= 1

    def call(self):
        self._skip_who_left()
        name = self._line.popleft()
        self._times[name] -= 1
        return name

    def waiting(self):
        return tuple(name for name in self._line if self._times[name])
