"""One record a call: when it comes, what it says, and who decides whether it is shown."""

import ast
import asyncio
import functools
import inspect
import logging
import time

import pytest
import timing
from timing import timed

MILLISECOND = 0.001


def test_logs_when_the_function_raises(timings):
    """Logs also when the function raises.

    Area: failures
    Tells: Whether the slow calls that matter most, those that fail, are in the log at all.
    Advises: Ask yourself when a call is over.
    """

    @timed
    def work():
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        work()
    [one] = timings()
    assert one.name.endswith(".work")


@pytest.mark.parametrize("way", ["interrupted", "cancelled"])
def test_logs_when_the_call_is_stopped(timings, way):
    """Logs also when the call is interrupted or cancelled, and lets that through.

    Area: failures
    Tells: Whether the candidate knows that not every exception is an Exception.
    Advises: Look at Python's tree of built-in exceptions, from its root.
    """

    @timed
    def interrupted():
        raise KeyboardInterrupt

    @timed
    async def cancelled():
        await asyncio.sleep(1)

    async def cancel_it():
        task = asyncio.create_task(cancelled())
        await asyncio.sleep(0)
        task.cancel()
        await task

    if way == "interrupted":
        with pytest.raises(KeyboardInterrupt):
            interrupted()
    else:
        with pytest.raises(asyncio.CancelledError):
            asyncio.run(cancel_it())
    assert len(timings()) == 1


def test_seconds_are_real_time(timings):
    """Logs the real time of the call, waiting included, in seconds.

    Area: clock
    Tells: Whether the measured span is the call and nothing else, and whether the clock runs while the call waits.
    Advises: Compare a logged time with a stopwatch, for a call that mostly waits.
    """
    inside = []

    @timed
    def work():
        began = time.perf_counter()
        time.sleep(0.008)
        inside.append(time.perf_counter() - began)

    before = time.perf_counter()
    work()
    outside = time.perf_counter() - before

    [one] = timings()
    assert inside[0] - MILLISECOND <= one.seconds <= outside + MILLISECOND


def test_clock_never_goes_backwards():
    """Measures with a clock that never goes backwards.

    Area: clock
    Tells: Whether the candidate knows that the time of day is set now and then, and durations need another clock.
    Advises: Read in the documentation of the time module what each of its clocks promises.
    """
    tree = ast.parse(inspect.getsource(timing))
    modules = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    read = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "time":
            read += [f"time.{alias.name}" for alias in node.names if alias.name in {"time", "time_ns"}]
        if isinstance(node, ast.Attribute) and node.attr in {"time", "time_ns"}:
            if isinstance(node.value, ast.Name) and modules.get(node.value.id) == "time":
                read.append(f"time.{node.attr}")
        if isinstance(node, ast.Attribute) and node.attr in {"now", "utcnow", "today"}:
            read.append(f"datetime.{node.attr}")
    assert not read, f"{read[0]} jumps whenever the computer's clock is set"


def test_stacks_with_other_decorators(timings):
    """Stacks with other decorators, and with itself.

    Area: transparency
    Tells: Whether the decorator takes what it is given, instead of looking for the plain function underneath.
    Advises: Put the decorator above another one that changes what a call does.
    """
    computed = []

    @timed
    @functools.lru_cache
    def square(number):
        computed.append(number)
        return number * number

    assert [square(3), square(3)] == [9, 9]
    assert computed == [3]
    assert len(timings()) == 2

    @timed
    @timed
    def twice():
        pass

    twice()
    assert len(timings()) == 4


def test_every_function_keeps_its_own_level(timings):
    """Lets every function have its own level, with and without parentheses.

    Area: interface
    Tells: Whether a decorator with optional arguments is understood: one call more, and a scope of its own.
    Advises: Write out what Python calls, and with what, in each way of using the decorator.
    """

    @timed(level=logging.DEBUG)
    def chatty():
        return "chatty"

    @timed
    def plain():
        return "plain"

    @timed()
    def called():
        return "called"

    @timed(level=logging.WARNING)
    def loud():
        return "loud"

    assert [chatty(), plain(), called(), loud(), chatty()] == ["chatty", "plain", "called", "loud", "chatty"]
    assert [one.level for one in timings()] == [
        logging.DEBUG,
        logging.INFO,
        logging.INFO,
        logging.WARNING,
        logging.DEBUG,
    ]


def test_shows_nothing_by_itself(caplog, capsys):
    """Shows nothing unless the program asks for it.

    Area: interface
    Tells: Whether the candidate knows that a library writes to its logger and leaves levels and output to the program.
    Advises: Look at what your module does to a program that never sets up logging.
    """

    @timed
    def work():
        return "done"

    assert work() == "done"
    assert [record.getMessage() for record in caplog.records if record.name == "timing"] == []
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == ""
