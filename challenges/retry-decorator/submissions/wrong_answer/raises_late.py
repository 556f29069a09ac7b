# Fails: test_no_attempts_are_refused
# Mistake: checks the number of attempts only when the function is decorated.


"""Call functions again when they fail: the waits are planned by a generator."""

import asyncio
import inspect
import time
from functools import wraps


def retry(
    *,
    on,
    attempts=3,
    delay=1.0,
    factor=2.0,
    longest=float("inf"),
    within=float("inf"),
    notify=lambda number, error, seconds: None,
    sleep=None,
    clock=time.monotonic,
):
    if longest is None:
        longest = float("inf")
    if within is None:
        within = float("inf")

    def plan():
        """Is sent each failure, and yields whether to go on and how long to wait before it."""
        deadline = clock() + within
        wait = delay
        error = yield
        for number in range(1, attempts):
            seconds = min(wait, longest)
            if not isinstance(error, Exception) or clock() + seconds > deadline:
                break
            if notify:
                notify(number, error, seconds)
            error = yield (seconds,)
            wait = wait * factor
        yield ()

    def decorate(function):
        if attempts < 1:
            raise ValueError(f"{attempts} attempts")

        @wraps(function)
        def call(*arguments, **keywords):
            waits = plan()
            next(waits)
            while True:
                try:
                    return function(*arguments, **keywords)
                except on as error:
                    now = waits.send(error)
                    if not now:
                        raise
                for seconds in now:
                    (sleep or time.sleep)(seconds)

        @wraps(function)
        async def call_and_await(*arguments, **keywords):
            waits = plan()
            next(waits)
            while True:
                try:
                    return await function(*arguments, **keywords)
                except on as error:
                    now = waits.send(error)
                    if not now:
                        raise
                for seconds in now:
                    await (sleep or asyncio.sleep)(seconds)

        return call_and_await if inspect.iscoroutinefunction(function) else call

    return decorate
