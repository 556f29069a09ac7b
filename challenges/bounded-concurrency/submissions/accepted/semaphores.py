"""A semaphore counts the free places; what is done gives its place back, and tells when it has failed."""

import asyncio
import multiprocessing
import os
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def run(work, items, *, limit, kind):
    match kind:
        case "waiting":
            executor = ThreadPoolExecutor
        case "computing":
            executor = ProcessPoolExecutor
        case _:
            raise ValueError(f"no such kind of work: {kind}")
    places = threading.Semaphore(limit)
    futures, errors = [], []

    def done(future):
        if error := future.exception():
            errors.append(error)
        places.release()

    iterator = iter(items)
    with executor(max_workers=limit) as pool:
        while True:
            places.acquire()
            if errors:
                break
            try:
                item = next(iterator)
            except StopIteration:
                break
            futures.append(pool.submit(work, item))
            futures[-1].add_done_callback(done)
    if errors:
        raise errors[0]
    return [future.result() for future in futures]


async def run_async(work, items, *, limit):
    if limit < 1:
        raise ValueError("at least one at a time")
    places = asyncio.Semaphore(limit)
    tasks = []
    iterator = iter(items)
    try:
        async with asyncio.TaskGroup() as group:
            while True:
                await places.acquire()
                try:
                    item = next(iterator)
                except StopIteration:
                    break
                tasks.append(group.create_task(work(item)))
                tasks[-1].add_done_callback(lambda task: places.release())
    except BaseExceptionGroup as errors:
        raise errors.exceptions[0] from None
    return [task.result() for task in tasks]


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
