"""Copies the outer container only."""


class Account:
    def __init__(self, owner, entries=()):
        self.owner = owner
        self._entries = list(entries)
        self._tags = set()
        self._limits = {"daily": [100, 200]}

    def add(self, amount):
        self._entries.append(amount)

    def tag(self, *names):
        self._tags.update(names)

    @property
    def entries(self):
        return self._entries[:]

    @property
    def tags(self):
        return set(self._tags)

    def limits(self):
        return dict(self._limits)

    def balance(self):
        return sum(self._entries)


class Matrix:
    def __init__(self, rows):
        self._rows = list(rows)

    def rows(self):
        return list(self._rows)

    def total(self):
        return sum(map(sum, self._rows))
