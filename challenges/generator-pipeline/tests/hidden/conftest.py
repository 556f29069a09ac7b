"""What the hidden tests share: sources that note down what is done with them."""

import pytest


class Source:
    """An iterator that notes down how far it is read, and when it is closed."""

    def __init__(self, name, items, log, error=None):
        self.name = name
        self.log = log
        self.read = 0
        self._items = iter(items)
        self._error = error

    def __iter__(self):
        return self

    def __next__(self):
        self.read += 1
        for item in self._items:
            return item
        if self._error is not None:
            raise self._error
        raise StopIteration

    def close(self):
        self.log.append(f"{self.name} closed")


@pytest.fixture
def log():
    """What was done with the sources, in order."""
    return []


@pytest.fixture
def source(log):
    def source(*items, name="source", error=None):
        return Source(name, items, log, error)

    return source


@pytest.fixture
def result_of():
    """What a generator returns, once it is driven to its end."""

    def result_of(generator):
        while True:
            try:
                next(generator)
            except StopIteration as end:
                return end.value

    return result_of
