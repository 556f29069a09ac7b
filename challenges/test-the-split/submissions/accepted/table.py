"""A table of examples, an amount and then the weights; what is promised is asked of each of them."""

import pytest
from splitting import split

TAKEN = """\
3 0 1 1 1 1 1 0
103 3 1 2
-103 3 1 2
-2 1 1 1 1 1
1000000000000000003 3 1 2"""

REFUSED = """\
0
1
0 0 0
1 0 0
0 -1 2
1 -1 2"""


def rows(table):
    return [[int(word) for word in line.split()] for line in table.splitlines()]


@pytest.mark.parametrize("row", rows(TAKEN))
def test_taken(row):
    cents, *weights = row
    shares = split(cents, weights)
    assert sum(shares) == cents
    whole = sum(weights)
    # A list of weights that did not stay as it was has no place for some share.
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share * whole - cents * weight) < whole


@pytest.mark.parametrize("row", rows(REFUSED))
def test_refused(row):
    cents, *weights = row
    with pytest.raises(ValueError):
        split(cents, weights)


def test_read_once():
    assert split(3, iter(range(3))) == list(range(3))
