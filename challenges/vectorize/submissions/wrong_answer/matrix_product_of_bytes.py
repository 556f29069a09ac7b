# Fails: test_sums_that_do_not_fit[uint8], test_sums_that_do_not_fit[int8], test_sums_that_do_not_fit[int16],
#   test_sums_that_do_not_fit[int32], test_sums_that_do_not_fit[bool], test_views_of_other_arrays, test_totals
# Mistake: sums by a matrix product, in the dtype of the frames.

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
    flat = frames.reshape(len(frames), -1) if frames.size else np.zeros((len(frames), 1), int)
    return (flat @ np.ones(flat.shape[1], dtype=flat.dtype)).astype(np.int64)
