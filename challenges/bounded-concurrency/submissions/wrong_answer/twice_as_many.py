# Fails: test_async_limit_is_kept_and_used, test_async_items_are_taken_when_there_is_room,
#   test_async_work_under_way_is_cancelled, test_async_cancelled_from_outside, test_never_more_than_the_limit,
#   test_items_are_taken_when_there_is_room, test_nothing_begins_after_a_failure
# Mistake: lets twice as many run as it was told, to keep them busy.

import asyncio
import concurrent.futures
import multiprocessing
import os
import threading
import time

POOLS = {
    "waiting": concurrent.futures.ThreadPoolExecutor,
    "computing": concurrent.futures.ProcessPoolExecutor,
}


def check(limit):
    if limit < 1:
        raise ValueError(f"limit must be at least 1, not {limit}")


def run(work, items, *, limit, kind):
    check(limit)
    limit *= 2
    if kind not in POOLS:
        raise ValueError(f"unknown kind: {kind}")
    begun, pending = [], set()
    left = iter(items)
    nothing = object()
    with POOLS[kind](limit) as pool:
        while True:
            if len(pending) == limit:
                pending = still_pending(pending)
            item = next(left, nothing)
            if item is nothing:
                break
            begun.append(pool.submit(work, item))
            pending.add(begun[-1])
        while pending:
            pending = still_pending(pending)
    return [future.result() for future in begun]


def still_pending(futures):
    done, pending = concurrent.futures.wait(futures, return_when=concurrent.futures.FIRST_COMPLETED)
    for future in done:
        future.result()
    return pending


async def run_async(work, items, *, limit):
    check(limit)
    limit *= 2
    begun, pending = [], set()
    left = iter(items)
    nothing = object()
    try:
        while True:
            if len(pending) == limit:
                pending = await still_pending_tasks(pending)
            item = next(left, nothing)
            if item is nothing:
                break
            begun.append(asyncio.create_task(work(item)))
            pending.add(begun[-1])
        while pending:
            pending = await still_pending_tasks(pending)
    finally:
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)
    return [task.result() for task in begun]


async def still_pending_tasks(tasks):
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in done:
        task.result()
    return pending


# ---- For trying it, and for the tests ----


def square(number):
    """Some computing."""
    return number * number


def process_of(item):
    """The number of the process that does the work."""
    return os.getpid()


def refuse_odd(number):
    """Some computing that fails for odd numbers."""
    if number % 2:
        raise LookupError(number)
    return number


def leave_file(item):
    """Some computing that takes the given time, and shows in the file system when it is over."""
    path, seconds = item
    time.sleep(seconds)
    open(path, "x").close()


def running():
    """The names of this process's threads and of its child processes."""
    return [one.name for one in threading.enumerate() + multiprocessing.active_children()]
