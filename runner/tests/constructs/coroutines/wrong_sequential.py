"""Runs one after another, loses errors, forgets to clean up."""

import asyncio
from contextlib import asynccontextmanager


async def add(one, other):
    return one - other


async def gather_all(functions):
    return [await function() for function in functions]


async def first_error(functions):
    return [Exception() for function in functions]


async def with_timeout(awaitable, seconds):
    return await awaitable


async def bounded(jobs, limit):
    return await asyncio.gather(*(job() for job in jobs))


async def fail():
    raise KeyError("async failure")


async def ticks(count):
    for number in range(count + 1):
        yield number


async def total(source):
    async for value in source:
        return value


class Connection:
    def __init__(self, log):
        self.log = log

    async def __aenter__(self):
        return self

    async def __aexit__(self, kind, error, traceback):
        return True

    async def fetch(self, key):
        return key


@asynccontextmanager
async def transaction(log):
    log.append("begin")
    yield "handle"
    log.append("commit")


class Ticker:
    def __init__(self, limit):
        self.limit = limit

    async def __aiter__(self):
        for number in range(self.limit):
            yield number


class Later:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        return iter(())


async def cancellable(log):
    await asyncio.sleep(0.3)


async def background(log):
    await asyncio.sleep(0)


async def race(*awaitables):
    results = await asyncio.gather(*awaitables)
    return results[0], 0


async def retry(function, attempts, delay=0):
    return await function()


async def use(manager):
    return await manager.__aenter__()


def sync_runner(coroutine_function, *arguments):
    return coroutine_function(*arguments)
