import contextlib

import candidate
import pytest
from candidate import Resource


def test_enter_returns_the_resource_itself():
    log = []
    resource = Resource(log)
    with resource as inside:
        assert inside is resource
        assert not resource.closed
        assert log == ["enter"]
    assert resource.closed
    assert log == ["enter", ("exit", None, None, False)]


def test_an_error_passes_after_the_exit():
    log = []
    error = ValueError("v")
    with pytest.raises(ValueError) as caught:
        with Resource(log):
            raise error
    assert caught.value is error
    assert log == ["enter", ("exit", "ValueError", "v", True)]


def test_a_chosen_error_is_swallowed():
    log = []
    with Resource(log, swallow=[KeyError]):
        raise KeyError("k")
    assert log[-1] == ("exit", "KeyError", "'k'", True)
    with pytest.raises(IndexError):
        with Resource(log, swallow=[KeyError]):
            raise IndexError


def test_a_class_of_the_test_is_swallowed():
    class Mine(Exception):
        pass

    with Resource([], swallow=[Mine]):
        raise Mine


def test_a_dict_of_the_test_is_changed_and_restored():
    target = {"a": 1}
    with candidate.temporarily(target, "a", 2) as before:
        assert before == 1
        assert target == {"a": 2}
    assert target == {"a": 1}
    with candidate.temporarily(target, "b", 3):
        assert target["b"] == 3
    assert target == {"a": 1}


def test_restored_after_an_error():
    target = {"a": 1}
    with pytest.raises(ZeroDivisionError):
        with candidate.temporarily(target, "a", 2):
            1 / 0
    assert target == {"a": 1}


def test_an_error_is_translated_with_its_cause():
    error = KeyError("k")
    with pytest.raises(RuntimeError, match="translated 'k'") as caught:
        with candidate.translated(LookupError):
            raise error
    assert caught.value.__cause__ is error
    with candidate.translated(LookupError) as nothing:
        assert nothing is None


def test_used_as_a_decorator_on_a_function_of_the_test():
    before = candidate.timed.runs

    @candidate.timed()
    def work(value):
        return value + 1

    assert work(1) == 2
    assert work(2) == 3
    assert work.__name__ == "work"
    assert candidate.timed.runs == before + 2


def test_a_generator_manager_as_a_decorator():
    target = {"a": 1}

    @candidate.temporarily(target, "a", 9)
    def work():
        return target["a"]

    assert work() == 9
    assert target == {"a": 1}


def test_exit_stack_of_the_candidate_with_managers_of_the_test():
    log = []

    @contextlib.contextmanager
    def mine(name):
        log.append(f"in {name}")
        yield name
        log.append(f"out {name}")

    assert candidate.enter_all([mine("a"), mine("b")]) == ["a", "b"]
    assert log == ["in a", "in b", "out b", "out a"]


def test_exit_stack_of_the_test_with_managers_of_the_candidate():
    log = []
    with contextlib.ExitStack() as stack:
        first = stack.enter_context(Resource(log))
        stack.enter_context(Resource(log))
        stack.callback(log.append, "callback")
    assert first.closed
    assert [entry if isinstance(entry, str) else entry[0] for entry in log] == ["enter", "enter", "callback", "exit", "exit"]


def test_a_manager_class_of_the_test():
    class Mine:
        log = []

        def __enter__(self):
            return 5

        def __exit__(self, kind, error, traceback):
            self.log.append((kind, str(error)))
            return kind is ValueError

    assert candidate.run_inside(Mine(), lambda value: value * 2) == 10

    def fail(value):
        raise ValueError(value)

    assert candidate.run_inside(Mine(), fail) is None
    with pytest.raises(KeyError):
        candidate.run_inside(Mine(), lambda value: {}[value])
    assert Mine.log == [(None, "None"), (ValueError, "5"), (KeyError, "5")]


def test_one_that_never_yields():
    with pytest.raises(RuntimeError, match="didn't yield"):
        with candidate.never_yields():
            pass


def test_a_transaction_rolls_back_what_the_test_did():
    store = {"a": 1}
    with pytest.raises(KeyboardInterrupt):
        with candidate.transaction(store) as inside:
            assert inside is store
            inside["b"] = 2
            del inside["a"]
            raise KeyboardInterrupt
    assert store == {"a": 1}
    with candidate.transaction(store):
        store["c"] = 3
    assert store == {"a": 1, "c": 3}


def test_reentrant():
    nested = candidate.Nested()
    with nested as one:
        with nested as two:
            assert (one, two) == (1, 2)
        assert nested.depth == 1
    assert nested.depth == 0


def test_an_error_in_the_tests_exit_has_its_context():
    class Mine:
        def __enter__(self):
            pass

        def __exit__(self, *details):
            raise OSError("in exit")

    assert candidate.exit_error(Mine()) == ("OSError", "KeyError")


def test_closing_and_suppress_around_the_candidate():
    class Closes:
        closed = False

        def close(self):
            self.closed = True

    thing = Closes()
    assert candidate.run_inside(contextlib.closing(thing), lambda value: value is thing) is True
    assert thing.closed
    assert candidate.run_inside(contextlib.nullcontext(3), lambda value: value) == 3
