# Fails: divides_by_zero, empties_the_list, example, few_cents, first_takes_the_rest, floats,
#   ignores_weights, largest_remainder, last_makes_up, last_ones_pay, loses_the_rest,
#   negative_weight, nobody, nothing_to_split, reads_twice, refund_charges, refund_loses,
#   running_total, sorts, zero_weight_pays, one_share_more
# Mistake: gives the functions names that pytest does not look for.
import pytest
from splitting import split


def check(cents, weights):
    shares = split(cents, weights)
    assert sum(shares) == cents
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share * sum(weights) - cents * weight) < sum(weights)


@pytest.mark.parametrize("cents", [3, 103, -103, 10**18 + 3])
@pytest.mark.parametrize("weights", [[0, 1, 1, 1, 1, 1, 0], [3, 1, 2]])
def check_promises(cents, weights):
    check(cents, weights)


def check_generator():
    assert split(4, (weight for weight in [1, 3])) == [1, 3]


def check_list_stays():
    weights = [3, 1, 2]
    split(6, weights)
    assert weights == [3, 1, 2]


@pytest.mark.parametrize("cents", [0, 1])
@pytest.mark.parametrize("weights", [[], [0], [-1, 2]])
def check_errors(cents, weights):
    with pytest.raises(ValueError):
        split(cents, weights)
