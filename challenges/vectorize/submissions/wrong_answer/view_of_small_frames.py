# Fails: test_result_is_the_callers
# Mistake: returns a view when a frame is a single number.

import numpy as np


def nearest(points, sites):
    x, y = np.array(points, dtype=float).T
    result = np.full(x.shape, -1, dtype=np.int64)
    least = np.full(x.shape, np.inf)
    for number, (site_x, site_y) in enumerate(np.array(sites, dtype=float)):
        distance = (x - site_x) ** 2 + (y - site_y) ** 2
        nearer = distance < least
        result[nearer] = number
        least[nearer] = distance[nearer]
    return result


def totals(frames):
    if frames.shape[1:] == (1, 1):
        return frames.astype(np.int64, copy=False).reshape(-1)
    return frames.astype(np.int64).sum(axis=2).sum(axis=1)
