# Fails: divides_by_zero, empties_the_list, few_cents, first_takes_the_rest, floats, last_makes_up,
#   negative_weight, nobody, nothing_to_split, reads_twice, refund_charges, refund_loses, sorts,
#   zero_weight_pays
# Mistake: turns the examples of the description into tests and stops there.
from splitting import split


def test_even():
    assert split(100, [1, 1]) == [50, 50]


def test_one_cent_left_over():
    assert sorted(split(100, [1, 1, 1])) == [33, 33, 34]


def test_weights():
    assert split(300, [2, 1]) == [200, 100]
