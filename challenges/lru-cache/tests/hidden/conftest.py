"""What the hidden tests share: a function that notes down its calls, and a clock that is set by hand."""

import pytest


class Noting:
    """Makes functions that note down the arguments of each call and return a new object every time."""

    def __init__(self):
        self.calls = []

    def function(self):
        def look_up(*args, **kwargs):
            self.calls.append((args, kwargs))
            return [len(self.calls)]

        return look_up

    def ran(self, function, *args, **kwargs):
        """Calls `function`, and tells whether that ran the function underneath."""
        before = len(self.calls)
        function(*args, **kwargs)
        return len(self.calls) > before


@pytest.fixture
def noting():
    return Noting()


class Clock:
    """Tells the time that it was set to."""

    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()
