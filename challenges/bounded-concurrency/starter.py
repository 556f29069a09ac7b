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


def leave_file(item):
    """Some computing that takes the given time, and shows in the file system when it is over."""
    path, seconds = item
    time.sleep(seconds)
    open(path, "x").close()


def running():
    """The names of this process's threads and of its child processes."""
    return [one.name for one in threading.enumerate() + multiprocessing.active_children()]
