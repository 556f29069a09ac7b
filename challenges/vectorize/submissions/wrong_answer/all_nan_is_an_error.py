# Fails: test_missing_coordinates, test_arguments_stay, test_no_warnings
# Mistake: uses nanargmin, which fails where there is nothing but NaN.

import numpy as np

CHUNK = 4096


def nearest(points, sites):
    points = np.asarray(points, dtype=np.float64)
    sites = np.asarray(sites, dtype=np.float64)
    result = np.full(len(points), -1, dtype=np.int64)
    if len(sites):
        for start in range(0, len(points), CHUNK):
            chunk = points[start : start + CHUNK]
            distances = (chunk[:, :1] - sites[:, 0]) ** 2 + (chunk[:, 1:] - sites[:, 1]) ** 2
            result[start : start + CHUNK] = np.nanargmin(distances, axis=1)
    return result


def totals(frames):
    return np.sum(frames, axis=(1, 2), dtype=np.int64)
