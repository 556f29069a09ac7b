"""Functions that fail as planned, and time that passes only when somebody sleeps."""

import pytest


class Planned:
    """A function body that raises or returns one planned outcome after the other; the last one for ever."""

    def __init__(self, *outcomes):
        self.outcomes = outcomes
        self.calls = 0

    def __call__(self):
        outcome = self.outcomes[min(self.calls, len(self.outcomes) - 1)]
        self.calls += 1
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome


class Time:
    """A clock, and two ways to sleep by it. The clock begins at a time that is not 0."""

    def __init__(self):
        self.now = 5_000.0
        self.waits = []

    def clock(self):
        return self.now

    def sleep(self, seconds):
        self.waits.append(seconds)
        self.now += seconds

    async def asleep(self, seconds):
        self.sleep(seconds)


@pytest.fixture
def planned():
    return Planned


@pytest.fixture
def fake_time():
    return Time()
