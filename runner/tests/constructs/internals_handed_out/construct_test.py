import pytest
from candidate import Account, Matrix


def test_editing_the_returned_list_changes_nothing():
    account = Account("ada", [1, 2])
    account.entries.append(1000)
    assert account.balance() == 3
    assert account.entries == [1, 2]


def test_a_list_taken_before_stays_as_it_was():
    account = Account("ada", [1])
    before = account.entries
    account.add(5)
    assert before == [1]
    assert account.entries == [1, 5]


def test_two_accounts_share_no_default():
    first, second = Account("a"), Account("b")
    first.add(3)
    assert second.balance() == 0
    assert second.entries == []


def test_the_constructor_copies_its_argument():
    entries = [1, 2]
    account = Account("ada", entries)
    entries.append(3)
    assert account.balance() == 3
    account.add(10)
    assert entries == [1, 2, 3]


def test_tags_cannot_be_added_from_outside():
    account = Account("ada")
    account.tag("vip")
    tags = account.tags
    with pytest.raises(AttributeError):
        tags.add("hacked")
    assert account.tags == {"vip"}


def test_limits_are_deep_copies():
    account = Account("ada")
    limits = account.limits()
    limits["daily"].append(999)
    limits["weekly"] = []
    assert account.limits() == {"daily": [100, 200]}


def test_matrix_rows_are_copied_in():
    row = [1, 2]
    matrix = Matrix([row, [3, 4]])
    row[0] = 100
    assert matrix.total() == 10


def test_matrix_rows_are_copied_out():
    matrix = Matrix([[1, 2], [3, 4]])
    matrix.rows()[0][0] = 100
    matrix.rows().append([7])
    assert matrix.total() == 10


def test_each_call_returns_another_list():
    matrix = Matrix([[1]])
    first, second = matrix.rows(), matrix.rows()
    assert first is not second
    assert first == second
    assert first[0] is not second[0]
