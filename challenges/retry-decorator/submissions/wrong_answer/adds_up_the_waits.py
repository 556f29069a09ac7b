# Fails: test_attempts_take_time_too
# Mistake: adds up the waits, as if attempts took no time.


"""Call functions again when they fail. There is one loop, a coroutine; plain functions have it driven to its end."""

import asyncio
import functools
import inspect
import time


class retry:
    def __init__(self, *, on, attempts=3, delay=1.0, factor=2.0, longest=None, within=None, **tools):
        if not attempts >= 1:
            raise ValueError("attempts must be at least 1")
        self.on, self.attempts, self.delay, self.factor = on, attempts, delay, factor
        self.longest, self.within = longest, within
        self.notify = tools.pop("notify", None)
        self.sleep = tools.pop("sleep", None)
        self.clock = tools.pop("clock", time.monotonic)
        if tools:
            raise TypeError(f"unknown arguments: {', '.join(tools)}")

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
        waited = 0
        for number in range(1, self.attempts + 1):
            try:
                return await attempt()
            except self.on as error:
                seconds = self.delay * self.factor ** (number - 1)
                if self.longest is not None:
                    seconds = min(seconds, self.longest)
                if number == self.attempts or not isinstance(error, Exception):
                    raise
                waited += seconds
                if self.within is not None and waited > self.within:
                    raise
                if self.notify:
                    self.notify(number, error, seconds)
            await wait(seconds)
