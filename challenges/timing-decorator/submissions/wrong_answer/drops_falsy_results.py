# Fails: test_recursive_calls_are_timed_one_by_one, test_returns_what_the_function_returns
# Mistake: returns the result only if there is one, by truth instead of by identity with None.

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
                return (yield from function(*args, **kwargs))

    else:

        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            with measured(name, level):
                result = function(*args, **kwargs)
                if result:
                    return result

    return wrapper
