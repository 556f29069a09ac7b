"""Asynchronous generators and context managers, driven from both sides, and context variables."""

import asyncio
import contextlib
import contextvars


class Stop(Exception):
    def __init__(self, code):
        super().__init__(f"stopped with {code}")
        self.code = code


current = contextvars.ContextVar("current", default="nobody")
log = []


async def counter(limit):
    total = 0
    try:
        for number in range(limit):
            try:
                sent = yield number + total
                if sent is not None:
                    total += sent
            except Stop as stop:
                log.append(("caught", stop.code))
                total += 100
    finally:
        log.append(("closed", limit))


class Session:
    def __init__(self, name, swallow=()):
        self.name = name
        self.swallow = swallow
        self.events = []

    async def __aenter__(self):
        await asyncio.sleep(0)
        self.events.append("enter")
        return self

    async def __aexit__(self, kind, error, trace):
        self.events.append(("exit", None if kind is None else kind.__name__))
        return kind is not None and issubclass(kind, self.swallow)


@contextlib.asynccontextmanager
async def renamed(name):
    token = current.set(name)
    try:
        yield name.upper()
    except ValueError as error:
        log.append(("seen", str(error)))
        raise Stop(1) from error
    finally:
        current.reset(token)


async def collect(source):
    return [item async for item in source]


async def first(source):
    async for item in source:
        await source.aclose()
        return item


async def poke(source, error):
    await source.__anext__()
    return await source.athrow(error)


async def enter(manager):
    async with manager as value:
        return value


async def who():
    await asyncio.sleep(0)
    return current.get()


async def many(names):
    async def one(name):
        current.set(name)
        await asyncio.sleep(0)
        return current.get()

    return await asyncio.gather(*map(one, names))


def run_in_copy(function):
    context = contextvars.copy_context()
    return context.run(function)


class Countdown:
    def __init__(self, start):
        self.left = start

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.left == 0:
            raise StopAsyncIteration
        self.left -= 1
        return self.left
