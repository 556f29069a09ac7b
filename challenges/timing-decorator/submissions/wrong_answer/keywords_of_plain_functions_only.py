# Fails: test_arguments_reach_every_kind_of_function
# Mistake: passes keyword arguments on to plain functions, and forgets them for the other kinds.

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


def timed(function=None, *, level=logging.INFO):
    if function is None:
        return functools.partial(timed, level=level)

    name = function.__qualname__

    if inspect.isasyncgenfunction(function):

        @functools.wraps(function)
        async def wrapper(*args, **kwargs):
            with measured(name, level):
                async with aclosing(function(*args, **kwargs)) as items:
                    async for item in items:
                        yield item

    elif inspect.iscoroutinefunction(function):

        @functools.wraps(function)
        async def wrapper(*args, **kwargs):
            with measured(name, level):
                return await function(*args)

    elif inspect.isgeneratorfunction(function):

        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            with measured(name, level):
                return (yield from function(*args))

    else:

        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            with measured(name, level):
                return function(*args, **kwargs)

    return wrapper
