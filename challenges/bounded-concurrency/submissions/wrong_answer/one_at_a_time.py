# Fails: test_async_results_in_order, test_async_limit_is_kept_and_used, test_async_slow_piece_holds_nobody_up,
#   test_async_items_are_taken_when_there_is_room, test_async_work_under_way_is_cancelled,
#   test_async_first_failure_wins, test_async_taking_an_item_fails, test_async_cancelled_from_outside,
#   test_order_is_not_the_order_of_ends, test_as_many_as_the_limit_at_once, test_slow_piece_holds_nobody_up,
#   test_nothing_begins_after_a_failure, test_waiting,
#   test_first_failure_wins
# Mistake: does one piece after the other.

import asyncio
import multiprocessing
import os
import threading
import time
from concurrent.futures import ProcessPoolExecutor


def run(work, items, *, limit, kind):
    if limit < 1:
        raise ValueError("limit")
    if kind == "waiting":
        return [work(item) for item in items]
    if kind != "computing":
        raise ValueError("kind")
    with ProcessPoolExecutor(limit) as pool:
        return [pool.submit(work, item).result() for item in items]


async def run_async(work, items, *, limit):
    if limit < 1:
        raise ValueError("limit")
    return [await work(item) for item in items]


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
