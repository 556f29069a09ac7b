"""Metrics of log lines."""

from datetime import datetime, timedelta, timezone

import pytest
from metrics import summarize

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=timezone.utc)


def at(clock, *, path="/", status=200, seconds="0.5", end="\n"):
    """A line at this time of the day, in UTC if nothing else is said."""
    zone = "" if clock[-1] == "Z" or "+" in clock or "-" in clock else "Z"
    return f"2026-03-01T{clock}{zone} GET {path} {status} {seconds}{end}"


def all_of(lines, **options):
    """Everything that is yielded, and what is returned."""
    minutes, generator = [], summarize(iter(lines), **options)
    while True:
        try:
            minutes.append(next(generator))
        except StopIteration as over:
            return minutes, over.value


def counts(minutes):
    return [(minute.start.strftime("%H:%M"), minute.requests) for minute in minutes]


def test_nothing():
    """Yields nothing for no lines, and returns zeros.

    Area: ends
    Tells: Whether the empty case is thought of.
    Advises: What comes of a night without requests?
    """
    minutes, skipped = all_of([])
    assert minutes == []
    assert (skipped.malformed, skipped.late) == (0, 0)


def test_offsets_are_converted():
    """Puts the same moment into the same minute, whatever offset it is written with.

    Area: time
    Tells: Whether times are compared as moments, or as what a clock on a wall showed.
    Advises: Write one moment in the time of Delhi, of New York and of Greenwich.
    """
    lines = [
        at("12:00:00Z"),
        at("17:30:10+05:30"),
        at("07:00:20-05:00"),
        at("12:45:59.999+00:45"),
        at("12:00:30+00:00"),
    ]
    minutes, _ = all_of(lines)
    assert counts(minutes) == [("12:00", 5)]
    assert minutes[0].start == NOON
    assert minutes[0].start.utcoffset() == timedelta(0)


def test_time_without_an_offset():
    """Takes a time without an offset for UTC.

    Area: time
    Tells: Whether the machine's own time zone can change the result.
    Advises: What does a time mean that says nothing of its zone?
    """
    lines = ["2026-03-01T12:00:01 GET / 200 0.5\n", at("12:00:02")]
    minutes, skipped = all_of(lines)
    assert counts(minutes) == [("12:00", 2)]
    assert skipped.malformed == 0


def test_out_of_order_within_patience():
    """Counts requests that come out of order where they belong.

    Area: order
    Tells: Whether a stream from several machines is expected to be what it is.
    Advises: Let lines of two minutes come by turns.
    """
    lines = [at("12:01:10"), at("12:00:50"), at("12:01:20"), at("12:00:01"), at("12:05:00")]
    minutes, skipped = all_of(lines)
    assert counts(minutes) == [("12:00", 2), ("12:01", 2), ("12:05", 1)]
    assert skipped.late == 0


def test_late_requests():
    """Counts late requests as late, and nowhere else.

    Area: order
    Tells: Whether each minute is yielded once.
    Advises: Let a request come long after its minute, one whose minute had requests and one whose minute had none.
    """
    lines = [at("12:01:00"), at("12:10:00"), at("12:01:30"), at("12:04:00"), at("12:10:30")]
    minutes, skipped = all_of(lines)
    assert counts(minutes) == [("12:01", 1), ("12:10", 2)]
    assert (skipped.malformed, skipped.late) == (0, 2)


def test_patience_to_the_second():
    """Completes a minute at the very second at which patience ends, and not before.

    Area: order
    Tells: Whether the candidate decides between < and <= on purpose.
    Advises: Work out by hand when a minute is complete, for a patience of ten seconds.
    """
    for options, before, end in ({"patience": 10}, "12:01:09.999", "12:01:10"), ({}, "12:01:29.999", "12:01:30"):
        lines = [at("12:00:00"), at(before), at("12:00:30"), at(end), at("12:00:31")]
        minutes, skipped = all_of(lines, **options)
        assert counts(minutes) == [("12:00", 2), ("12:01", 2)]
        assert skipped.late == 1


def test_no_patience():
    """Takes a patience of zero for what it says.

    Area: order
    Tells: Whether zero is a number like others.
    Advises: Try the smallest patience.
    """
    minutes, skipped = all_of([at("12:00:00"), at("12:01:00"), at("12:00:30")], patience=0)
    assert counts(minutes) == [("12:00", 1), ("12:01", 1)]
    assert skipped.late == 1


def test_late_by_the_furthest_time():
    """Goes by the furthest time that was read, not by the last line's.

    Area: order
    Tells: Whether the stream's clock can run backwards.
    Advises: Let one server be ahead of the others, and lines of both come by turns.
    """
    lines = [at("12:03:20"), at("12:02:10"), at("12:01:40"), at("12:03:30"), at("12:02:20")]
    minutes, skipped = all_of(lines)
    assert counts(minutes) == [("12:02", 1), ("12:03", 2)]
    assert skipped.late == 2


@pytest.mark.parametrize("several", [False, True], ids=["one", "several at once"])
def test_yielded_as_soon_as_complete(several):
    """Yields a minute as soon as it is complete, and reads no further.

    Area: streaming
    Tells: Whether the metrics of a stream without end ever come.
    Advises: Pass an iterator that notes down how far it was read.
    """
    read = []

    def lines():
        for line in [at("12:01:00"), at("12:02:00")] if several else [at("12:01:00")]:
            read.append(line)
            yield line
        while len(read) < 50:
            read.append(at("12:03:30" if several else "12:02:30"))
            yield read[-1]

    minutes = summarize(lines())
    assert read == []
    assert next(minutes).start.minute == 1
    if several:
        assert next(minutes).start.minute == 2
    assert len(read) == 2 + several


