# Fails: test_recursive_calls_are_timed_one_by_one, test_stacks_with_other_decorators,
#   test_every_function_keeps_its_own_level, test_shows_nothing_by_itself,
#   test_returns_what_the_function_returns, test_passes_every_kind_of_argument,
#   test_leaves_keyword_names_to_the_function, test_works_in_a_class,
#   test_logs_one_record_with_name_and_seconds, test_names_a_method_with_its_class
# Mistake: does not return what the function returned.

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
                function(*args, **kwargs)

    return wrapper
