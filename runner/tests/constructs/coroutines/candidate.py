"""Asynchronous code that a test runs with `asyncio.run`."""

import asyncio
from contextlib import asynccontextmanager


async def add(one, other):
    await asyncio.sleep(0)
    return one + other


async def gather_all(functions):
    return await asyncio.gather(*(function() for function in functions))


async def first_error(functions):
    results = await asyncio.gather(*(function() for function in functions), return_exceptions=True)
    return [result for result in results if isinstance(result, Exception)]


async def with_timeout(awaitable, seconds):
    try:
        return await asyncio.wait_for(awaitable, seconds)
    except asyncio.TimeoutError:
        return "timed out"


async def bounded(jobs, limit):
    semaphore = asyncio.Semaphore(limit)

    async def one(job):
        async with semaphore:
            return await job()

    return await asyncio.gather(*map(one, jobs))


async def fail():
    await asyncio.sleep(0)
    raise LookupError("async failure")


async def ticks(count):
    for number in range(count):
        await asyncio.sleep(0)
        yield number


async def total(source):
    return sum([value async for value in source])


class Connection:
    def __init__(self, log):
        self.log = log

    async def __aenter__(self):
        self.log.append("open")
        return self

    async def __aexit__(self, kind, error, traceback):
        self.log.append(f"close {kind.__name__ if kind else None}")
        return kind is KeyError

    async def fetch(self, key):
        await asyncio.sleep(0)
        return f"value of {key}"


@asynccontextmanager
async def transaction(log):
    log.append("begin")
    try:
        yield "handle"
    except ValueError:
        log.append("rollback")
        raise
    else:
        log.append("commit")


class Ticker:
    def __init__(self, limit):
        self.limit = limit
        self.now = 0

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.now >= self.limit:
            raise StopAsyncIteration
        self.now += 1
        await asyncio.sleep(0)
        return self.now


class Later:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        yield from asyncio.sleep(0).__await__()
        return self.value


async def cancellable(log):
    try:
        await asyncio.sleep(30)
    except asyncio.CancelledError:
        log.append("cancelled")
        raise


async def background(log):
    task = asyncio.create_task(cancellable(log))
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        return "cleaned"


async def race(*awaitables):
    tasks = [asyncio.ensure_future(awaitable) for awaitable in awaitables]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    return next(iter(done)).result(), len(pending)


async def retry(function, attempts, delay=0):
    for attempt in range(attempts):
        try:
            return await function()
        except ConnectionError:
            if attempt + 1 == attempts:
                raise
            await asyncio.sleep(delay)


async def use(manager):
    async with manager as value:
        return value


def sync_runner(coroutine_function, *arguments):
    return asyncio.run(coroutine_function(*arguments))
