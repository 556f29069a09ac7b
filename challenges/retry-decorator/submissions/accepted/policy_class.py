"""Call functions again when they fail."""

import asyncio
import functools
import inspect
import time


class Call:
    """One call: says after each failure how long to wait, or that it is over."""

    def __init__(self, policy):
        self.policy = policy
        self.number = 0
        self.wait = policy["delay"]
        self.began = policy["clock"]()

    def failed(self, error):
        """The seconds to wait, or None."""
        policy = self.policy
        self.number += 1
        seconds = self.wait if policy["longest"] is None else min(self.wait, policy["longest"])
        if not isinstance(error, Exception) or self.number >= policy["attempts"]:
            return None
        if policy["within"] is not None and policy["clock"]() + seconds > self.began + policy["within"]:
            return None
        self.wait *= policy["factor"]
        if policy["notify"] is not None:
            policy["notify"](self.number, error, seconds)
        return seconds


def retry(
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
    """Call the decorated function again after the failures in `on`, with longer and longer waits."""
    if attempts < 1:
        raise ValueError("there must be an attempt")
    policy = {
        "attempts": attempts,
        "delay": delay,
        "factor": factor,
        "longest": longest,
        "within": within,
        "notify": notify,
        "clock": clock,
    }

    def decorate(function):
        @functools.wraps(function)
        def plain(*args, **kwargs):
            call = Call(policy)
            while True:
                try:
                    return function(*args, **kwargs)
                except on as error:
                    seconds = call.failed(error)
                    if seconds is None:
                        raise
                (sleep or time.sleep)(seconds)

        @functools.wraps(function)
        async def coroutine(*args, **kwargs):
            call = Call(policy)
            while True:
                try:
                    return await function(*args, **kwargs)
                except on as error:
                    seconds = call.failed(error)
                    if seconds is None:
                        raise
                await (sleep or asyncio.sleep)(seconds)

        return coroutine if inspect.iscoroutinefunction(function) else plain

    return decorate
