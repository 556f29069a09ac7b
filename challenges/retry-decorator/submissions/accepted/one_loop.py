"""Call functions again when they fail. There is one loop, a coroutine; plain functions have it driven to its end."""

import asyncio
import functools
import inspect
import itertools
import time


class retry:
    def __init__(
        self,
        *,
        on,
        attempts=3,
        delay=1.0,
        factor=2.0,
        longest=None,
        within=None,
        notify=None,
        sleep=None,
        clock=time.monotonic,
    ):
        if attempts < 1:
            raise ValueError("there must be an attempt")
        self.on, self.attempts, self.delay, self.factor = on, attempts, delay, factor
        self.longest, self.within = longest, within
        self.notify, self.sleep, self.clock = notify, sleep, clock

    def __call__(self, function):
        if inspect.iscoroutinefunction(function):

            @functools.wraps(function)
            async def wrapper(*args, **kwargs):
                return await self.run(lambda: function(*args, **kwargs), self.sleep or asyncio.sleep)

        else:

            async def attempt(args, kwargs):
                return function(*args, **kwargs)

            async def wait(seconds):
                (self.sleep or time.sleep)(seconds)

            @functools.wraps(function)
            def wrapper(*args, **kwargs):
                try:
                    self.run(lambda: attempt(args, kwargs), wait).send(None)
                except StopIteration as stop:
                    return stop.value

        return wrapper

    async def run(self, attempt, wait):
        began = self.clock()
        for number in itertools.count(1):
            try:
                return await attempt()
            except self.on as error:
                seconds = self.delay * self.factor ** (number - 1)
                if self.longest is not None:
                    seconds = min(seconds, self.longest)
                if number >= self.attempts or not isinstance(error, Exception):
                    raise
                if self.within is not None and self.clock() - began + seconds > self.within:
                    raise
                if self.notify:
                    self.notify(number, error, seconds)
            await wait(seconds)
