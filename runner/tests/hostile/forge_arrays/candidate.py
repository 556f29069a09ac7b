"""Arrays and frames that lie: in what they say of themselves, and in the bytes that cross."""

import base64

import numpy as np
import pandas as pd
from assay_runner.bridge import arrays, frames

WHOLE, FRAME = arrays.ArrayForm.contents, frames.FrameForm.contents
EIGHT = base64.b64encode(bytes(8)).decode()
HIGH = base64.b64encode(b"\xff" * 8).decode()
OWNER = ["n", 0, ["b", [1], [0], True, "<f8", EIGHT]]


def nested(depth):
    return "<i4" if depth == 0 else ["fields", [["a", nested(depth - 1), 0, None]], 4, False]


ARRAYS = {
    "objects as bytes": ["b", [1], [0], True, "|O", EIGHT],
    "a dtype by its name": ["b", [1], [0], True, "os.system", EIGHT],
    "a dtype in parts": ["b", [1], [0], True, "i4,O", EIGHT],
    "a deep dtype": ["b", [1], [0], True, nested(200), EIGHT],
    "an endless item": ["b", [1], [0], True, "V99999999", EIGHT],
    "fields outside of the item": ["b", [1], [0], True, ["fields", [["a", "<i8", 4096, None]], 8, False], EIGHT],
    "fields that are objects": ["b", [1], [0], True, ["fields", [["a", "|O", 0, None]], 8, False], EIGHT],
    "more items than bytes": ["b", [1 << 40], [0], True, "<f8", EIGHT],
    "a negative size": ["b", [-1], [0], True, "<f8", EIGHT],
    "sizes that overflow": ["b", [1 << 33, 1 << 33], [0, 1], True, "|V0", ""],
    "axes twice": ["b", [1, 1], [0, 0], True, "<f8", EIGHT],
    "no base64": ["b", [1], [0], True, "<f8", "!"],
    "text of no characters": ["b", [2], [0], True, "<U1", HIGH],
    "truth that is neither": ["b", [8], [0], True, "|b1", HIGH],
    "a view before its array": ["v", OWNER, -8, [1], [8], "<f8", True],
    "a view behind its array": ["v", OWNER, 8, [1], [8], "<f8", True],
    "a view that leaves its array": ["v", OWNER, 0, [2], [1 << 40], "<f8", True],
    "a view that walks back": ["v", OWNER, 0, [2], [-8], "<f8", True],
    "a view of objects in bytes": ["v", OWNER, 0, [1], [8], "O", True],
    "a view as large as the world": ["v", OWNER, 0, [1 << 40], [0], "<f8", True],
    "a view of what is no array": ["v", 7, 0, [1], [8], "<f8", True],
    "text over numbers": ["v", ["n", 0, ["b", [1], [0], True, "<i8", HIGH]], 0, [2], [4], "<U1", True],
}
INDEX = ["range", [None], 0, 1, 1]
FRAMES = {
    "codes outside of the categories": ["series", None, True, INDEX, ["categorical", ["numpy", ["b", [1], [0], True, "|i1", "fw=="]], INDEX, False], None],
    "ticks of an unknown unit": ["series", None, True, INDEX, ["datetime", ["numpy", ["b", [1], [0], True, "<i8", EIGHT]], "years", None, None], None],
    "a zone that is a path": ["series", None, True, INDEX, ["datetime", ["numpy", ["b", [1], [0], True, "<i8", EIGHT]], "ns", ["pytz", "../../etc/passwd"], None], None],
    "a frequency that is code": ["series", None, True, INDEX, ["period", ["numpy", ["b", [1], [0], True, "<i8", EIGHT]], "__import__('os')"], None],
    "fewer rows than the index": ["series", None, True, ["range", [None], 0, 9, 1], ["numpy", ["b", [1], [0], True, "<f8", EIGHT]], None],
    "levels that do not exist": ["series", None, True, ["multi", [None], [INDEX], [["numpy", ["b", [1], [0], True, "|i1", "fw=="]]]], ["numpy", ["b", [1], [0], True, "<f8", EIGHT]], None],
    "an endless range": ["series", None, True, ["range", [None], 0, 1 << 80, 1], ["numpy", ["b", [1], [0], True, "<f8", EIGHT]], None],
    "a kind that is none": ["pickle", None, True, INDEX, [], None],
}


def evil_array(name):
    arrays.ArrayForm.contents = lambda self, encoder, thing: ARRAYS[name]
    return np.zeros(3)


def evil_frame(name):
    frames.FrameForm.contents = lambda self, encoder, thing: FRAMES[name]
    return pd.Series([1.0])


def keep(array):
    global kept
    kept = array


def evil_change(start):
    """Tells of a change outside of the test's own array."""
    arrays.ArrayForm.is_same = lambda self, thing, before: False
    arrays.ArrayForm.difference = lambda self, thing, before, encode: [[2], "<f8", True, [start, EIGHT]]
    return 42


def evil_size(array):
    global kept
    kept = array
    arrays.ArrayForm.is_same = lambda self, thing, before: False
    arrays.ArrayForm.difference = lambda self, thing, before, encode: [[1 << 20], "<f8", True, None]
    return 42


def honest():
    arrays.ArrayForm.contents, frames.FrameForm.contents = WHOLE, FRAME
    return np.array([1.0, 2.0])


class Liar:
    """Answers every question of NumPy's protocols with what suits it."""

    __array_priority__ = 1e9
    shape, dtype, ndim, size = (2,), np.dtype("f8"), 1, 2

    def __array__(self, *args, **kwargs):
        return np.array([1.0, 2.0])

    def __array_function__(self, *args, **kwargs):
        return True

    def __array_ufunc__(self, *args, **kwargs):
        return np.array([True, True])

    def __eq__(self, other):
        return np.array([True, True])

    def all(self, *args, **kwargs):
        return True


class LyingArray(np.ndarray):
    def __array_function__(self, *args, **kwargs):
        return True

    def __eq__(self, other):
        return np.array([True])


class LyingFrame(pd.DataFrame):
    def equals(self, other):
        return True

    def __eq__(self, other):
        return True


def liar():
    return Liar()


def lying_array():
    return np.zeros(2).view(LyingArray)


def lying_frame():
    return LyingFrame({"a": [1]})


def forged_function():
    np.testing.assert_array_equal = np.allclose = lambda *args, **kwargs: True
    return np.zeros(2)


def function_that_acts():
    return np.fromfile


def right():
    return 42
