import candidate
import numpy as np
import pytest


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("integers", np.arange(4, dtype="i2")),
        ("big endian", np.arange(3, dtype=">i4")),
        ("truth", np.array([True, False])),
        ("complex", np.array([1 + 2j])),
        ("text", np.array(["a", "bcd", "é\U0001f600"])),
        ("bytes", np.array([b"x", b"yz"])),
        ("dates", np.array(["2024-02-29", "NaT"], dtype="M8[D]")),
        ("spans", np.array([90, 1], dtype="m8[m]")),
        ("half", np.array([0.5], dtype=np.float16)),
        ("structured", np.array([(1, "ab", [0.5, 1.5])], dtype=[("n", "i4"), ("t", "U4"), ("v", "f8", (2,))])),
        ("objects", np.array([None, "a", [1, 2]], dtype=object)),
        ("empty", np.empty((0, 3))),
        ("none", np.array(7.5)),
    ],
)
def test_a_kind_of_array(name, expected):
    actual = candidate.kinds()[name]
    assert type(actual) is np.ndarray
    assert actual.dtype == expected.dtype
    assert actual.shape == expected.shape
    np.testing.assert_array_equal(actual, expected)


def test_order_and_flags():
    matrix = np.arange(6.0).reshape(2, 3)
    assert candidate.fortran(matrix).flags.f_contiguous
    assert not candidate.fortran(matrix).flags.c_contiguous
    array = candidate.read_only()
    assert not array.flags.writeable
    with pytest.raises(ValueError, match="read-only"):
        array[0] = 2


def test_identity():
    array = np.arange(3)
    assert candidate.same(array) is array
    part = array[1:]
    assert candidate.same(part) is part


def test_in_place():
    array = np.arange(4.0)
    part = array[2:]
    assert candidate.scale(array, 10) is None
    np.testing.assert_array_equal(array, [0, 10, 20, 30])
    np.testing.assert_array_equal(part, [20, 30])
    candidate.scale(part, 2)
    np.testing.assert_array_equal(array, [0, 10, 40, 60])
    matrix = np.ones((3, 3), order="F")
    candidate.fill_diagonal(matrix, 0)
    assert matrix.sum() == 6


def test_a_view_shares_memory():
    matrix = np.arange(6).reshape(2, 3).copy()
    for view in (candidate.column(matrix, 1), candidate.reverse(matrix), candidate.flattened(matrix)):
        assert np.shares_memory(view, matrix)
        assert view.base is matrix
    candidate.column(matrix, 1)[:] = 9
    assert candidate.mean_of(matrix) == (0 + 9 + 2 + 3 + 9 + 5) / 6


def test_a_copy_does_not():
    array = np.arange(6)
    result = candidate.copied(array)
    assert not np.shares_memory(result, array)
    assert result.base is None
    result[0] = 5
    assert array[0] == 0


def test_two_views_of_one():
    left, right = candidate.halves(np.arange(6))
    assert left.base is right.base
    np.testing.assert_array_equal(right, [3, 4, 5])


def test_internals_handed_out():
    grid = candidate.Grid(2, 3)
    assert grid.cells is grid.cells
    grid.cells[0, 0] = 4
    assert grid.total() == 4
    row = grid.row(1)
    row += 2
    assert grid.total() == 10
    assert np.shares_memory(row, grid.cells)


def test_scalars():
    mean = candidate.mean_of(np.array([1, 2]))
    assert type(mean) is np.float64
    assert mean == 1.5
    assert type(candidate.same(np.int8(3))) is np.int8
    assert np.isnat(candidate.same(np.datetime64("NaT")))
    assert candidate.mean_of(np.array([1, 3], dtype="f4")).dtype == np.float32


def test_functions_and_types_by_name():
    matrix = np.arange(6).reshape(2, 3)
    np.testing.assert_array_equal(candidate.reduced(np.max, matrix), [3, 4, 5])
    np.testing.assert_array_equal(candidate.reduced(np.add.reduce, matrix), [3, 5, 7])
    np.testing.assert_array_equal(candidate.applied(lambda x: x * 2, np.array([1, 2])), [2, 4])
    assert candidate.as_type(matrix, np.float32).dtype == np.float32
    assert candidate.dtype_of(matrix.astype("U3")) == np.dtype("U3")
    assert isinstance(candidate.same(np.arange(2)), np.ndarray)


def test_a_universal_function_of_the_candidates():
    assert list(candidate.softplus(np.array([1, 2]))) == [2, 3]


def test_random_numbers():
    expected = np.random.default_rng(5).integers(0, 100, size=4)
    np.testing.assert_array_equal(candidate.drawn(np.random.default_rng(5), 4), expected)
    np.random.seed(3)
    actual = candidate.seeded(3)
    np.random.seed(3)
    np.testing.assert_array_equal(actual, np.random.rand(3))


def test_an_exception_of_numpys():
    with pytest.raises(np.linalg.LinAlgError, match="Singular"):
        candidate.solved(np.zeros((2, 2)), np.ones(2))
    with pytest.raises(ValueError, match="shapes|broadcast"):
        candidate.scale(np.ones(2), np.ones(3))


def test_masked():
    result = candidate.masked(np.array([1, 5, 2]), 3)
    assert isinstance(result, np.ma.MaskedArray)
    assert result.mask.tolist() == [False, True, False]
    assert result.sum() == 3


def test_arrays_in_containers():
    items = []
    array = np.zeros(2)
    candidate.put(items, array)
    assert items[0] is array
    candidate.scale(items[0], 1)
    items[0][0] = 8
    assert candidate.mean_of(array) == 4


def test_objects_in_place():
    array = np.array([1, 2], dtype=object)
    assert candidate.of_objects(array) is array
    assert array[0] == "changed"


def test_all_close():
    assert np.allclose(candidate.same(np.array([0.1 + 0.2])), [0.3])
    assert (candidate.same(np.arange(3)) == np.arange(3)).all()
    assert candidate.same(np.arange(3.0)).tolist() == pytest.approx([0, 1, 2])
