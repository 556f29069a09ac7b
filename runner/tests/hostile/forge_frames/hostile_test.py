import time

import candidate
import pytest


def test_target_walk():
    expected = "frame-needle-4711"
    assert candidate.walk() == expected


def test_target_walk_all_threads():
    expected = "frame-needle-4712"
    assert candidate.walk_all_threads() == expected


def test_target_collect():
    expected = {"expected": "gc-needle-4713"}
    assert candidate.collect() == expected["expected"]


def test_innocent_no_test_framework_in_the_sandbox():
    assert candidate.modules() == []


def test_target_time_is_measured_outside():
    start = time.perf_counter()
    candidate.stop_time()
    assert time.perf_counter() - start < 0.2


def test_innocent_clock_goes_on():
    start = time.perf_counter()
    time.sleep(0.01)
    assert time.perf_counter() - start >= 0.01


def test_target_patched_builtins():
    candidate.patch_everything()
    assert sum([1, 2]) == 42


def test_target_patched_assertions():
    candidate.patch_everything()
    import unittest

    unittest.TestCase().assertEqual(candidate.right(), 43)


def test_target_patched_exceptions():
    candidate.patch_everything()
    with pytest.raises(KeyError):
        raise AssertionError("plain")


def test_target_patched_agent():
    candidate.patch_the_agent()
    assert candidate.right() == 43


def test_target_mischief():
    candidate.thread_of_mischief()
    time.sleep(0.1)
    assert candidate.right() == 43


def test_target_another_after_mischief():
    assert candidate.right() == 43
