"""A generator that both sides hold goes on where it was, whoever asked it last; it is closed when nobody holds it."""

import gc
import inspect

import candidate
import pytest


def numbers(log=None):
    try:
        for number in range(10):
            yield number
    finally:
        if log is not None:
            log.append("closed")


async def later_numbers(log=None):
    try:
        for number in range(10):
            yield number
    finally:
        if log is not None:
            log.append("closed")


def by_hand(coroutine):
    with pytest.raises(StopIteration) as stopped:
        coroutine.send(None)
    return stopped.value.value


def test_the_rest_is_left():
    generator = numbers()
    assert candidate.first(generator) == 0
    gc.collect()
    assert next(generator) == 1
    assert candidate.first(generator) == 2
    assert list(generator) == list(range(3, 10))


def test_the_rest_after_a_loop_that_was_left():
    generator = numbers()
    assert candidate.until(generator, 3) == 3
    assert candidate.until(generator, 5) == 5
    assert next(generator) == 6


def test_one_that_nobody_else_holds_is_closed():
    log = []
    assert candidate.first(numbers(log)) == 0
    assert log == ["closed"]


def test_one_that_the_test_holds_is_closed_with_it():
    log = []
    generator = numbers(log)
    assert candidate.first(generator) == 0
    assert log == []
    del generator
    gc.collect()
    assert log == ["closed"]


def test_one_that_the_test_began_is_closed_by_the_candidate():
    log = []
    generator = numbers(log)
    assert next(generator) == 0
    candidate.close(generator)
    assert log == ["closed"]
    assert list(generator) == []


def test_the_candidates_is_handed_out_twice():
    log = []
    tap = candidate.Tap(log)
    assert next(tap.drops) == 0
    gc.collect()
    assert log == []
    assert next(tap.drops) == 1
    assert inspect.getgeneratorstate(tap.drops) == inspect.GEN_SUSPENDED
    for drop in tap.drops:
        assert drop == 2
        break
    assert log == []
    tap.renew()
    assert log == ["dry"]
    assert next(tap.drops) == 0


def test_the_candidates_is_closed_by_the_test():
    log = []
    tap = candidate.Tap(log)
    next(tap.drops)
    tap.drops.close()
    assert log == ["dry"]
    assert list(tap.drops) == []


@pytest.mark.asyncio
async def test_the_rest_of_an_asynchronous_one():
    generator = later_numbers()
    assert await candidate.next_of(generator) == 0
    assert await generator.__anext__() == 1
    assert await candidate.first_of(generator) == 2
    assert [number async for number in generator] == list(range(3, 10))


def test_the_rest_of_an_asynchronous_one_without_a_loop():
    generator = later_numbers()
    assert by_hand(candidate.next_of(generator)) == 0
    assert by_hand(generator.__anext__()) == 1
    assert by_hand(candidate.first_of(generator)) == 2
    assert by_hand(generator.__anext__()) == 3
