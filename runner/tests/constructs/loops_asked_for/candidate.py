"""Plain functions that need the running loop, and coroutines that need none."""

import asyncio


def now():
    return asyncio.get_running_loop().time()


class Alarm:
    """Made in a loop, rings later in the same loop."""

    def __init__(self, delay):
        self.rung = asyncio.Event()
        self._handle = asyncio.get_running_loop().call_later(delay, self.rung.set)

    def cancel(self):
        self._handle.cancel()

    async def wait(self):
        await self.rung.wait()
        return "rung"


def start(coroutine_function, value):
    return asyncio.create_task(coroutine_function(value))


async def double(value):
    await asyncio.sleep(0)
    return value * 2


class Question:
    def __init__(self, text):
        self.text = text

    def __await__(self):
        answer = yield self.text
        return f"{self.text} {answer}"


async def ask(*texts):
    return [await Question(text) for text in texts]


async def total(numbers):
    found = 0
    async for number in numbers:
        found += number
    return found


async def countdown(start):
    while start:
        yield start
        start -= 1
