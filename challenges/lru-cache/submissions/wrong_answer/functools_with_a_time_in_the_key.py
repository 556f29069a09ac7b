# Fails: test_time_passes_while_the_function_runs, test_order_of_keyword_arguments,
#   test_arguments_that_cannot_be_hashed, test_age_is_less_than_the_limit, test_use_does_not_make_younger,
#   test_age_begins_when_the_function_returns, test_old_results_count_nowhere,
#   test_old_result_does_not_push_out_a_young_one, test_same_call_inside_itself
# Mistake: gives the work to functools.lru_cache, and makes its key change as time goes by.

import functools
import time


def cached(function=None, *, maxsize=128, max_age=None, typed=False, clock=time.monotonic):
    if maxsize is not None and maxsize < 0:
        raise ValueError("maxsize must not be negative")

    def decorate(function):
        @functools.lru_cache(maxsize=maxsize, typed=typed)
        def call(period, *args, **kwargs):
            return function(*args, **kwargs)

        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            period = None if max_age is None else int(clock() // max_age)
            return call(period, *args, **kwargs)

        wrapper.cache_info = call.cache_info
        wrapper.cache_clear = call.cache_clear
        return wrapper

    return decorate if function is None else decorate(function)
