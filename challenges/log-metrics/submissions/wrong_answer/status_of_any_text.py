# Fails: test_malformed_lines[status], test_malformed_lines[status out of range],
#   test_malformed_lines[status below the range], test_malformed_lines[status of four digits]
# Mistake: looks at the first digit of a status only.

import heapq
import math
from bisect import insort
from datetime import UTC, datetime
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


class Open:
    """A minute that may still get requests."""

    def __init__(self):
        self.seconds = []
        self.errors = 0

    def add(self, status, seconds):
        insort(self.seconds, seconds)
        if status >= 500:
            self.errors += 1

    def closed(self, number):
        start = datetime.fromtimestamp(number * 60, UTC)
        return Minute(start, len(self.seconds), self.errors, self.rank(0.5), self.rank(0.95))

    def rank(self, part):
        return self.seconds[math.ceil(part * len(self.seconds)) - 1]


def summarize(lines, *, patience=30):
    minutes, numbers = {}, []
    furthest = -math.inf
    malformed = late = 0
    for line in lines:
        text = line.rstrip("\r\n")
        if text == line or text == "":
            continue
        request = parsed(text)
        if request is None:
            malformed += 1
            continue
        time, status, seconds = request
        number = int(time // 60)
        if (number + 1) * 60 + patience <= furthest:
            late += 1
            continue
        if number not in minutes:
            minutes[number] = Open()
            heapq.heappush(numbers, number)
        minutes[number].add(status, seconds)
        furthest = max(furthest, time)
        while (numbers[0] + 1) * 60 + patience <= furthest:
            number = heapq.heappop(numbers)
            yield minutes.pop(number).closed(number)
    while numbers:
        number = heapq.heappop(numbers)
        yield minutes.pop(number).closed(number)
    return Skipped(malformed=malformed, late=late)


def parsed(text):
    """Seconds since 1970, status and seconds; or None."""
    try:
        written, method, path, status, seconds = text.split(" ")
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    if "T" not in written or not method or not path:
        return None
    status = f"{status[:1]}00" if digits(status[:1]) else "000"
    if not all(digits(part) for part in seconds.split(".", 1)):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.timestamp(), int(status), float(seconds)


def digits(text):
    return text.isascii() and text.isdigit()
