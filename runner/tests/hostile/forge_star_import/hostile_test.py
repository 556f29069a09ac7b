import pytest

EXPECTED = ["a", "b"]
expected_total = 42


def check_total(value):
    assert value == expected_total


from candidate import *  # noqa: E402, F403
from candidate import right, total, values  # noqa: E402


def test_innocent_builtins_are_kept():
    assert len([1]) == 1
    assert sum([1, 2]) == 3
    assert sorted([2, 1]) == [1, 2]
    assert not isinstance("a", int)
    assert abs(-3) == 3
    assert not all([False])
    assert list(zip([1], [2])) == [(1, 2)]
    assert list(range(2)) == [0, 1]


def test_innocent_names_of_the_test_are_kept():
    assert EXPECTED == ["a", "b"]
    assert expected_total == 42


def test_innocent_pytest_is_kept():
    with pytest.raises(ZeroDivisionError):
        1 / 0
    assert issubclass(AssertionError, Exception)
    assert Exception.__module__ == "builtins"


def test_target_total():
    assert total() == expected_total


def test_target_check_total():
    check_total(total())


def test_target_values():
    assert values() == EXPECTED


def test_target_loop_is_run():
    for _ in range(1):
        assert values() == EXPECTED


def test_target_all_is_the_builtin():
    assert all(value in "ab" for value in values())


def test_target_raises_is_pytests():
    with pytest.raises(ZeroDivisionError):
        total()


def test_target_defined_by_the_test():
    assert right() == 43


def test_innocent_at_the_end():
    assert right() == 42
