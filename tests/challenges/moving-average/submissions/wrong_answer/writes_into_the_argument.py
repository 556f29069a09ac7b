# Fails: test_the_argument_is_left_alone, test_a_width_that_does_not_fit_is_refused
# Mistake: sums up in the array that it was given.

import numpy as np


def moving_average(values, width):
    if values.dtype == float:
        sums = np.cumsum(values, out=values)
    else:
        sums = np.cumsum(values, dtype=float)
    result = sums[width - 1 :].copy()
    result[1:] -= sums[: -width]
    return result / width


def center(values):
    values -= values.mean()


def window(values, start, width):
    return values[start : start + width]
