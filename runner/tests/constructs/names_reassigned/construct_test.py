"""A name of the candidate's module is another thing after it was assigned anew, by whoever and whenever."""

import importlib
import time
from unittest import mock

import candidate
import pytest


@pytest.fixture(autouse=True)
def as_at_first():
    yield
    importlib.reload(candidate)


def test_the_candidate_assigns_it_in_a_call():
    first, second = candidate.greet, candidate.farewell
    assert (candidate.greet(), candidate.farewell()) == ("hello", "bye")
    candidate.swap()
    assert (candidate.greet(), candidate.farewell()) == ("bye", "hello")
    assert candidate.greet is second and candidate.farewell is first
    assert first() == "hello"


def test_the_test_assigns_it():
    assert candidate.greet() == "hello"
    candidate.greet = lambda: "hi"
    assert candidate.greet() == "hi"
    assert candidate.call_greet() == "hi"


def test_it_is_patched_and_put_back(monkeypatch):
    before = candidate.greet
    with mock.patch("candidate.greet", return_value="patched"):
        assert candidate.greet() == "patched"
        assert candidate.call_greet() == "patched"
    assert candidate.greet is before
    assert candidate.call_greet() == "hello"
    monkeypatch.setattr(candidate, "greet", candidate.farewell)
    assert candidate.greet() == "bye"
    monkeypatch.undo()
    assert candidate.greet() == "hello"


def test_a_callback_of_the_test_changes_it():
    assert candidate.greet() == "hello"

    def change():
        candidate.swap()
        return candidate.greet()

    assert candidate.call_twice(change) == ("bye", "bye")
    assert candidate.greet() == "bye"


def test_a_class_is_replaced():
    old = candidate.Counter
    assert candidate.Counter.step == 1
    thing = candidate.Counter()
    candidate.replace_counter()
    assert candidate.Counter.step == 10
    assert candidate.Counter is not old
    assert not isinstance(thing, candidate.Counter)
    assert isinstance(candidate.Counter(), candidate.Counter)


def test_something_that_is_called_becomes_something_plain():
    assert candidate.speak() == "one"
    candidate.speak.word = "more"
    assert candidate.speak() == "more"
    candidate.turn_plain()
    assert candidate.speak == "two"


def test_it_is_deleted_and_comes_back():
    assert candidate.farewell() == "bye"
    kept = candidate.forget()
    with pytest.raises(AttributeError):
        candidate.farewell()
    assert not hasattr(candidate, "farewell")
    candidate.put_back(kept)
    assert candidate.farewell is kept
    del candidate.farewell
    assert not hasattr(candidate, "farewell")


def test_a_thread_changes_what_is_plain():
    assert candidate.limit == 1
    thread = candidate.finish_later()
    deadline = time.monotonic() + 5
    while not candidate.done and time.monotonic() < deadline:
        time.sleep(0.01)
    assert candidate.done
    assert candidate.limit == 2
    thread.join()


def test_it_is_made_when_it_is_asked_for():
    assert candidate.made_one() == ["made_one"]
    assert candidate.made_one is not candidate.made_one
    assert candidate.made_two() == ["made_two"]


def test_a_reload_makes_it_anew():
    before = candidate.greet
    importlib.reload(candidate)
    assert candidate.greet is not before
    assert candidate.greet() == "hello"


def test_another_name_for_the_module_is_the_same():
    import candidate as again

    assert again.greet is candidate.greet
    candidate.swap()
    assert again.greet() == candidate.greet() == "bye"


def test_a_name_of_its_own_class():
    first, second = candidate.Counter(), candidate.Counter()
    first.count += candidate.Counter.step
    candidate.Counter.step = 5
    second.count += candidate.Counter.step
    assert (first.count, second.count) == (1, 5)
