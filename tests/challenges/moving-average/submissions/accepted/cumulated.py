import numpy as np


def moving_average(values, width):
    if not 1 <= width <= len(values):
        raise ValueError(f"width {width} does not fit")
    sums = np.cumsum(np.concatenate([[0.0], values]))
    return (sums[width:] - sums[:-width]) / width


def center(values):
    values -= values.mean()


def window(values, start, width):
    return values[start : start + width]
