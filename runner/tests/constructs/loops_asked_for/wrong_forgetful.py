"""Like the right one, but rings at once, does not start and forgets answers."""

import asyncio


def now():
    return 0


class Alarm:
    def __init__(self, delay):
        self.rung = asyncio.Event()

    def cancel(self):
        pass

    async def wait(self):
        return "silent"


def start(coroutine_function, value):
    return coroutine_function(value)


async def double(value):
    return value


class Question:
    def __init__(self, text):
        self.text = text

    def __await__(self):
        yield self.text
        return self.text


async def ask(*texts):
    return [await Question(text) for text in texts[:1]]


async def total(numbers):
    async for number in numbers:
        return number


async def countdown(start):
    yield start