def test_end_completes_what_is_left():
    """Yields all that is left when the lines are over, in order.

    Area: ends
    Tells: Whether the last minutes are thought of, and their order.
    Advises: Let the lines end while several minutes are not complete.
    """
    minutes, _ = all_of([at("12:02:10"), at("12:01:50"), at("12:02:20"), at("12:01:59")], patience=300)
    assert counts(minutes) == [("12:01", 2), ("12:02", 2)]


def test_half_written_last_line():
    """Leaves a last line out that is still being written.

    Area: lines
    Tells: Whether a number that is cut off can pass for a number.
    Advises: Cut the last line of a log at each of its characters.
    """
    whole = at("12:00:20", seconds="0.125", end="")
    for cut in (whole, whole[:-2], whole[:-5], whole[:20]):
        minutes, skipped = all_of([at("12:00:10"), cut])
        assert counts(minutes) == [("12:00", 1)]
        assert skipped.malformed == 0


def test_line_ends_and_empty_lines():
    """Reads lines from Windows, and counts empty lines nowhere.

    Area: lines
    Tells: Whether all that the statement calls a line was tried.
    Advises: Look at how each kind of line ends.
    """
    minutes, skipped = all_of([at("12:00:10", end="\r\n"), "\n", "\r\n", at("12:00:20"), ""])
    assert counts(minutes) == [("12:00", 2)]
    assert skipped.malformed == 0


@pytest.mark.parametrize(
    "line",
    {
        "words": "Server started\n",
        "no seconds": "2026-03-01T12:00:00Z GET / 200\n",
        "one more field": "2026-03-01T12:00:00Z GET / 200 0.5 x\n",
        "no method": "2026-03-01T12:00:00Z  / 200 0.5\n",
        "date only": "2026-03-01 GET / 200 0.5\n",
        "status of four digits": "2026-03-01T12:00:00Z GET / 0200 0.5\n",
        "status below the range": "2026-03-01T12:00:00Z GET / 099 0.5\n",
        "two points": "2026-03-01T12:00:00Z GET / 200 0.5.5\n",
        "two spaces": "2026-03-01T12:00:00Z GET  200 0.5\n",
        "no such month": "2026-13-01T12:00:00Z GET / 200 0.5\n",
        "status": "2026-03-01T12:00:00Z GET / 2x0 0.5\n",
        "status out of range": "2026-03-01T12:00:00Z GET / 600 0.5\n",
        "not a number": "2026-03-01T12:00:00Z GET / 200 nan\n",
        "below zero": "2026-03-01T12:00:00Z GET / 200 -0.5\n",
        "other digits": "2026-03-01T12:00:00Z GET / 200 ٣.٥\n",
    }.items(),
    ids=lambda pair: pair[0],
)
def test_malformed_lines(line):
    """Skips and counts a line that is not as described.

    Area: lines
    Tells: Whether what is taken for a number or a time is what the statement says, or what Python's functions happen to take.
    Advises: For each field, look for a text that your code takes and the statement does not.
    """
    minutes, skipped = all_of([at("12:00:10"), line[1], line[1], at("12:00:20")])
    assert counts(minutes) == [("12:00", 2)]
    assert (skipped.malformed, skipped.late) == (2, 0)


def test_paths_of_any_text():
    """Takes any text without a space for a path.

    Area: lines
    Tells: Whether the candidate knows what split() takes for a space.
    Advises: Which characters are white space, and which is the one of the statement?
    """
    paths = ["/caf\u00e9", "/a\u00a0b", "/a\u3000b", "/a\u2028b", "/a\tb", "/\U0001f375", "/a\x85b"]
    minutes, skipped = all_of([at("12:00:10", path=path) for path in paths])
    assert counts(minutes) == [("12:00", len(paths))]
    assert skipped.malformed == 0


def test_percentiles():
    """Gives percentiles as the statement defines them.

    Area: metrics
    Tells: Whether a definition is followed to the word, or whatever a library calls a percentile is taken.
    Advises: Work out by hand which of a few values the statement means.
    """
    for count, p50, p95 in [(1, 1, 1), (2, 1, 2), (4, 2, 4), (10, 5, 10), (20, 10, 19), (21, 11, 20), (51, 26, 49)]:
        seconds = sorted(range(1, count + 1), key=lambda number: number * 7 % 23)
        minutes, _ = all_of([at("12:00:10", seconds=str(number)) for number in seconds])
        assert [(minute.requests, minute.p50, minute.p95) for minute in minutes] == [(count, p50, p95)]


def test_errors():
    """Counts the statuses from 500 to 599 as errors, minute by minute.

    Area: metrics
    Tells: Whether the plain counting is right at its borders, and begins anew with each minute.
    Advises: Try the statuses at the borders.
    """
    lines = [at("12:00:10", status=status) for status in (100, 200, 404, 499, 500, 503, 599)]
    lines += [at("12:05:00", status=500), at("12:05:01")]
    minutes, _ = all_of(lines)
    assert [(minute.requests, minute.errors) for minute in minutes] == [(7, 3), (2, 1)]
