# Fails: *
# Mistake: expands the square, which loses the digits that matter far from the origin.

import numpy as np

CHUNK = 4096


def nearest(points, sites):
    points = np.asarray(points, dtype=np.float64)
    sites = np.asarray(sites, dtype=np.float64)
    result = np.full(len(points), -1, dtype=np.int64)
    if len(sites):
        for start in range(0, len(points), CHUNK):
            chunk = points[start : start + CHUNK]
            distances = (chunk**2).sum(axis=1)[:, None] - 2 * chunk @ sites.T + (sites**2).sum(axis=1)
            distances[np.isnan(distances)] = np.inf
            best = distances.argmin(axis=1)
            found = np.isfinite(distances[np.arange(len(chunk)), best])
            result[start : start + CHUNK] = np.where(found, best, -1)
    return result


def totals(frames):
    return np.sum(frames, axis=(1, 2), dtype=np.int64)
