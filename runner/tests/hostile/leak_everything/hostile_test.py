"""The search is honest: it tells what it found, and one edge case plants something to prove that it can find."""

from functools import partial
from unittest.mock import Mock

import candidate
import pytest

SECRET = "haystack-1001"
EXPECTED = {"total": "haystack-1002"}


class Keeper:
    def __init__(self):
        self._private = "haystack-1005"

    def method(self):
        secret = "haystack-1006"
        return secret and 1

    def _hidden(self):
        return SECRET


def test_innocent_files():
    assert candidate.search_files() == []


def test_innocent_processes():
    assert candidate.search_processes() == []


def test_innocent_environment():
    assert candidate.search_environment() == []


def test_innocent_memory():
    assert candidate.search_memory() == []


def test_innocent_objects():
    assert candidate.search_objects() == []


def test_innocent_frames():
    local_secret = "haystack-1007"
    assert candidate.search_frames() == []
    assert local_secret


def test_innocent_no_trace_of_the_examiner():
    assert candidate.examiner_modules() == []


def test_innocent_a_function():
    secret = "haystack-1008"

    def callback():
        return secret and len(EXPECTED)

    assert candidate.search_argument(callback) == []


def test_innocent_a_lambda_and_a_partial():
    assert candidate.search_argument(lambda: SECRET) == []
    assert candidate.search_argument(partial(lambda: SECRET)) == []


def test_innocent_an_instance_and_its_method():
    keeper = Keeper()
    assert candidate.search_argument(keeper) + candidate.search_argument(keeper.method) == []


def test_innocent_a_generator():
    def generator():
        secret = "haystack-1009"
        yield 1
        yield secret

    started = generator()
    next(started)
    assert candidate.search_argument(started) == []


def test_innocent_a_mock():
    parent = Mock()
    parent.other(SECRET)
    assert candidate.search_argument(parent.child, most=40) == []


def test_innocent_an_error_of_the_test():
    def callback():
        secret = "haystack-1010"
        raise KeyError(len(secret))

    assert candidate.search_error(callback) == []


def test_innocent_a_failing_assertion_of_the_test():
    def callback():
        expected = "haystack-1011"
        try:
            assert expected == "something else", "haystack-1012"
        except AssertionError as error:
            raise error from None

    assert candidate.search_error(callback) == []


def test_innocent_pytest_fail_in_a_callback():
    assert candidate.search_error(lambda: pytest.fail("haystack-1013")) == []


def test_innocent_expected_values_do_not_cross():
    assert candidate.compared() != "haystack-1014"
    assert not candidate.compared() == "haystack-1015"
    assert candidate.compared() not in ["haystack-1016"]
    assert candidate.remember([1]) != ["haystack-1017"]
    assert candidate.seen() == []


def test_innocent_after_all_the_memory_is_still_clean():
    assert candidate.search_memory() == []
    assert candidate.search_objects() == []


def test_target_the_search_finds_what_is_there():
    """The positive control: it must fail, since the needle was handed over."""
    needle = "hay" + "stack-2" + str(len(SECRET) * 0 + 222)
    candidate.plant(needle)
    assert candidate.search_memory() == []


def test_innocent_at_the_end():
    assert candidate.right() == 42
