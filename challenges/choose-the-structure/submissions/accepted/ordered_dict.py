"""A ferry's day, with the relatives of dict."""

from collections import Counter, OrderedDict, defaultdict


def boarding_order(scans):
    seen = set()
    return [ticket for ticket in scans if not (ticket in seen or seen.add(ticket))]


def no_shows(booked, boarded):
    missing = dict.fromkeys(booked)
    for ticket in boarded:
        missing.pop(ticket, None)
    return list(missing)


def passengers_by_deck(bookings):
    decks = defaultdict(list)
    for deck, name in bookings:
        decks[deck].append(name)
    return dict(decks)


def same_cargo(one, other):
    balance = Counter(one)
    balance.subtract(other)
    return not any(balance.values())


def legs(stops):
    stops = list(stops)
    return list(zip(stops, stops[1:]))


class Connections:
    def __init__(self, trips):
        self.directed = Counter(trips)

    def count(self, one, other):
        return sum(self.directed[pair] for pair in {(one, other), (other, one)})


class StandbyList:
    def __init__(self):
        self._line = OrderedDict()

    def join(self, name):
        self._line.setdefault(name)

    def leave(self, name):
        self._line.pop(name)

    def call(self):
        name, _ = self._line.popitem(last=False)
        return name

    def waiting(self):
        return tuple(self._line)
