# Fails: test_every_kind_keeps_what_others_read_off_the_function
# Mistake: takes over name and docstring for plain functions, and forgets it in the wrappers that came later.

import functools
import inspect
import logging
import time
from contextlib import AsyncExitStack, ExitStack, aclosing


def timed(*decorated, level=logging.INFO):
    def enter(function, stack):
        began = time.monotonic()
        stack.callback(
            lambda: logging.getLogger("timing").log(
                level, "%s took %.6f s", function.__qualname__, time.monotonic() - began
            )
        )

    decorator = around(enter)
    return decorator(*decorated) if decorated else decorator


def around(enter):
    """A decorator that calls `enter(function, stack)` as the body begins, and closes the stack when it is over."""

    def decorator(function):
        flags = (
            inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function),
            inspect.isgeneratorfunction(function) or inspect.isasyncgenfunction(function),
        )
        return WRAPPERS[flags](function, enter)

    return decorator


def _plain(function, enter):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        with ExitStack() as stack:
            enter(function, stack)
            return function(*args, **kwargs)

    return wrapper


def _generator(function, enter):
    def wrapper(*args, **kwargs):
        with ExitStack() as stack:
            enter(function, stack)
            return (yield from function(*args, **kwargs))

    return wrapper


def _coroutine(function, enter):
    async def wrapper(*args, **kwargs):
        with ExitStack() as stack:
            enter(function, stack)
            return await function(*args, **kwargs)

    return wrapper


def _asynchronous_generator(function, enter):
    async def wrapper(*args, **kwargs):
        async with AsyncExitStack() as stack:
            enter(function, stack)
            items = await stack.enter_async_context(aclosing(function(*args, **kwargs)))
            async for item in items:
                yield item

    return wrapper


# By (written with async def, has a yield in it).
WRAPPERS = {
    (False, False): _plain,
    (False, True): _generator,
    (True, False): _coroutine,
    (True, True): _asynchronous_generator,
}
