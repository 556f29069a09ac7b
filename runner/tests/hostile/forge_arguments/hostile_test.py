import unittest
from unittest.mock import Mock

import candidate
import pytest

late = []


class Checker:
    def __init__(self):
        self.expected = 42

    def verify(self, value):
        return value == self.expected


def test_target_replaced_method():
    checker = Checker()
    assert checker.verify(candidate.replace_check(checker))


def test_target_class_after_replacement():
    assert Checker().verify(0)


def test_target_replaced_expectation():
    checker = Checker()
    assert checker.verify(candidate.replace_expected(checker))


class Question:
    """Nothing but data, though one of its values can be called."""

    limit = 42

    def __init__(self, judge):
        self.judge = judge

    @staticmethod
    def accepts(value):
        return value == 42


def test_target_replaced_judge_in_a_record():
    question = Question(lambda value: value == 42)
    assert question.judge(candidate.replace_judge(question))


def test_target_replaced_static_method_of_a_record():
    question = Question(None)
    assert question.accepts(candidate.replace_judge(question))


def test_target_replaced_constant_of_a_record():
    question = Question(None)
    assert candidate.replace_judge(question) == question.limit


def test_target_edited_mock():
    mock = Mock()
    candidate.edit_mock(mock)
    mock.assert_called_once_with(1, 2)


def test_target_edited_function():
    def check(value):
        return value == 42

    assert check(candidate.edit_function(check))


def test_target_edited_class():
    assert Checker().verify(candidate.edit_class(Checker))


def test_target_marks():
    candidate.skip_by_mark(test_target_marks_after)
    raise AssertionError


def test_target_marks_after():
    assert candidate.right() == 43


class TestCase(unittest.TestCase):
    def test_target_steered(self):
        candidate.steer_the_case(self)
        self.assertEqual(candidate.right(), 43)

    def test_innocent_not_steered(self):
        self.assertEqual(candidate.right(), 42)


@pytest.mark.parametrize(
    "path",
    [
        "__globals__",
        "__closure__",
        "__code__",
        "__self__",
        "__func__",
        "__dict__",
        "__class__.__mro__",
        "__init__.__globals__",
        "verify.__func__.__globals__",
        "verify.__globals__",
        "verify.__self__",
        "__class__.verify.__globals__",
        "_mock_parent",
        "__reduce_ex__",
        "__subclasshook__.__self__",
    ],
)
def test_innocent_nothing_inner_is_reached(path):
    secret = "closure-needle-1"

    def function():
        return secret

    for thing in (function, Checker(), Checker().verify, Mock()):
        assert "needle" not in candidate.reach(thing, path)


def test_innocent_frames_of_generators_are_not_reached():
    def generator():
        secret = "generator-needle-2"
        yield 1
        yield secret

    for path in ("gi_frame.f_locals", "gi_frame.f_globals", "gi_code.co_consts", "gi_frame", "gi_yieldfrom"):
        assert "needle" not in candidate.reach(generator(), path)


def test_target_keep():
    assert candidate.keep(late.append) == 43


def test_innocent_late_callbacks_are_dead():
    late.clear()
    import time

    time.sleep(0.1)
    candidate.right()
    candidate.call_kept()
    assert late == []


def test_target_a_list_made_to_lie():
    values = [1]
    candidate.grow(values)
    assert values == [42]


def test_target_swapped_items():
    results = [0, 0]
    candidate.swap_items(results)
    assert results == [42, 42]


def test_innocent_at_the_end():
    assert candidate.right() == 42
    assert Checker().verify(42)
    assert not Checker().verify(0)
