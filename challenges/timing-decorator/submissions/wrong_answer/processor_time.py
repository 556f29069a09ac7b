# Fails: test_coroutine_is_timed_until_it_is_done, test_failing_coroutine_is_logged_when_it_fails,
#   test_generator_is_timed_until_its_end, test_asynchronous_generator_is_timed_until_its_end,
#   test_recursive_calls_are_timed_one_by_one, test_calls_in_threads_keep_their_own_time,
#   test_coroutines_side_by_side_keep_their_own_time, test_seconds_are_real_time,
#   test_seconds_are_those_of_the_call
# Mistake: measures the processor's time, which stands still while a call waits.

import functools
import inspect
import logging
import time
from contextlib import aclosing, contextmanager

logger = logging.getLogger("timing")


@contextmanager
def measured(name, level):
    start = time.process_time()
    try:
        yield
    finally:
        logger.log(level, "%s took %.6f s", name, time.process_time() - start)


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
                return function(*args, **kwargs)

    return wrapper
