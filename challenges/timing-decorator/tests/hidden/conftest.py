"""What the hidden tests share: the records of the logger `timing`, read as the statement words them."""

import logging
import re
from collections.abc import Callable
from typing import NamedTuple

import pytest

MESSAGE = re.compile(r"(?P<name>\S+) took (?P<seconds>\d+\.\d{6}) s")


class Timing(NamedTuple):
    """One record of the logger `timing`."""

    name: str
    seconds: float
    level: int


@pytest.fixture
def timings(caplog: pytest.LogCaptureFixture) -> Callable[[], list[Timing]]:
    """Reads the records logged so far; every level is let through."""
    caplog.set_level(logging.DEBUG, logger="timing")

    def read() -> list[Timing]:
        found = []
        for record in caplog.records:
            if record.name != "timing":
                continue
            text = record.getMessage()
            match = MESSAGE.fullmatch(text)
            assert match, f"the message is not worded as the statement asks: {text!r}"
            found.append(Timing(match["name"], float(match["seconds"]), record.levelno))
        return found

    return read
