"""What tests and the code hold, remember or change lives on into the next edge case as in one process."""

import gc
import importlib
import sys
import threading
import weakref

import candidate
import pytest

found = []
weak = weakref.WeakKeyDictionary()
plain = []


class Mine(list):
    pass


MINE = Mine([1])


@pytest.fixture(scope="module")
def poller():
    stop = threading.Event()

    def run():
        while not stop.is_set():
            candidate.get(0)()

    thread = threading.Thread(target=run)
    thread.start()
    yield
    stop.set()
    thread.join()


def test_held_by_the_test_file():
    found.extend(map(candidate.get, range(3)))
    candidate.cached(5).told = "here"


def test_held_by_the_test_file_afterwards():
    assert [function() for function in found] == [0, 1, 2]
    assert all(function is candidate.get(number) for number, function in enumerate(found))
    assert candidate.cached(5)() == 5
    assert candidate.cached(5).told == "here"


def test_remembered_weakly():
    weak[candidate.get(3)] = "three"
    plain.append(weakref.ref(candidate.get(4)))


def test_remembered_weakly_afterwards():
    gc.collect()
    assert weak[candidate.get(3)] == "three"
    assert plain[0]() is candidate.get(4)


def test_renamed():
    candidate.get(5).__name__ = "renamed"
    candidate.get(6).__doc__ = "told"


def test_renamed_afterwards():
    assert candidate.get(5).__name__ == "renamed"
    assert candidate.get(6).__doc__ == "told"


def test_an_ended_callback_is_given_a_function():
    seen = []
    candidate.subscribe(lambda function: seen.append(function()))
    candidate.emit(0)
    assert seen == [0]


def test_an_ended_callback_is_given_another_one():
    candidate.emit(8)


@pytest.mark.parametrize("again", range(3))
def test_what_the_ended_callback_was_given(again):
    assert candidate.get(8)() == 8


def test_an_error_with_a_function_is_raised_twice():
    first = None
    try:
        candidate.fail()
    except ValueError as error:
        first = error
    with pytest.raises(ValueError) as again:
        candidate.fail()
    assert again.value is first


@pytest.mark.parametrize("again", range(3))
def test_the_function_of_the_error(again):
    gc.collect()
    assert candidate.get(7)() == 7


def test_many_lists_are_shared():
    found.append(candidate.MANY)
    assert candidate.MANY[3] == [3]


@pytest.mark.parametrize("length", [1, 2, 3])
def test_a_list_of_its_own_kind_goes_on(length):
    assert len(candidate.row()) == length
    candidate.row().append(length)
    assert candidate.ROW is candidate.row()
    assert candidate.ROW[-1] == length


@pytest.mark.parametrize("length", [1, 3, 5])
def test_a_list_of_the_tests_kind_goes_on(length):
    assert len(MINE) == length
    candidate.take(MINE)
    candidate.add("theirs")
    MINE.append("ours")
    assert MINE[-2:] == ["theirs", "ours"]


@pytest.mark.parametrize("number", range(12))
def test_another_thread_asks_meanwhile(poller, number):
    assert candidate.get(number % 9)() == number % 9
    assert candidate.row()[0] == 1


def test_the_module_is_imported_anew_beside_the_old_one(monkeypatch):
    assert candidate.version() == 1
    monkeypatch.delitem(sys.modules, "candidate")
    new = importlib.import_module("candidate")
    candidate.change()
    assert candidate.version() == 2
    assert new.version() == 1
    monkeypatch.setattr(candidate, "version", lambda: 7)
    assert candidate.version() == 7
