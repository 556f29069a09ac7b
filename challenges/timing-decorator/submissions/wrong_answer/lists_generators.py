# Fails: test_generator_is_timed_until_its_end, test_generator_can_be_talked_to, test_generator_left_early_is_logged
# Mistake: runs a generator to its end before the caller sees its first item.

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
                return await function(*args, **kwargs)

    elif inspect.isgeneratorfunction(function):

        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            with measured(name, level):
                items = list(function(*args, **kwargs))
            yield from items

    else:

        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            with measured(name, level):
                return function(*args, **kwargs)

    return wrapper
