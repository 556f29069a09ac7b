# Fails: test_coroutine_is_timed_until_it_is_done, test_failing_coroutine_is_logged_when_it_fails,
#   test_generator_is_timed_until_its_end, test_generator_left_early_is_logged,
#   test_asynchronous_generator_is_timed_until_its_end, test_asynchronous_generator_left_early_is_logged,
#   test_kind_of_function_can_still_be_told, test_coroutines_side_by_side_keep_their_own_time,
#   test_works_in_a_class[method], test_names_a_method_with_its_class
# Mistake: a class with __call__ is not a function: it does not bind to instances, and no one can tell its kind.

import functools
import logging
import time


class Timed:
    def __init__(self, function, level):
        functools.update_wrapper(self, function)
        self._function = function
        self._level = level
        self._logger = logging.getLogger("timing")

    def __call__(self, /, *args, **kwargs):
        start = time.perf_counter()
        try:
            return self._function(*args, **kwargs)
        finally:
            seconds = time.perf_counter() - start
            self._logger.log(self._level, "%s took %.6f s", self._function.__qualname__, seconds)


def timed(function=None, *, level=logging.INFO):
    if function is None:
        return lambda function: Timed(function, level)
    return Timed(function, level)
