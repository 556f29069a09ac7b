# Fails: divides_by_zero, empties_the_list, few_cents, first_takes_the_rest, floats,
#   ignores_weights, last_makes_up, loses_the_rest, negative_weight, nobody, nothing_to_split,
#   reads_twice, refund_charges, refund_loses, sorts, zero_weight_pays, one_share_more
# Mistake: calls the function and asserts nothing of the result.
from splitting import split


def test_even():
    split(100, [1, 1, 1])


def test_weights():
    shares = split(100, [1, 3])
    sum(shares) == 100  # noqa: B015


def test_refund():
    split(-7, [1, 1, 1])


def test_nobody():
    try:
        split(5, [])
    except ValueError:
        pass
