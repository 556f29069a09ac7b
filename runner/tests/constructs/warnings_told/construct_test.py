import warnings

import candidate
import pytest


def test_a_deprecation():
    with pytest.warns(DeprecationWarning, match="use new") as caught:
        assert candidate.old(5) == 5
    assert len(caught) == 1
    assert str(caught[0].message) == "old is deprecated, use new"
    assert caught[0].category is DeprecationWarning


def test_deprecated_call():
    with pytest.deprecated_call():
        candidate.old(1)


def test_two_kinds():
    with pytest.warns() as caught:
        assert candidate.doubtful() == "result"
    assert [warning.category for warning in caught] == [UserWarning, RuntimeWarning]


def test_a_class_of_the_candidate():
    with pytest.warns(candidate.OldWay, match="Legacy is old"):
        candidate.Legacy()
    with pytest.warns(DeprecationWarning):
        candidate.Legacy()


def test_recwarn(recwarn):
    candidate.doubtful()
    assert len(recwarn) == 2
    assert recwarn.pop(RuntimeWarning).message.args == ("and again",)


def test_no_warning(recwarn):
    assert candidate.fine() == 1
    assert candidate.quiet() == "quiet"
    assert len(recwarn) == 0


def test_pytest_warns_fails_without_one():
    with pytest.raises(pytest.fail.Exception):
        with pytest.warns(UserWarning):
            candidate.fine()


def test_warnings_as_errors():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(DeprecationWarning, match="old is deprecated"):
            candidate.old(1)
        assert candidate.fine() == 1


@pytest.mark.filterwarnings("error::RuntimeWarning")
def test_by_a_mark():
    with pytest.raises(RuntimeWarning, match="and again"):
        candidate.doubtful()


def test_catch_warnings_of_the_test():
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        candidate.old(1)
        candidate.old(2)
    assert len(caught) == 2


def test_ignored_by_the_test():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert candidate.doubtful() == "result"


def test_the_candidate_catches_its_own():
    assert candidate.collect() == ["doubtful", "and again"]


def test_a_warning_of_the_test_through_the_candidate():
    def function():
        warnings.warn("mine", FutureWarning)
        return 3

    with pytest.warns(FutureWarning, match="mine"):
        assert candidate.calls(function) == 3


def test_where_it_points():
    with pytest.warns(DeprecationWarning) as caught:
        candidate.old(1)
    assert caught[0].filename == __file__
