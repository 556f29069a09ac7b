"""Turn log lines into metrics."""

from datetime import datetime
from typing import NamedTuple


class Minute(NamedTuple):
    """The metrics of one minute."""

    start: datetime
    requests: int
    errors: int
    p50: float
    p95: float


class Skipped(NamedTuple):
    """How many lines were not counted."""

    malformed: int
    late: int


def summarize(lines, *, patience=30):
    """Yield a `Minute` for each minute with requests, in order, and return what was `Skipped`."""
    raise NotImplementedError
