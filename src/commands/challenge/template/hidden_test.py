import pytest

from MODULE import running_totals


@pytest.mark.parametrize("numbers, totals", [([5], [5]), ([1, 2, 3, 4], [1, 3, 6, 10])], ids=["one", "four"])
def test_adds_up(numbers: list[int], totals: list[int]) -> None:
    """Adds up what came so far.

    Area: result
    Tells: Reads the statement and writes a loop or uses itertools.
    Advises: Work the example through by hand.
    """
    assert running_totals(numbers) == totals


def test_nothing_gives_nothing() -> None:
    """Gives an empty list for no numbers.

    Area: borders
    Tells: Thinks of the empty case before being told.
    Advises: What is the result when there is nothing to add?
    """
    assert running_totals([]) == []


def test_numbers_may_be_negative() -> None:
    """Lets negative numbers lower the total.

    Area: borders
    Tells: Does not assume that numbers grow.
    Advises: Try numbers of both signs.
    """
    assert running_totals([3, -5, 1]) == [3, -2, -1]


def test_takes_any_iterable() -> None:
    """Takes an iterator as well as a list.

    Area: contract
    Tells: Knows the difference between an iterable and a sequence.
    Advises: The statement says "any iterable": what can you not do with one?
    """
    assert running_totals(iter([1, 2])) == [1, 3]


def test_leaves_its_argument_alone() -> None:
    """Leaves the list that it was given as it was.

    Area: contract
    Tells: Does not write into a caller's data.
    Advises: Look at the list that you passed in, afterwards.
    """
    numbers = [1, 2, 3]
    running_totals(numbers)
    assert numbers == [1, 2, 3]
