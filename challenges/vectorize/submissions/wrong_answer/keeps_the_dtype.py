# Fails: test_small_whole_numbers_as_coordinates, test_large_coordinates_in_few_digits
# Mistake: subtracts in the dtype that the arrays come with.

import numpy as np

CHUNK = 4096


def nearest(points, sites):
    result = np.full(len(points), -1, dtype=np.int64)
    if len(sites):
        for start in range(0, len(points), CHUNK):
            chunk = points[start : start + CHUNK]
            distances = (chunk[:, :1] - sites[:, 0]) ** 2 + (chunk[:, 1:] - sites[:, 1]) ** 2
            distances = np.where(np.isnan(distances), np.inf, distances)
            best = distances.argmin(axis=1)
            found = np.isfinite(distances[np.arange(len(chunk)), best])
            result[start : start + CHUNK] = np.where(found, best, -1)
    return result


def totals(frames):
    return np.sum(frames, axis=(1, 2), dtype=np.int64)
