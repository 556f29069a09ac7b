# Fails: test_every_call_begins_anew, test_a_call_within_a_call
# Mistake: lets the wait grow in a variable of the decorator, which all calls share.


"""Call functions again when they fail."""

import asyncio
import functools
import inspect
import time


def retry(
    *, on, attempts=3, delay=1.0, factor=2.0, longest=None, within=None, notify=None, sleep=None, clock=time.monotonic
):
    """Call the decorated function again after the failures in `on`, with longer and longer waits."""
    if attempts < 1:
        raise ValueError("there must be an attempt")

    wait = delay

    def failed(number, error, began):
        nonlocal wait
        seconds = wait if longest is None else min(wait, longest)
        if number == attempts or not isinstance(error, Exception):
            return None
        if within is not None and clock() + seconds > began + within:
            return None
        wait *= factor
        if notify is not None:
            notify(number, error, seconds)
        return seconds

    def decorate(function):
        @functools.wraps(function)
        def plain(*args, **kwargs):
            began = clock()
            for number in range(1, attempts + 1):
                try:
                    return function(*args, **kwargs)
                except on as error:
                    seconds = failed(number, error, began)
                    if seconds is None:
                        raise
                (sleep or time.sleep)(seconds)

        @functools.wraps(function)
        async def coroutine(*args, **kwargs):
            began = clock()
            for number in range(1, attempts + 1):
                try:
                    return await function(*args, **kwargs)
                except on as error:
                    seconds = failed(number, error, began)
                    if seconds is None:
                        raise
                await (sleep or asyncio.sleep)(seconds)

        return coroutine if inspect.iscoroutinefunction(function) else plain

    return decorate
