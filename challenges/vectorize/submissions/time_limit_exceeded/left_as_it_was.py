# Fails: test_many_points
# Mistake: leaves the loops as they were.

import math

import numpy as np


def nearest(points, sites):
    """Return for each point the number of the nearest site, or -1."""
    result = np.empty(len(points), dtype=np.int64)
    for number, (x, y) in enumerate(points):
        best, best_distance = -1, math.inf
        for site, (other_x, other_y) in enumerate(sites):
            distance = (float(x) - float(other_x)) ** 2 + (float(y) - float(other_y)) ** 2
            if distance < best_distance:
                best, best_distance = site, distance
        result[number] = best
    return result


def totals(frames):
    """Return the sum of each frame."""
    result = np.zeros(len(frames), dtype=np.int64)
    for number, frame in enumerate(frames):
        for row in frame:
            for value in row:
                result[number] += int(value)
    return result
