"""Coroutines that leave the event loop to others while they wait."""

import asyncio
import functools
import time


def wrapped(function):
    @functools.wraps(function)
    async def wrapper(*args, **kwargs):
        return await function(*args, **kwargs)

    return wrapper


async def wait(seconds):
    await asyncio.sleep(seconds)


async def wait_twice(seconds):
    await asyncio.sleep(0.01)
    await asyncio.sleep(seconds)


async def wait_after_others(seconds):
    for _ in range(3):
        await asyncio.sleep(0)
    await asyncio.sleep(seconds)


async def wait_in_a_thread(seconds):
    await asyncio.to_thread(time.sleep, seconds)


async def wait_and_call(seconds, callback):
    await asyncio.sleep(0.01)
    await asyncio.sleep(seconds)
    return await callback()


async def steps(count, log, name):
    for number in range(count):
        log.append(f"{name}{number}")
        await asyncio.sleep(0)


async def polls(is_done):
    count = 0
    while not is_done():
        await asyncio.sleep(0)
        count += 1
    return count


def drive(function, *args):
    return asyncio.run(function(*args))


async def gathered(function, count):
    return await asyncio.gather(*(function(number) for number in range(count)))
