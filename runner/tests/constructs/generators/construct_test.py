import inspect
import types
from itertools import islice

import candidate
import pytest
from candidate import Tree


def test_is_a_generator():
    generator = candidate.count_up(3)
    assert isinstance(generator, types.GeneratorType)
    assert inspect.isgenerator(generator)
    assert iter(generator) is generator
    assert list(generator) == [0, 1, 2]
    assert list(generator) == []


def test_the_function_is_a_generator_function():
    assert inspect.isgeneratorfunction(candidate.count_up)
    assert not inspect.isgeneratorfunction(candidate.take)


def test_an_endless_one_is_read_as_far_as_needed():
    assert list(islice(candidate.forever(), 5)) == [0, 1, 2, 3, 4]
    for number in candidate.forever():
        if number > 3:
            break
    assert number == 4


def test_chunks_with_a_short_last_one():
    assert list(candidate.chunks(range(5), 2)) == [[0, 1], [2, 3], [4]]
    assert list(candidate.chunks([], 2)) == []


def test_a_bad_size_is_said_at_once():
    with pytest.raises(ValueError, match="positive"):
        candidate.chunks([1], 0)


def test_the_source_is_read_only_as_needed():
    read = []

    def source():
        for number in range(100):
            read.append(number)
            yield number

    chunks = candidate.chunks(source(), 3)
    assert read == []
    assert next(chunks) == [0, 1, 2]
    assert read == [0, 1, 2]


def test_send():
    averager = candidate.averager()
    assert next(averager) is None
    assert averager.send(10) == 10
    assert averager.send(20) == 15
    with pytest.raises(StopIteration) as caught:
        averager.send(None)
    assert caught.value.value == 30


def test_send_before_start_is_refused():
    with pytest.raises(TypeError, match="just-started"):
        candidate.averager().send(1)


def test_throw_is_handled_inside():
    log = []
    generator = candidate.resilient(log)
    next(generator)
    generator.send("a")
    generator.throw(ValueError("bad"))
    generator.send("b")
    assert log == ["a", "step", "bad", "step", "b", "step"]
    with pytest.raises(KeyError):
        generator.throw(KeyError("k"))
    assert log[-1] == "step"


def test_yield_from_passes_the_return_value():
    def collect():
        result = yield from candidate.delegating()
        seen.append(result)

    seen = []
    generator = collect()
    next(generator)
    generator.send(2)
    generator.send(4)
    with pytest.raises(StopIteration):
        generator.send(None)
    assert seen == [12]


def test_close_runs_the_finally_block():
    log = []
    generator = candidate.cleaning(log)
    assert next(generator) == 1
    assert log == []
    generator.close()
    assert log == ["cleaned"]
    with pytest.raises(StopIteration):
        next(generator)


def test_close_before_start_runs_nothing():
    log = []
    candidate.cleaning(log).close()
    assert log == []


def test_dropping_it_early_cleans_up():
    log = []
    for _ in candidate.cleaning(log):
        break
    assert log == ["cleaned"]


def test_deleting_the_last_reference_cleans_up():
    log = []
    generator = candidate.cleaning(log)
    next(generator)
    del generator
    assert log == ["cleaned"]


def test_nothing_runs_before_the_first_next():
    log = []
    generator = candidate.lazy(log)
    assert log == []
    next(generator)
    assert log == ["started"]
    next(generator)
    assert log == ["started", "second"]


def test_generator_expressions_and_builtin_iterators():
    squares = candidate.squares(range(4))
    assert inspect.isgenerator(squares)
    assert list(squares) == [0, 1, 4, 9]
    assert list(candidate.evens(range(5))) == [0, 2, 4]
    assert list(candidate.pairs("ab", [1, 2])) == [("a", 1), ("b", 2)]
    assert list(candidate.numbered("ab")) == [(1, "a"), (2, "b")]
    assert not isinstance(candidate.evens([]), list)
    assert not isinstance(candidate.pairs([], []), list)


def test_an_infinite_source_of_the_test():
    def endless():
        number = 0
        while True:
            number += 1
            yield number

    assert list(islice(candidate.squares(endless()), 3)) == [1, 4, 9]
    assert candidate.take(3, endless()) == [1, 2, 3]


def test_how_much_of_the_tests_iterator_was_read():
    iterator = iter(range(10))
    candidate.take(3, iterator)
    assert next(iterator) == 3


def test_recursion_with_yield_from():
    tree = Tree(1, Tree(2, Tree(3)), Tree(4))
    assert list(tree) == [1, 2, 3, 4]
    assert sum(tree) == 10
    assert max(tree) == 4
    assert 3 in tree
    assert list(reversed(tree)) == [4, 3, 2, 1]
    a, *rest = tree
    assert (a, rest) == (1, [2, 3, 4])


def test_a_generator_that_refuses_to_close():
    generator = candidate.refuses_to_close()
    next(generator)
    with pytest.raises(RuntimeError, match="ignored GeneratorExit"):
        generator.close()


def test_an_error_midway():
    generator = candidate.raises_midway()
    assert next(generator) == 1
    with pytest.raises(LookupError, match="midway"):
        next(generator)
    with pytest.raises(StopIteration):
        next(generator)


def test_one_list_yielded_thrice():
    collected = list(candidate.mutable_yields())
    assert collected == [[0, 1, 2]] * 3
    assert collected[0] is collected[2]


def test_a_thrown_error_is_translated():
    generator = candidate.translating()
    assert next(generator) == "ready"
    error = KeyError("k")
    with pytest.raises(candidate.Closed, match="translated") as caught:
        generator.throw(error)
    assert caught.value.__cause__ is error


def test_the_candidates_own_error_thrown_into_its_generator():
    generator = candidate.raises_midway()
    next(generator)
    with pytest.raises(candidate.Closed):
        generator.throw(candidate.Closed("thrown"))


def test_the_candidate_consumes_a_generator_of_the_test():
    def mine():
        yield 1
        yield 2
        return "end"

    assert candidate.consume(mine()) == [1, 2, ("returned", "end")]


def test_the_candidate_sends_into_a_generator_of_the_test():
    def mine():
        value = yield
        while True:
            value = yield value * 2

    assert candidate.drive(mine(), [1, 2, 3]) == [2, 4, 6]


def test_the_candidate_throws_into_a_generator_of_the_test():
    def mine():
        try:
            yield 1
        except ValueError as error:
            yield f"got {error}"

    assert candidate.throw_into(mine(), ValueError("v")) == "got v"


def test_the_candidate_closes_a_generator_of_the_test():
    closed = []

    def mine():
        try:
            yield
        finally:
            closed.append(True)

    candidate.close_it(mine())
    assert closed == [True]


def test_generator_state():
    generator = candidate.count_up(1)
    assert inspect.getgeneratorstate(generator) == inspect.GEN_CREATED
    next(generator)
    assert inspect.getgeneratorstate(generator) == inspect.GEN_SUSPENDED
    list(generator)
    assert inspect.getgeneratorstate(generator) == inspect.GEN_CLOSED
