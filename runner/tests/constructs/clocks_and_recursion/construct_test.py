import random
import time

import candidate
import pytest


def test_sleeping_takes_time_by_the_tests_clock():
    start = time.perf_counter()
    candidate.sleep_for(0.05)
    assert 0.05 <= time.perf_counter() - start < 2


def test_clocks_can_be_compared():
    before = time.time()
    moment = candidate.now()
    assert before - 0.1 <= moment <= time.time() + 0.1


def test_monotonic_clocks_can_be_compared():
    before = time.monotonic()
    first, second, third = candidate.ticks()
    assert before <= second <= time.monotonic()
    assert isinstance(third, int)
    assert candidate.ticks()[0] > first


def test_calls_are_kept_apart():
    moments = []
    call = candidate.rate_limited(0.03)
    for _ in range(3):
        call(lambda: moments.append(time.monotonic()))
    assert all(later - earlier >= 0.015 for earlier, later in zip(moments, moments[1:]))


def test_mutual_recursion():
    assert candidate.is_even(100) is True
    assert candidate.is_odd(100) is False


def test_endless_recursion_is_an_error():
    with pytest.raises(RecursionError):
        candidate.endless(0)
    assert candidate.is_even(2) is True


def test_recursion_through_both_sides():
    def down(n):
        return 0 if n == 0 else 1 + candidate.through(down, n - 1)

    assert down(40) == 40


def test_the_module_remembers_one():
    assert candidate.visit("a") == len(candidate.seen)


def test_the_module_remembers_the_case_before():
    before = len(candidate.seen)
    assert before >= 1
    assert candidate.visit("b") == before + 1


def test_shuffle_with_a_seed():
    random.seed(3)
    expected = list(range(10))
    random.shuffle(expected)
    random.seed(3)
    assert candidate.shuffled(range(10)) == expected


def test_the_recursion_limit_is_usual():
    assert candidate.limit() is True


def test_recursive_generators():
    assert list(candidate.walk([1, [2, [3, []]], 4])) == [1, 2, 3, 4]


def test_towers():
    assert len(candidate.hanoi(8)) == 255
    assert candidate.hanoi(2) == [("a", "b"), ("a", "c"), ("b", "c")]
