import candidate
import pytest


def test_target_leave_at_once():
    assert candidate.leave_at_once() == 42


def test_innocent_after_exit():
    assert candidate.right() == 42


def test_target_exit_is_no_pass():
    assert candidate.leave_politely() == 42


def test_target_system_exit():
    candidate.leave_by_exception()


def test_target_kill():
    candidate.leave_by_signal()


def test_target_abort():
    candidate.leave_by_abort()


def test_innocent_after_abort():
    assert candidate.right() == 42


def test_target_segmentation_fault():
    candidate.leave_by_segmentation_fault()


def test_target_another_program():
    candidate.become_another_program()


def test_target_exit_in_a_thread():
    assert candidate.leave_in_a_thread() == 42


def test_target_exit_around_a_callback():
    seen = []
    candidate.leave_in_a_callback(lambda: seen.append(1))
    assert seen == [2]


def test_target_exit_is_not_caught_by_a_wide_except():
    try:
        candidate.leave_at_once()
    except BaseException:
        pass


def test_target_exit_is_no_expected_exception():
    with pytest.raises(BaseException):
        candidate.leave_at_once()


def test_target_exit_when_dropped():
    assert candidate.dropped() == 42
    assert candidate.right() == 42


def test_target_interrupt():
    candidate.interrupt()


def test_innocent_after_interrupt():
    assert candidate.right() == 42


def test_target_a_generator_that_leaves():
    assert list(candidate.generator_that_leaves()) == [1]


def test_target_everything_closed():
    assert candidate.close_everything() == 43


def test_target_everybody_killed():
    assert candidate.kill_everybody() == 42


def test_innocent_after_all_that():
    assert candidate.right() == 42


def test_target_forked():
    assert candidate.fork_and_answer_twice() == 43


def test_innocent_after_fork():
    assert candidate.right() == 42


def test_innocent_at_the_end():
    assert candidate.right() == 42
