"""A ferry's day."""


def boarding_order(scans):
    """The tickets that were scanned, each once, in the order of their first scan."""


def no_shows(booked, boarded):
    """The booked tickets that did not board, in the order of booking."""


def passengers_by_deck(bookings):
    """The names on each deck, by deck, from pairs of deck and name."""


def same_cargo(one, other):
    """Whether two lists of cargo hold the same pieces, each as often."""


def legs(stops):
    """The legs of a route, as pairs of neighbouring stops."""


class Connections:
    """How often ports were connected, whatever the direction."""

    def __init__(self, trips):
        raise NotImplementedError

    def count(self, one, other):
        """How many trips connected the two ports."""
        raise NotImplementedError


class StandbyList:
    """People who wait for a free place."""

    def join(self, name):
        """Put `name` at the end of the line, unless they wait already."""
        raise NotImplementedError

    def leave(self, name):
        """Take `name` out of the line."""
        raise NotImplementedError

    def call(self):
        """Take the first one out of the line, and return the name."""
        raise NotImplementedError

    def waiting(self):
        """The names in the line, the first one first, as a tuple."""
        raise NotImplementedError
