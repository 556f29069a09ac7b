"""Hands out the internal list, dict and set: the caller can edit the account behind its back."""


class Account:
    def __init__(self, owner, entries=[]):  # noqa: B006
        self.owner = owner
        self._entries = entries
        self._tags = set()
        self._limits = {"daily": [100, 200]}

    def add(self, amount):
        self._entries.append(amount)

    def tag(self, *names):
        self._tags.update(names)

    @property
    def entries(self):
        return self._entries

    @property
    def tags(self):
        return self._tags

    def limits(self):
        return self._limits

    def balance(self):
        return sum(self._entries)


class Matrix:
    def __init__(self, rows):
        self._rows = rows

    def rows(self):
        return self._rows

    def total(self):
        return sum(map(sum, self._rows))
