"""One regular expression for a line, and a dictionary of open minutes."""

import re
from datetime import datetime, timedelta, timezone
from typing import NamedTuple


class Minute(NamedTuple):
    start: datetime
    requests: int
    errors: int
    p50: float
    p95: float


class Skipped(NamedTuple):
    malformed: int
    late: int


LINE = re.compile(r"([^ ]+T[^ ]+) ([^ ]+) ([^ ]+) ([1-5][0-9][0-9]) ([0-9]+(?:\.[0-9]+)?)")


def summarize(lines, *, patience=30):
    wait = timedelta(minutes=1, seconds=patience)
    opened = {}
    furthest = datetime.min.replace(tzinfo=timezone.utc)
    malformed = late = 0
    for line in lines:
        if not line.endswith("\n"):
            continue
        line = line.removesuffix("\n").removesuffix("\r")
        if not line:
            continue
        try:
            time, status, seconds = parse(line)
        except ValueError:
            malformed += 1
            continue
        start = time.replace(second=0, microsecond=0)
        if furthest - start >= wait:
            late += 1
            continue
        opened.setdefault(start, []).append((seconds, status))
        furthest = max(furthest, time)
        for start in sorted(start for start in opened if furthest - start >= wait):
            yield metrics(start, opened.pop(start))
    for start in sorted(opened):
        yield metrics(start, opened[start])
    return Skipped(malformed, late)


def parse(line):
    match = LINE.fullmatch(line)
    if not match:
        raise ValueError(line)
    written, _, _, status, seconds = match.groups()
    time = datetime.fromisoformat(written)
    if time.tzinfo is None:
        time = time.replace(tzinfo=timezone.utc)
    return time.astimezone(timezone.utc), int(status), float(seconds)


def metrics(start, requests):
    seconds = sorted(seconds for seconds, _ in requests)
    errors = sum(status >= 500 for _, status in requests)
    return Minute(start, len(seconds), errors, percentile(seconds, 50), percentile(seconds, 95))


def percentile(values, percent):
    return values[(len(values) * percent - 1) // 100]
