# Fails: test_async_slow_piece_holds_nobody_up, test_slow_piece_holds_nobody_up, test_stop_iteration_of_the_work,
#   test_taking_an_item_fails,
#   test_first_failure_wins
# Mistake: works in batches, each of which waits for its slowest piece.

import asyncio
import multiprocessing
import os
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from itertools import islice


def run(work, items, *, limit, kind):
    if limit < 1 or kind not in ("waiting", "computing"):
        raise ValueError("bad limit or kind")
    results = []
    items = iter(items)
    with (ThreadPoolExecutor if kind == "waiting" else ProcessPoolExecutor)(limit) as pool:
        while batch := list(islice(items, limit)):
            results += pool.map(work, batch)
    return results


async def run_async(work, items, *, limit):
    if limit < 1:
        raise ValueError("bad limit")
    results = []
    items = iter(items)
    while batch := list(islice(items, limit)):
        tasks = [asyncio.create_task(work(item)) for item in batch]
        try:
            results += await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
    return results


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
