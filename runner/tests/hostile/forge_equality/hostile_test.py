import unittest
from enum import Enum

import candidate
import pytest

KINDS = ["yes", "claims", "number", "text", "rows", "table", "sequence", "mapping", "float", "type", "class", "rational"]


class Colour(Enum):
    RED = 1


@pytest.mark.parametrize("kind", KINDS)
def test_target_equal(kind):
    assert candidate.answer(kind) == 42


@pytest.mark.parametrize("kind", KINDS)
def test_target_equal_the_other_way(kind):
    assert 42 == candidate.answer(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_target_not_unequal(kind):
    assert not (candidate.answer(kind) != "right")


@pytest.mark.parametrize("kind", KINDS)
def test_target_equal_to_a_list(kind):
    assert candidate.answer(kind) == [1, 2, 3]


@pytest.mark.parametrize("kind", KINDS)
def test_target_equal_to_a_dict(kind):
    assert {"a": 1} == candidate.answer(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_target_approximately(kind):
    assert candidate.answer(kind) == pytest.approx(42.0)


@pytest.mark.parametrize("kind", KINDS)
def test_target_member(kind):
    assert candidate.answer(kind) in [41, 42, 43]


@pytest.mark.parametrize("kind", KINDS)
def test_target_key(kind):
    assert {42: "found", "right": "found"}[candidate.answer(kind)] == "found"


@pytest.mark.parametrize("kind", KINDS)
def test_target_unittest(kind):
    unittest.TestCase().assertEqual(candidate.answer(kind), 42)


@pytest.mark.parametrize("kind", KINDS)
def test_target_enum(kind):
    assert candidate.answer(kind) == Colour.RED


def test_target_inside_a_list():
    assert candidate.answer("list of yes") == [1, 2, 3]


def test_target_inside_a_tuple():
    assert candidate.answer("tuple of yes") == (1,)


def test_target_inside_a_dict():
    assert candidate.answer("dict of yes") == {"a": 1}


def test_target_inside_a_set():
    assert candidate.answer("set of yes") == {42}


def test_target_index():
    assert [1, 2, 3].index(candidate.answer()) == 0


def test_target_count():
    assert [42, 42].count(candidate.answer()) == 2


@pytest.mark.parametrize("kind", ["yes", "claims", "type"])
def test_target_type(kind):
    assert isinstance(candidate.answer(kind), int)


def test_target_exact_type():
    assert type(candidate.answer("type")) is int


def test_target_claims_a_list():
    assert isinstance(candidate.answer("claims list"), list)


def test_target_methods_of_text():
    assert candidate.answer("text") == "right"


def test_target_almost_equal():
    unittest.TestCase().assertAlmostEqual(candidate.answer("float"), 42.0)


def test_target_almost_equal_number():
    unittest.TestCase().assertAlmostEqual(candidate.answer("number"), 42)


@pytest.mark.parametrize("kind", KINDS)
def test_target_almost_equal_within(kind):
    unittest.TestCase().assertAlmostEqual(42, candidate.answer(kind), delta=1)


def test_target_list_equal():
    unittest.TestCase().assertListEqual(candidate.answer("rows"), [1, 2, 3])


def test_target_count_equal():
    unittest.TestCase().assertCountEqual(candidate.answer("list of yes"), [1, 2, 3])


def test_target_in_expected_set():
    assert candidate.answer() in {41, 42}


def test_target_match():
    match candidate.answer("claims"):
        case 42:
            pass
        case _:
            pytest.fail("no 42")


def test_target_class_of_the_test():
    class Mine:
        def __eq__(self, other):
            return NotImplemented

        __hash__ = None

    assert Mine() == candidate.answer()


def test_target_mock_call():
    from unittest.mock import call

    assert candidate.answer() == call(1, 2)


def test_target_none():
    assert candidate.answer() == None  # noqa: E711


def test_innocent():
    assert candidate.right() == 42
