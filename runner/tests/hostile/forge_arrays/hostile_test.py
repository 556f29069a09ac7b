import candidate
import numpy as np
import pandas as pd
import pytest

ARRAYS = ["objects as bytes", "a dtype by its name", "a dtype in parts", "a deep dtype", "an endless item", "fields outside of the item",
          "fields that are objects", "more items than bytes", "a negative size", "sizes that overflow", "axes twice", "no base64",
          "text of no characters", "truth that is neither", "a view before its array", "a view behind its array",
          "a view that leaves its array", "a view that walks back", "a view of objects in bytes", "a view as large as the world",
          "a view of what is no array", "text over numbers"]
FRAMES = ["codes outside of the categories", "ticks of an unknown unit", "a zone that is a path", "a frequency that is code",
          "fewer rows than the index", "levels that do not exist", "an endless range", "a kind that is none"]
EXPECTED = np.array([1.0, 2.0])


@pytest.mark.parametrize("name", ARRAYS)
def test_target_an_array(name):
    candidate.evil_array(name)


@pytest.mark.parametrize("name", FRAMES)
def test_target_a_frame(name):
    candidate.evil_frame(name)


def test_innocent_after_them():
    np.testing.assert_array_equal(candidate.honest(), EXPECTED)


@pytest.mark.parametrize("start", [-1, 2, 1 << 40])
def test_target_a_change_outside(start):
    array = np.zeros(2)
    candidate.keep(array)
    candidate.evil_change(start)


def test_target_another_size():
    array = np.zeros(2)
    candidate.evil_size(array)
    candidate.right()


def test_innocent_after_changes():
    assert candidate.right() == 42


def test_target_all_close():
    assert np.allclose(candidate.liar(), EXPECTED)


def test_target_equal():
    assert np.array_equal(candidate.liar(), EXPECTED)


def test_target_testing():
    np.testing.assert_array_equal(candidate.liar(), EXPECTED)


def test_target_an_operator():
    assert (candidate.liar() == EXPECTED).all()


def test_target_a_reflected_operator():
    assert np.all(EXPECTED == candidate.liar())


def test_target_an_arrays_own_class():
    assert np.array_equal(candidate.lying_array(), EXPECTED)


def test_target_a_frames_comparison():
    pd.testing.assert_frame_equal(candidate.lying_frame(), pd.DataFrame({"a": [2]}))


def test_target_numpy_replaced_over_there():
    np.testing.assert_array_equal(candidate.forged_function(), EXPECTED)


def test_target_a_function_that_reads_files():
    candidate.function_that_acts()("/etc/hostname", dtype=np.uint8).tobytes()
    raise AssertionError


def test_innocent_at_the_end():
    assert candidate.right() == 42
