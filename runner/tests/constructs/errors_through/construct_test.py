import candidate
import pytest


class Mine(Exception):
    def __init__(self, code, *, detail=None):
        super().__init__(f"code {code}")
        self.code = code
        self.detail = detail


class Child(Mine):
    pass


def raising(error):
    def function():
        raise error

    return function


def test_the_same_object_comes_back():
    error = Mine(1, detail=[1])
    with pytest.raises(Mine) as caught:
        candidate.call(raising(error))
    assert caught.value is error
    assert caught.value.detail == [1]


def test_the_tests_frame_is_in_the_traceback():
    def the_inner_function():
        raise Mine(1)

    with pytest.raises(Mine) as caught:
        candidate.call(the_inner_function)
    assert any(entry.name == "the_inner_function" for entry in caught.traceback)


def test_wrapped_with_the_original_as_cause():
    error = Mine(2)
    with pytest.raises(candidate.Wrapped, match="code 2") as caught:
        candidate.call_and_wrap(raising(error))
    assert caught.value.__cause__ is error


def test_finally_runs_and_the_error_passes():
    cleaned = []
    error = Mine(3)
    with pytest.raises(Mine) as caught:
        candidate.call_and_clean(raising(error), lambda: cleaned.append(True))
    assert caught.value is error
    assert cleaned == [True]


def test_returned_as_a_value():
    error = Mine(4)
    result, caught = candidate.attempt(raising(error))
    assert result is None
    assert caught is error
    assert candidate.attempt(lambda: 5) == (5, None)


def test_raised_again_later():
    error = Child(5)
    with pytest.raises(Mine) as caught:
        candidate.reraise_later(raising(error))
    assert caught.value is error
    assert type(caught.value) is Child


def test_a_note_is_added_to_the_tests_error():
    error = Mine(6)
    with pytest.raises(Mine) as caught:
        candidate.annotate(raising(error), "while testing")
    assert caught.value is error
    assert error.__notes__ == ["while testing"]


def test_catches_by_a_class_that_the_test_passes_in():
    assert candidate.select(raising(Child(1)), Mine) == "Child"
    assert candidate.select(raising(KeyError("k")), Mine, LookupError) == "KeyError"
    with pytest.raises(ValueError):
        candidate.select(raising(ValueError("v")), Mine)


def test_suppress_with_a_class_of_the_test():
    assert candidate.suppressed(raising(Child(1)), Mine) == "suppressed"
    assert candidate.suppressed(lambda: None, Mine) == "returned"
    with pytest.raises(ZeroDivisionError):
        candidate.suppressed(lambda: 1 / 0, Mine)


def test_chained_by_the_candidate():
    error, cause = Mine(7), ValueError("cause")
    with pytest.raises(Mine) as caught:
        candidate.chain(error, cause)
    assert caught.value is error
    assert caught.value.__cause__ is cause


def test_an_instance_passed_in_is_raised():
    error = Mine(8)
    with pytest.raises(Mine) as caught:
        candidate.raise_it(error)
    assert caught.value is error


def test_a_class_passed_in_is_raised():
    class Simple(Exception):
        pass

    with pytest.raises(Simple):
        candidate.raise_it(Simple)
    with pytest.raises(KeyError):
        candidate.raise_it(KeyError)


def test_attributes_of_the_tests_error_are_seen():
    assert candidate.attribute(raising(Mine(9, detail="d")), "code") == 9
    assert candidate.attribute(raising(Mine(9, detail="d")), "detail") == "d"
    assert candidate.attribute(raising(OSError(2, "no")), "errno") == 2
    assert candidate.attribute(raising(Mine(9)), "nothing") == "absent"


def test_a_policy_with_classes_of_the_test():
    policy = candidate.Policy((Mine, OSError))
    assert policy.retryable(Child(1)) is True
    assert policy.retryable(FileNotFoundError()) is True
    assert policy.retryable(ValueError()) is False


def test_a_failing_assertion_in_a_callback_fails_the_test_plainly():
    def check():
        assert [1, 2] == [1, 3]

    with pytest.raises(AssertionError):
        candidate.call(check)


def test_pytest_fail_and_skip_pass_through_a_callback():
    with pytest.raises((pytest.fail.Exception, AssertionError)):
        candidate.call(lambda: pytest.fail("x"))


def test_the_wrong_order_of_handlers_is_not_hidden():
    with pytest.raises(ExceptionGroup) as caught:
        candidate.call(raising(ExceptionGroup("g", [Mine(1), ValueError()])))
    assert type(caught.value.exceptions[0]) is Mine
