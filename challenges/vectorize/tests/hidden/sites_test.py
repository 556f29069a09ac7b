"""The same results as the slow loops, for every dtype, shape and missing value, and fast."""

import warnings

import numpy as np
import pytest
from sites import nearest, totals

NAN = float("nan")


def same(result, expected):
    """Whether a result is an array of int64 with these numbers."""
    assert isinstance(result, np.ndarray)
    assert result.dtype == np.int64
    assert result.shape == (len(expected),)
    assert result.tolist() == list(expected)


def test_nearest_of_several():
    """Finds the nearest site of each point, with more points than sites and the other way round.

    Area: results
    Tells: Whether the plain work is right, and the axes are not mixed up.
    Advises: Try two points with three sites, and three with two.
    """
    few = np.array([[0.0, 0.0], [10.0, 0.0]])
    many = np.array([[9.0, 1.0], [1.0, 1.0], [0.0, -7.0], [6.0, 0.0]])
    same(nearest(many, few), [1, 0, 0, 1])
    same(nearest(few, many), [1, 0])
    same(nearest(np.array([[0.0, 0.0]]), np.array([[3.0, 3.0], [0.0, 5.0]])), [0])


def test_first_of_equally_near():
    """Takes the first of several sites that are equally near.

    Area: results
    Tells: Whether ties are decided on purpose.
    Advises: Put two sites at the same place.
    """
    same(nearest(np.array([[0, 0], [5, 5]]), np.array([[2, 0], [0, 2], [-2, 0], [2, 0]])), [0, 0])


def test_small_whole_numbers_as_coordinates():
    """Computes with whole numbers of few bits, signed or not, without wrapping around.

    Area: dtypes
    Tells: Whether the candidate knows that array arithmetic keeps the dtype, and what uint8 makes of 1 - 2.
    Advises: Which dtype does the difference of two of your arrays have, and what fits into it?
    """
    for dtype in (np.uint8, np.int8, np.uint16, np.int16):
        points = np.array([[100, 100], [0, 0]], dtype=dtype)
        sites = np.array([[0, 0], [127, 127], [90, 110]], dtype=dtype)
        same(nearest(points, sites), [2, 0])
    same(nearest(np.array([[0, 0]], dtype=np.uint32), np.array([[70_000, 0], [60_000, 0]], dtype=np.uint32)), [1])


def test_large_coordinates_in_few_digits():
    """Computes with float16 and float32 and large coordinates as with exact numbers.

    Area: dtypes
    Tells: Whether the candidate asks for the precision that the result needs.
    Advises: How large can the square of a number be, and how many digits does your dtype keep?
    """
    same(nearest(np.array([[0, 0]], dtype=np.float16), np.array([[2000, 0], [1000, 0]], dtype=np.float16)), [1])
    points = np.array([[0, 0]], dtype=np.float32)
    same(nearest(points, np.array([[900_000, 1], [900_000, 0]], dtype=np.float32)), [1])


def test_far_from_the_origin():
    """Tells sites apart that are near to each other and far from the origin.

    Area: dtypes
    Tells: Whether a formula that is faster on paper, |a|² - 2ab + |b|², is known for the digits that it loses.
    Advises: Move all points and sites far away by the same step, and compare.
    """
    sites = np.array([[999_999.0, 999_999.0], [999_999.0 + 2**-16, 999_999.0]])
    same(nearest(sites[::-1], sites), [1, 0])


def test_missing_coordinates():
    """Leaves out sites with a NaN, and gives -1 for points with one.

    Area: missing values
    Tells: Whether the candidate knows what argmin makes of NaN.
    Advises: Put a NaN into one of the sites.
    """
    sites = np.array([[NAN, 0.0], [5.0, 5.0], [0.0, NAN], [1.0, 0.0]])
    same(nearest(np.array([[0.0, 0.0], [6.0, 6.0], [NAN, 1.0], [1.0, NAN]]), sites), [3, 1, -1, -1])
    same(nearest(np.array([[0.0, 0.0]]), np.array([[NAN, NAN], [NAN, 1.0]])), [-1])


def test_nothing_there():
    """Takes arrays without points, without sites and without frames.

    Area: shapes
    Tells: Whether the smallest inputs are thought of; a minimum of nothing is an error.
    Advises: Try lengths of zero, one at a time.
    """
    none, two = np.empty((0, 2)), np.array([[0.0, 0.0], [1.0, 1.0]])
    same(nearest(none, two), [])
    same(nearest(two, none), [-1, -1])
    same(nearest(none, none), [])
    same(totals(np.empty((0, 3, 3), dtype=np.int32)), [])
    same(totals(np.empty((2, 0, 3), dtype=np.int32)), [0, 0])
    same(totals(np.empty((2, 3, 0), dtype=np.uint8)), [0, 0])


