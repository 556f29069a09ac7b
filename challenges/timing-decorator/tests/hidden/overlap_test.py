"""Calls of one function that are under way at the same time."""

import asyncio
import threading
import time

from timing import timed

MILLISECOND = 0.001


def test_recursive_calls_are_timed_one_by_one(timings):
    """Times each call of a recursive function on its own.

    Area: overlap
    Tells: Whether the time of a call belongs to that call, or sits in one place that all calls share.
    Advises: Follow your variables through a call that begins before another one of the same function is over.
    """

    @timed
    def countdown(number):
        time.sleep(0.006)
        return [] if number == 0 else [number, *countdown(number - 1)]

    assert countdown(2) == [2, 1]
    innermost, middle, outermost = (one.seconds for one in timings())
    assert innermost >= 0.006 - MILLISECOND
    assert middle >= innermost + 0.006 - MILLISECOND
    assert outermost >= middle + 0.006 - MILLISECOND


def test_calls_in_threads_keep_their_own_time(timings):
    """Keeps the times of calls in different threads apart.

    Area: overlap
    Tells: Whether the decorator can be used in a server, where calls of one function run side by side.
    Advises: Look for anything that two calls of one function share.
    """
    entered = [threading.Event(), threading.Event()]
    leave = [threading.Event(), threading.Event()]

    @timed
    def work(number):
        entered[number].set()
        leave[number].wait(2)

    threads = [threading.Thread(target=work, args=(number,), daemon=True) for number in (0, 1)]
    threads[0].start()
    assert entered[0].wait(2)
    first_entered = time.perf_counter()
    time.sleep(0.015)
    second_began = time.perf_counter()
    threads[1].start()
    side_by_side = entered[1].wait(0.5)
    first_lasted = time.perf_counter() - first_entered
    for number in (0, 1):
        leave[number].set()
        threads[number].join(2)
    second_took = time.perf_counter() - second_began

    assert side_by_side, "a second call does not begin while the first one is under way"
    first, second = timings()
    assert first.seconds >= first_lasted - MILLISECOND
    assert second.seconds <= second_took + MILLISECOND


def test_coroutines_side_by_side_keep_their_own_time(timings):
    """Keeps the times of coroutines that run side by side apart.

    Area: overlap
    Tells: Whether the candidate sees that coroutines interleave within one thread.
    Advises: Look for anything that two calls of one function share, even within one thread.
    """

    @timed
    async def work(entered, leave):
        entered.set()
        await leave.wait()

    async def overlap():
        entered = [asyncio.Event(), asyncio.Event()]
        leave = [asyncio.Event(), asyncio.Event()]
        first = asyncio.create_task(work(entered[0], leave[0]))
        await entered[0].wait()
        first_entered = time.perf_counter()
        await asyncio.sleep(0.015)
        second_began = time.perf_counter()
        second = asyncio.create_task(work(entered[1], leave[1]))
        await entered[1].wait()
        assert timings() == []
        first_lasted = time.perf_counter() - first_entered
        leave[0].set()
        await first
        leave[1].set()
        await second
        return first_lasted, time.perf_counter() - second_began

    first_lasted, second_took = asyncio.run(overlap())
    first, second = timings()
    assert first.seconds >= first_lasted - MILLISECOND
    assert second.seconds <= second_took + MILLISECOND
