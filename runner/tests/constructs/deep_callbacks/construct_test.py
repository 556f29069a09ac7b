import sys

import candidate
import pytest


def test_two_hundred_times_to_and_fro():
    def climb(number):
        return candidate.pass_on(climb, number - 1) + 1

    assert candidate.pass_on(climb, 200) == 200


def test_a_callback_from_deep_down():
    assert candidate.depth(lambda: "bottom", 900) == "bottom"


def test_a_recursion_without_end_that_calls_back():
    calls = []
    with pytest.raises(RecursionError):
        candidate.for_ever(lambda: calls.append(1))
    assert 500 < len(calls) < 2000


def test_all_is_well_after_it():
    assert candidate.right() == 42
    assert candidate.depth(candidate.right, 10) == 42


def test_the_limit_that_the_test_sees_is_the_candidates():
    with pytest.raises(RecursionError):
        candidate.depth(candidate.right, sys.getrecursionlimit() + 10)


def test_the_limit_that_the_test_sets_is_the_candidates():
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(4 * before)
    try:
        assert candidate.depth(candidate.right, 3 * before) == 42
    finally:
        sys.setrecursionlimit(before)
    with pytest.raises(RecursionError):
        candidate.depth(candidate.right, 3 * before)


def test_an_endless_to_and_fro():
    def again(number):
        return candidate.pass_on(again, number + 1)

    with pytest.raises(RecursionError):
        again(1)


def test_an_endless_to_and_fro_of_objects():
    def make():
        return candidate.Reader(make)

    with pytest.raises(RecursionError):
        candidate.Reader(make).read()


def test_an_endless_memo():
    memo = candidate.Memo(lambda key: memo[key + 1])
    with pytest.raises(RecursionError):
        memo[0]


def test_a_decorated_function_at_its_limit():
    @candidate.decorated
    def down(number):
        return 0 if number == 0 else down(number - 1) + 1

    assert down(300) == 300
    with pytest.raises(RecursionError):
        down(1000)


def test_the_candidate_catches_the_end_of_it():
    def again():
        return candidate.pass_on(lambda number: again(), 1)

    assert candidate.safely(again) == "too deep"
    assert candidate.right() == 42
