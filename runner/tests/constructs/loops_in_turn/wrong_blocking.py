"""Coroutines that block the event loop while they wait."""

import asyncio
import functools
import time


def wrapped(function):
    @functools.wraps(function)
    async def wrapper(*args, **kwargs):
        await asyncio.sleep(0)
        return await function(*args, **kwargs)

    return wrapper


async def wait(seconds):
    time.sleep(seconds)


async def wait_twice(seconds):
    await asyncio.sleep(0.01)
    time.sleep(seconds)


async def wait_after_others(seconds):
    for _ in range(3):
        await asyncio.sleep(0)
    time.sleep(seconds)


async def wait_in_a_thread(seconds):
    time.sleep(seconds)


async def wait_and_call(seconds, callback):
    await asyncio.sleep(0.01)
    time.sleep(seconds)
    return await callback()


async def steps(count, log, name):
    for number in range(count):
        log.append(f"{name}{number}")


async def polls(is_done):
    count = 0
    while not is_done():
        await asyncio.sleep(0)
        return count


def drive(function, *args):
    return asyncio.run(function(*args)), args


async def gathered(function, count):
    return [await function(number) for number in range(count)][1:]
