"""Tries every small case, and compares with whatever the promises allow."""

import sys
from fractions import Fraction
from itertools import product
from math import ceil, floor

import pytest
from splitting import split


def near(share, exact):
    return floor(exact) <= share <= ceil(exact)


@pytest.mark.parametrize("cents", [0, 2, -sys.maxsize])
@pytest.mark.parametrize("people", ["", "ABC"])
def test_every_small_case(cents, people):
    for weights in product(range(-1, 3), repeat=len(people)):
        if any(weights) and min(weights) >= 0:
            given = list(weights)
            shares = split(cents, given)
            assert given == list(weights)
            assert sum(shares) == cents
            for share, weight in zip(shares, weights, strict=True):
                assert near(share, Fraction(cents * weight, sum(weights))), weights
        else:
            with pytest.raises(ValueError):
                split(cents, weights)


def test_generator():
    assert split(3, (weight for weight in range(3))) == list(range(3))
