import averages
import numpy as np
import pytest


def test_the_mean_of_neighbours():
    values = np.array([1.0, 2.0, 6.0, 3.0])
    np.testing.assert_allclose(averages.moving_average(values, 2), [1.5, 4.0, 4.5])


def test_the_argument_is_left_alone():
    values = np.array([1.0, 2.0, 6.0, 3.0])
    averages.moving_average(values, 3)
    np.testing.assert_array_equal(values, [1.0, 2.0, 6.0, 3.0])


def test_whole_numbers_have_a_mean_too():
    result = averages.moving_average(np.array([1, 2, 4]), 2)
    assert result.dtype == np.float64
    np.testing.assert_allclose(result, [1.5, 3.0])


def test_a_large_array_is_quick():
    values = np.random.default_rng(7).normal(size=200_000)
    expected = np.convolve(values, np.ones(50) / 50, "valid")
    np.testing.assert_allclose(averages.moving_average(values, 50), expected, atol=1e-9)


@pytest.mark.parametrize("width", [0, 5])
def test_a_width_that_does_not_fit_is_refused(width):
    with pytest.raises(ValueError, match="width"):
        averages.moving_average(np.arange(4.0), width)


def test_centering_happens_in_place():
    values = np.array([[1.0, 3.0], [5.0, 7.0]])
    below = values[1]
    assert averages.center(values) is None
    np.testing.assert_allclose(values, [[-3.0, -1.0], [1.0, 3.0]])
    np.testing.assert_allclose(below, [1.0, 3.0])


def test_a_window_shares_memory_with_its_array():
    values = np.arange(6)
    part = averages.window(values, 2, 3)
    assert np.shares_memory(part, values)
    part[0] = 20
    assert values[2] == 20
