"""Cleans up nothing and swallows everything."""

import asyncio


class Stop(Exception):
    def __init__(self, code):
        super().__init__("stopped")
        self.code = 0


class _Variable:
    def __init__(self):
        self.value = "nobody"

    def get(self):
        return self.value

    def set(self, value):
        self.value = value

    def reset(self, token):
        pass


current = _Variable()
log = []


async def counter(limit):
    for number in range(limit):
        yield number


class Session:
    def __init__(self, name, swallow=()):
        self.events = []

    async def __aenter__(self):
        return None

    async def __aexit__(self, *error):
        return True


class renamed:
    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        current.set(self.name)
        return self.name

    async def __aexit__(self, *error):
        return False


async def collect(source):
    found = []
    async for item in source:
        found.insert(0, item)
    return found


async def first(source):
    return await source.__anext__()


async def poke(source, error):
    return await source.__anext__()


async def enter(manager):
    return await manager.__aenter__()


async def who():
    return "somebody"


async def many(names):
    for name in names:
        current.set(name)
    return [current.get() for _ in names]


def run_in_copy(function):
    current.set("inside")
    return "outside"


class Countdown:
    def __init__(self, start):
        self.left = start

    def __aiter__(self):
        return self

    async def __anext__(self):
        self.left -= 1
        if self.left < 0:
            raise StopAsyncIteration
        return self.left + 1
