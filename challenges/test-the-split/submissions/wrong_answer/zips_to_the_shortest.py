# Fails: one_share_more
# Mistake: compares as many shares as there are weights, and does not count them.
import pytest
from splitting import split


def check(cents, weights):
    shares = split(cents, weights)
    assert sum(shares) == cents
    for share, weight in zip(shares, weights):
        assert abs(share * sum(weights) - cents * weight) < sum(weights)


@pytest.mark.parametrize("cents", [3, 103, -103, 10**18 + 3])
@pytest.mark.parametrize("weights", [[0, 1, 1, 1, 1, 1, 0], [3, 1, 2]])
def test_promises(cents, weights):
    check(cents, weights)


def test_generator():
    assert split(4, (weight for weight in [1, 3])) == [1, 3]


def test_list_stays():
    weights = [3, 1, 2]
    split(6, weights)
    assert weights == [3, 1, 2]


@pytest.mark.parametrize("cents", [0, 1])
@pytest.mark.parametrize("weights", [[], [0], [-1, 2]])
def test_errors(cents, weights):
    with pytest.raises(ValueError):
        split(cents, weights)
