"""What the statement shows, as tests."""

from datetime import datetime, timezone

from metrics import Minute, summarize


def test_lines_of_the_statement():
    """Puts the two lines of the statement into one minute."""
    lines = [
        "2026-03-01T12:00:07+01:00 GET /cart/42 200 0.125\n",
        "2026-03-01T11:00:09.250Z POST /orders 503 2.5\n",
    ]
    start = datetime(2026, 3, 1, 11, 0, tzinfo=timezone.utc)
    assert list(summarize(lines)) == [Minute(start, 2, 1, 0.125, 2.5)]


def test_two_minutes():
    """Yields one minute after the other."""
    lines = [f"2026-03-01T11:0{minute}:00Z GET / 200 0.5\n" for minute in (1, 1, 4)]
    assert [(minute.start.minute, minute.requests) for minute in summarize(lines)] == [(1, 2), (4, 1)]
