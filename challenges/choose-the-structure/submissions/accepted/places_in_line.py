"""A ferry's day, written with loops; the standby list gives out places."""

from collections import deque


def boarding_order(scans):
    order, seen = [], set()
    for ticket in scans:
        if ticket not in seen:
            seen.add(ticket)
            order.append(ticket)
    return order


def no_shows(booked, boarded):
    boarded = frozenset(boarded)
    missing = []
    for ticket in booked:
        if ticket not in boarded:
            missing.append(ticket)
    return missing


def passengers_by_deck(bookings):
    decks = {}
    for deck, name in bookings:
        if deck in decks:
            decks[deck].append(name)
        else:
            decks[deck] = [name]
    return decks


def same_cargo(one, other):
    left = {}
    for piece in one:
        left[piece] = left.get(piece, 0) + 1
    for piece in other:
        if not left.get(piece):
            return False
        left[piece] -= 1
    return not any(left.values())


def legs(stops):
    stops = list(stops)
    return [(stops[number - 1], stops[number]) for number in range(1, len(stops))]


class Connections:
    def __init__(self, trips):
        self.trips = {}
        for one, other in trips:
            for pair in {(one, other), (other, one)}:
                self.trips[pair] = self.trips.get(pair, 0) + 1

    def count(self, one, other):
        return self.trips.get((one, other), 0)


class StandbyList:
    """A deque of places and names; whoever leaves stays in it, with a place that is no longer theirs."""

    def __init__(self):
        self.line = deque()
        self.places = {}

    def join(self, name):
        if name not in self.places:
            place = self.places[name] = object()
            self.line.append((place, name))

    def leave(self, name):
        del self.places[name]

    def call(self):
        while True:
            place, name = self.line.popleft()
            if self.places.get(name) is place:
                del self.places[name]
                return name

    def waiting(self):
        return tuple(name for place, name in self.line if self.places.get(name) is place)
