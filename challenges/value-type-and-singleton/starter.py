"""Melodies, and classes that have one object."""


class Melody:
    """A title and notes that never change."""

    def __init__(self, title, notes=()):
        self.title = title
        self.notes = notes


class Singleton:
    """Base of classes that have one object each."""
