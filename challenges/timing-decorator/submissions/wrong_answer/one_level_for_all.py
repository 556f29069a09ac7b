# Fails: test_every_function_keeps_its_own_level, test_logs_at_the_level_that_was_asked_for
# Mistake: keeps the level in the module, so that the function decorated last sets it for all.

import functools
import inspect
import logging
import time
from contextlib import aclosing, contextmanager

logger = logging.getLogger("timing")


@contextmanager
def measured(name, level):
    start = time.perf_counter()
    try:
        yield
    finally:
        logger.log(level, "%s took %.6f s", name, time.perf_counter() - start)


LEVEL = logging.INFO


def timed(function=None, *, level=logging.INFO):
    global LEVEL
    LEVEL = level
    if function is None:
        return functools.partial(timed, level=level)

    name = function.__qualname__

    if inspect.isasyncgenfunction(function):

        @functools.wraps(function)
        async def wrapper(*args, **kwargs):
            with measured(name, LEVEL):
                async with aclosing(function(*args, **kwargs)) as items:
                    async for item in items:
                        yield item

    elif inspect.iscoroutinefunction(function):

        @functools.wraps(function)
        async def wrapper(*args, **kwargs):
            with measured(name, LEVEL):
                return await function(*args, **kwargs)

    elif inspect.isgeneratorfunction(function):

        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            with measured(name, LEVEL):
                return (yield from function(*args, **kwargs))

    else:

        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            with measured(name, LEVEL):
                return function(*args, **kwargs)

    return wrapper