@pytest.mark.parametrize("dtype", [np.uint8, np.int8, np.int16, np.int32, np.uint64, np.bool_])
def test_sums_that_do_not_fit(dtype):
    """Sums frames whose total does not fit into their dtype.

    Area: dtypes
    Tells: Whether the dtype of a sum is chosen, or left to the kind of array and operation.
    Advises: Sum an array of the largest numbers that its dtype holds.
    """
    largest = 1 if dtype is np.bool_ else min(np.iinfo(dtype).max, 999_999)
    same(totals(np.full((2, 60, 50), largest, dtype=dtype)), [3000 * int(largest)] * 2)


def test_frames_are_summed_one_by_one():
    """Sums each frame, of any height and width.

    Area: results
    Tells: Whether the plain work is right, and the axes are not mixed up.
    Advises: Try frames whose height, width and number differ.
    """
    same(totals(np.arange(24).reshape(2, 3, 4)), [66, 210])
    same(totals(np.array([[[-1]], [[5]], [[7]]])), [-1, 5, 7])


def test_views_of_other_arrays():
    """Takes views with any strides, and read-only arrays.

    Area: views
    Tells: Whether the code depends on how an array lies in memory.
    Advises: Give your function every second row, backwards.
    """
    grid = np.arange(40, dtype=np.int16).reshape(10, 4)
    points, sites = grid[::-2, 1:3], grid.T[:2, :3].T
    points.setflags(write=False)
    expected = [((points[i].astype(float) - sites) ** 2).sum(axis=1).argmin() for i in range(5)]
    same(nearest(points, sites), expected)
    frames = np.arange(48, dtype=np.uint8).reshape(4, 4, 3).transpose(2, 0, 1)[::-1, 1:, ::2]
    same(totals(frames), [int(frame.sum(dtype=int)) for frame in frames])
    same(totals(np.broadcast_to(np.uint8(200), (2, 2, 2))), [800, 800])


def test_arguments_stay():
    """Leaves its arguments as they are.

    Area: views
    Tells: Whether the candidate knows which operations copy, and whether asarray does.
    Advises: Compare the arguments before and after, for arrays of float64 above all.
    """
    points = np.array([[0.0, 1.0], [NAN, 2.0], [5.0, 5.0]])
    sites = np.array([[NAN, 0.0], [4.0, 4.0]])
    frames = np.arange(8, dtype=np.int64).reshape(2, 2, 2)
    copies = [array.copy() for array in (points, sites, frames)]
    nearest(points, sites)
    totals(frames)
    for array, copy in zip((points, sites, frames), copies, strict=True):
        np.testing.assert_array_equal(array, copy)


def test_result_is_the_callers():
    """Returns arrays of their own, which can be written to and share nothing.

    Area: views
    Tells: Whether a result may be a view of an argument, which shows only when one of the two is changed.
    Advises: For which shapes is the sum of a frame the frame itself?
    """
    frames = np.array([[[1]], [[2]], [[3]]], dtype=np.int64)
    result = totals(frames)
    result[0] = 99
    assert frames.tolist() == [[[1]], [[2]], [[3]]]
    found = nearest(np.zeros((3, 2)), np.ones((1, 2)))
    found[1] = 7
    assert found.tolist() == [0, 7, 0]


def test_no_warnings():
    """Gives no warning, whatever is missing or empty.

    Area: missing values
    Tells: Whether warnings are read; in a job's log they hide the ones that count.
    Advises: Turn warnings into errors, and try what is missing and what is empty.
    """
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        nearest(np.array([[NAN, NAN], [1.0, 1.0]]), np.array([[NAN, NAN]]))
        nearest(np.zeros((2, 2)), np.empty((0, 2)))
        totals(np.full((1, 2, 2), 255, dtype=np.uint8))
    assert [str(warning.message) for warning in caught] == []


def test_many_points():
    """Finds the nearest of a hundred sites for three hundred thousand points in time and in little memory.

    Area: speed
    Tells: Whether the work is done in array operations, and not all of it at once in one huge array.
    Advises: How often is a line of Python run, and how large is the largest array in between?
    """
    numbers = np.arange(600_000).reshape(300_000, 2)
    points = (numbers * 7919 % 1000).astype(np.float64)
    sites = np.stack([np.arange(100) * 10.0, np.arange(100) * 37.0 % 1000], axis=1)
    result = nearest(points, sites)
    assert result.dtype == np.int64
    assert result.shape == (300_000,)
    for number in range(0, 300_000, 29_973):
        assert result[number] == ((points[number] - sites) ** 2).sum(axis=1).argmin()
