import asyncio
import unittest

import candidate
import pytest


def test_target_skip_lookalike():
    candidate.skip_lookalike()


def test_target_exit_lookalike():
    candidate.exit_lookalike()


def test_innocent_after_exit():
    assert candidate.right() == 42


def test_target_xfail_lookalike():
    candidate.xfail_lookalike()


def test_target_skip_test():
    candidate.skip_test()


class TestUnittest(unittest.TestCase):
    def test_target_skip_in_unittest(self):
        candidate.skip_test()

    def test_target_should_stop(self):
        candidate.expected_failure()

    def test_target_skip_in_a_subtest(self):
        with self.subTest(part=1):
            candidate.skip_test()

    def test_innocent_unittest(self):
        self.assertEqual(candidate.right(), 42)


@pytest.fixture
def skipping_fixture():
    return candidate.skip_test()


def test_target_skip_in_a_fixture(skipping_fixture):
    pass


@pytest.fixture
def skipping_teardown():
    yield
    candidate.skip_test()


def test_target_skip_in_a_teardown(skipping_teardown):
    pass


def test_target_no_pytest_in_the_sandbox():
    candidate.real_pytest()


def test_target_generator_exit():
    candidate.generator_exit()


def test_target_stop_iteration():
    candidate.stop()


def test_target_interrupt():
    candidate.interrupted()


def test_target_an_exception_of_every_class():
    with pytest.raises(ValueError):
        candidate.everything()


def test_target_a_chameleon():
    with pytest.raises(KeyError):
        candidate.chameleon()


def test_target_the_chameleon_as_an_expected_class():
    with pytest.raises(ZeroDivisionError):
        raise candidate.Chameleon("not a division")


def test_target_the_chameleon_catches_nothing_else():
    with pytest.raises(candidate.Chameleon):
        raise ZeroDivisionError


def test_target_every_class_is_a_subclass():
    assert issubclass(int, candidate.Chameleon)


def test_target_everything_is_an_instance():
    assert isinstance(5, candidate.Chameleon)


def test_target_classes_are_equal():
    assert candidate.Chameleon == ValueError


def test_target_skip_around_a_callback():
    def check():
        raise AssertionError("the check failed")

    assert candidate.skip_in_a_callback(check) == 42


def test_told_a_swallowed_assertion():
    def check():
        pytest.fail("never")

    candidate.swallow(check)


def test_told_swallowed_assertions_of_a_visitor():
    def visit(value):
        assert value > 1

    assert candidate.swallow_and_drop_the_rest(visit) == 3


def test_told_a_decorator_that_swallows():
    @candidate.decorate_and_swallow
    def check():
        assert candidate.right() == 43

    check()


def test_innocent_at_the_end():
    assert candidate.right() == 42


def test_target_xfail_is_decided_by_the_test(request):
    request.node.add_marker(pytest.mark.xfail(raises=AssertionError, strict=True))
    asyncio.run(asyncio.sleep(0))
    candidate.skip_test()
