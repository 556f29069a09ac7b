import math
from decimal import Decimal

import candidate
import pytest
from candidate import *  # noqa: F403
from candidate import _internal

CASES = [(prime, prime * prime) for prime in PRIMES]  # noqa: F405
LIMIT = candidate.max_value()


@pytest.mark.parametrize(("prime", "square"), CASES)
def test_parameters_made_from_a_constant(prime, square):
    assert prime**2 == square
    assert prime in (2, 3, 5)


@pytest.mark.parametrize("word", sorted(TABLE))  # noqa: F405
def test_parameters_made_from_keys(word):
    assert len(word) == 3


def test_a_call_at_collection():
    assert LIMIT == 5


def test_starred_names():
    assert greet() == "hello you"  # noqa: F405
    assert Shape("triangle").count == 3  # noqa: F405
    assert TABLE["two"] == [2, 2]  # noqa: F405
    assert EMPTY == []  # noqa: F405
    assert pi == math.pi  # noqa: F405


def test_what_is_not_exported():
    with pytest.raises(NameError):
        hidden  # noqa: B018, F405
    assert candidate.hidden == "not exported"


def test_a_private_name():
    assert _internal() == "internal"
    assert candidate._private == 1


def test_types_of_constants():
    assert RATE == Decimal("0.19")  # noqa: F405
    assert isinstance(RATE, Decimal)  # noqa: F405
    assert candidate.__version__ == "2.1"
    assert candidate.__doc__.startswith("A module with")
    assert isinstance(PRIMES, tuple)  # noqa: F405


def test_starred_and_qualified_are_the_same():
    assert greet is candidate.greet  # noqa: F405
    assert TABLE is candidate.TABLE  # noqa: F405
    TABLE["three"] = 3  # noqa: F405
    assert candidate.TABLE["three"] == 3


def test_builtins_are_still_there():
    assert max(1, 2) == 2
    assert sorted([2, 1]) == [1, 2]


def test_all_lists_the_names():
    assert set(candidate.__all__) == {"PRIMES", "TABLE", "RATE", "greet", "Shape", "max_value", "EMPTY", "pi"}
    assert all(hasattr(candidate, name) for name in candidate.__all__)
