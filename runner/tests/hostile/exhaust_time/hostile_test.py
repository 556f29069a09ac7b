import asyncio

import candidate
import pytest


def test_target_loop():
    candidate.loop()


def test_innocent_after_a_loop():
    assert candidate.right() == 42


def test_target_loop_that_catches():
    candidate.loop_that_catches()


def test_target_sleep():
    candidate.sleep()


def test_target_a_test_cannot_catch_its_deadline():
    try:
        candidate.sleep()
    except BaseException:
        pass


def test_target_a_deadline_is_no_expected_error():
    with pytest.raises(BaseException):
        candidate.sleep()


def test_target_catastrophic_expression():
    assert candidate.catastrophic()


def test_target_big_number():
    candidate.big_power()


def test_target_dead_lock():
    candidate.dead_lock()


def test_innocent_after_a_dead_lock():
    assert candidate.right() == 42


def test_target_endless_generator():
    assert list(candidate.endless())


def test_target_endless_sum():
    assert sum(candidate.hangs())


def test_target_repr():
    assert repr(candidate.hangs())


def test_target_failed_assertion_shows_a_hanging_repr():
    assert candidate.hangs() == 42


def test_innocent_after_a_repr():
    assert candidate.right() == 42


def test_target_length():
    assert len(candidate.hangs()) == 3


def test_target_hash():
    assert {candidate.hangs_when_hashed(): 1}


def test_target_hanging_error_text():
    candidate.raise_hanging()


def test_target_expected_error_with_hanging_text():
    with pytest.raises(candidate.HangsInTheError, match="x"):
        candidate.raise_hanging()


def test_target_finalizer():
    assert candidate.drop() == 43


def test_innocent_after_a_finalizer():
    assert candidate.right() == 42


def test_target_threads_that_run_on():
    assert candidate.slow_thread() == 43


def test_innocent_after_threads():
    assert candidate.right() == 42


def test_target_no_switching():
    assert candidate.switch_interval() == 43


def test_innocent_after_no_switching():
    assert candidate.right() == 42


def test_target_callbacks_without_end():
    candidate.call_for_ever(lambda: None)


def test_target_ping_pong_without_end():
    def pong(ping):
        return ping(pong)

    candidate.ping(pong)


def test_target_comparison_of_two():
    assert candidate.grows() == candidate.grows() == 42


def test_target_a_failing_callback_without_end():
    def fail():
        raise AssertionError("x" * 1000)

    candidate.swallow_everything(fail)


def test_target_a_coroutine_that_cannot_be_cancelled():
    asyncio.run(asyncio.wait_for(candidate.never(), 0.1))


def test_innocent_at_the_end():
    assert candidate.right() == 42
