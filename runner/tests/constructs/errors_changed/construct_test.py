"""A test's exceptions come back as the candidate left them."""

import candidate
import pytest
from candidate import annotate, forget, hold, link, raise_from, raise_while, rewrite


def test_a_note_by_a_context_manager():
    error = LookupError("gone")
    with pytest.raises(LookupError), hold("noted"):
        raise error
    assert error.__notes__ == ["noted"]


def test_a_note_by_a_call():
    error = ValueError("a")
    annotate(error, "one", "two")
    assert error.__notes__ == ["one", "two"]
    annotate(error, "two")
    assert error.__notes__ == ["one", "two", "two"]


def test_equal_notes_stay_two():
    error = ValueError("a")
    error.add_note("same")
    annotate(error, "same")
    assert error.__notes__ == ["same", "same"]


def test_rewritten_notes():
    error = ValueError("a")
    error.add_note("old")
    rewrite(error, ["new", "newer"])
    assert error.__notes__ == ["new", "newer"]
    forget(error)
    assert not hasattr(error, "__notes__")


def test_links():
    error, cause, context = ValueError("a"), KeyError("c"), TypeError("d")
    link(error, cause, context)
    assert error.__cause__ is cause
    assert error.__context__ is context
    assert error.__suppress_context__
    link(error)
    assert error.__cause__ is None
    assert error.__context__ is None


def test_another_cause():
    error, first, second = ValueError("a"), KeyError("first"), KeyError("second")
    error.__cause__ = first
    with pytest.raises(ValueError, match="a"):
        raise_from(error, second)
    assert error.__cause__ is second


def test_raised_while_handling():
    error, other = ValueError("a"), KeyError("other")
    with pytest.raises(ValueError, match="a"):
        raise_while(error, other)
    assert error.__context__ is other
    assert error.__cause__ is None


def test_an_exception_of_the_candidate_noted_by_the_test():
    with pytest.raises(candidate.Oops) as caught:
        candidate.fail()
    caught.value.add_note("by the test")
    assert candidate.last_note(caught.value) == "by the test"
    cause = KeyError("why")
    caught.value.__cause__ = cause
    notes, found = candidate.of_last()
    assert notes == ["by the test"]
    assert found is cause


def test_annotations_of_an_object():
    def mine(a: int, b: str = "") -> bool:
        return True

    wrapped = candidate.Wrapped(mine)
    assert wrapped.__annotations__ == {"a": int, "b": str, "return": bool}
    assert wrapped.__name__ == "mine"
    assert wrapped(1)
