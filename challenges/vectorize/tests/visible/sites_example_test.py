"""What the statement shows, as tests."""

import numpy as np
from sites import nearest, totals


def test_nearest():
    """Gives the number of the nearest site."""
    assert nearest(np.array([[0, 1], [9, 9]]), np.array([[0, 0], [8, 8]])).tolist() == [0, 1]


def test_totals():
    """Gives the sum of each frame."""
    assert totals(np.array([[[200, 100], [3, 4]]], dtype=np.uint8)).tolist() == [307]
