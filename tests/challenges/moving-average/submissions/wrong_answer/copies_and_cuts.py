# Fails: test_whole_numbers_have_a_mean_too, test_centering_happens_in_place,
#   test_a_window_shares_memory_with_its_array, test_the_mean_of_neighbours,
#   test_a_large_array_is_quick
# Mistake: keeps the argument's type and copies where it should not.

import numpy as np


def moving_average(values, width):
    if not 1 <= width <= len(values):
        raise ValueError(f"width {width} does not fit")
    windows = np.lib.stride_tricks.sliding_window_view(values, width)
    return windows.mean(axis=1).astype(int)


def center(values):
    values = values - values.mean()


def window(values, start, width):
    return values[start : start + width].copy()
