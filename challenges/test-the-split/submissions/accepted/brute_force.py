"""Tries every small case, and compares with whatever the promises allow."""

from fractions import Fraction
from itertools import product

import pytest
from splitting import split


def allowed(cents, weights, shares):
    exact = [Fraction(cents * weight, sum(weights)) for weight in weights]
    near = all(
        abs(share - wanted) < 1 for share, wanted in zip(shares, exact, strict=True)
    )
    return near and sum(shares) == cents


@pytest.mark.parametrize("size", [0, 1, 3])
def test_every_small_case(size):
    for weights in product((-1, 0, 1, 2), repeat=size):
        for cents in (-7, 0, 2):
            if min(weights, default=-1) >= 0 < sum(weights):
                assert allowed(cents, weights, split(cents, weights)), (cents, weights)
            else:
                with pytest.raises(ValueError):
                    split(cents, weights)


@pytest.mark.parametrize("cents", [4, 10**30 + 4])
def test_many_people(cents):
    weights = [1, 2, 1, 1, 1, 1]
    assert allowed(cents, [1, 2, 1, 1, 1, 1], split(cents, weights))
    assert weights == [1, 2, 1, 1, 1, 1]


def test_generator():
    assert split(4, iter([1, 3])) == [1, 3]
