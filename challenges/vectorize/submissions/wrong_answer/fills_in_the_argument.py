# Fails: test_arguments_stay
# Mistake: replaces NaN in the caller's array.

import numpy as np


def nearest(points, sites):
    points = np.asarray(points, dtype=float)
    unknown = np.isnan(points).any(axis=1)
    if unknown.any():
        points[unknown] = np.nan
        np.nan_to_num(points, copy=False)
    x, y = points.T
    result = np.full(x.shape, -1, dtype=np.int64)
    least = np.full(x.shape, np.inf)
    for number, (site_x, site_y) in enumerate(np.array(sites, dtype=float)):
        distance = (x - site_x) ** 2 + (y - site_y) ** 2
        nearer = (distance < least) & ~unknown
        result[nearer] = number
        least[nearer] = distance[nearer]
    return result


def totals(frames):
    return frames.astype(np.int64).sum(axis=2).sum(axis=1)
