"""Do a lot of work, a few pieces at a time."""

import multiprocessing
import os
import threading
import time


def run(work, items, *, limit, kind):
    """Return the results of `work(item)` for all items, with at most `limit` calls at once."""
    raise NotImplementedError


async def run_async(work, items, *, limit):
    """The same for an async function."""
    raise NotImplementedError


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


def leave_file(path):
    """Some computing that shows in the file system: 0.05 s after it began."""
    time.sleep(0.05)
    with open(path, "x"):
        return os.getpid()


def running():
    """How many child processes and further threads this process has."""
    return len(multiprocessing.active_children()), threading.active_count() - 1
