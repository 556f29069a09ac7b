# Fails: test_first_of_equally_near
# Mistake: takes the last of equally near sites.

import numpy as np


def nearest(points, sites):
    x, y = np.array(points, dtype=float).T
    result = np.full(x.shape, -1, dtype=np.int64)
    least = np.full(x.shape, np.inf)
    for number, (site_x, site_y) in enumerate(np.array(sites, dtype=float)):
        distance = (x - site_x) ** 2 + (y - site_y) ** 2
        nearer = distance <= least
        result[nearer] = number
        least[nearer] = distance[nearer]
    return result


def totals(frames):
    return frames.astype(np.int64).sum(axis=2).sum(axis=1)
