import numpy as np
from numpy.linalg import LinAlgError, solve


def same(value):
    return value


def kinds():
    return {
        "integers": np.arange(4, dtype="i2"),
        "big endian": np.arange(3, dtype=">i4"),
        "truth": np.array([True, False]),
        "complex": np.array([1 + 2j]),
        "text": np.array(["a", "bcd", "é\U0001f600"]),
        "bytes": np.array([b"x", b"yz"]),
        "dates": np.array(["2024-02-29", "NaT"], dtype="M8[D]"),
        "spans": np.array([90, 1], dtype="m8[m]"),
        "half": np.array([0.5], dtype=np.float16),
        "structured": np.array([(1, "ab", [0.5, 1.5])], dtype=[("n", "i4"), ("t", "U4"), ("v", "f8", (2,))]),
        "objects": np.array([None, "a", [1, 2]], dtype=object),
        "empty": np.empty((0, 3)),
        "none": np.array(7.5),
    }


def fortran(array):
    return np.asfortranarray(array)


def read_only():
    array = np.ones(3)
    array.flags.writeable = False
    return array


def scale(array, factor):
    array *= factor


def fill_diagonal(matrix, value):
    np.fill_diagonal(matrix, value)


def column(matrix, number):
    return matrix[:, number]


def reverse(array):
    return array[::-1]


def flattened(matrix):
    return matrix.ravel()


def copied(array):
    return array.copy()


def halves(array):
    middle = len(array) // 2
    return array[:middle], array[middle:]


class Grid:
    def __init__(self, height, width):
        self._cells = np.zeros((height, width), dtype=int)

    @property
    def cells(self):
        return self._cells

    def row(self, number):
        return self._cells[number]

    def total(self):
        return int(self._cells.sum())


def mean_of(array):
    return array.mean()


def reduced(function, array):
    return function(array, axis=0)


def applied(function, array):
    return np.vectorize(function)(array)


def as_type(array, dtype):
    return array.astype(dtype)


def dtype_of(array):
    return array.dtype


def drawn(generator, count):
    return generator.integers(0, 100, size=count)


def seeded(count):
    return np.random.rand(count)


def solved(matrix, vector):
    return solve(matrix, vector)


def masked(array, limit):
    return np.ma.masked_greater(array, limit)


def put(items, array):
    items.append(array)


def of_objects(array):
    array[0] = "changed"
    return array


softplus = np.frompyfunc(lambda x: x + 1, 1, 1)
