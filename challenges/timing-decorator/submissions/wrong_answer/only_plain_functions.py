# Fails: test_coroutine_is_timed_until_it_is_done, test_failing_coroutine_is_logged_when_it_fails,
#   test_generator_is_timed_until_its_end, test_generator_left_early_is_logged,
#   test_asynchronous_generator_is_timed_until_its_end, test_asynchronous_generator_left_early_is_logged,
#   test_kind_of_function_can_still_be_told, test_coroutines_side_by_side_keep_their_own_time
# Mistake: careful with plain functions, but takes the call of a coroutine or generator function for its body.

import functools
import logging
import time

logger = logging.getLogger("timing")


def timed(function=None, *, level=logging.INFO):
    if function is None:
        return functools.partial(timed, level=level)

    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        start = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            logger.log(level, "%s took %.6f s", function.__qualname__, time.perf_counter() - start)

    return wrapper
