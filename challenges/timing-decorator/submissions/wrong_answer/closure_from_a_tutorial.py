# Fails: test_coroutine_is_timed_until_it_is_done, test_failing_coroutine_is_logged_when_it_fails,
#   test_generator_is_timed_until_its_end, test_generator_left_early_is_logged,
#   test_asynchronous_generator_is_timed_until_its_end, test_asynchronous_generator_left_early_is_logged,
#   test_kind_of_function_can_still_be_told, test_coroutines_side_by_side_keep_their_own_time,
#   test_logs_when_the_function_raises, test_logs_when_the_call_is_stopped[interrupted],
#   test_keeps_what_others_read_off_the_function, test_keeps_the_signature,
#   test_every_kind_keeps_what_others_read_off_the_function
# Mistake: the decorator of the first tutorial: no functools.wraps, one kind of function, one way of ending.

import logging
import time

logger = logging.getLogger("timing")


def timed(function=None, *, level=logging.INFO):
    def decorator(function):
        def wrapper(*args, **kwargs):
            start = time.perf_counter()
            result = function(*args, **kwargs)
            elapsed = time.perf_counter() - start
            logger.log(level, f"{function.__qualname__} took {elapsed:.6f} s")
            return result

        return wrapper

    if function is None:
        return decorator
    return decorator(function)
