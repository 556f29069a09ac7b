"""A test's running loop is found by plain functions too; a coroutine can be driven without any."""

import asyncio

import candidate
import pytest


def test_no_loop_runs():
    with pytest.raises(RuntimeError):
        candidate.now()


def test_a_plain_function_finds_the_running_loop():
    async def main():
        return candidate.now()

    assert asyncio.run(main()) > 0


def test_no_loop_runs_afterwards():
    asyncio.run(asyncio.sleep(0))
    with pytest.raises(RuntimeError):
        candidate.now()


def test_an_object_made_in_a_loop_rings_in_it():
    async def main():
        return await candidate.Alarm(0.01).wait()

    assert asyncio.run(main()) == "rung"


def test_a_cancelled_alarm_does_not_ring():
    async def main():
        alarm = candidate.Alarm(0.01)
        alarm.cancel()
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(alarm.wait(), 0.05)

    asyncio.run(main())


@pytest.mark.asyncio
async def test_under_pytest_asyncio():
    assert candidate.now() > 0
    assert await candidate.double(4) == 8


def drive(coroutine, *answers):
    """Runs a coroutine by hand; returns what it asked and what it returned."""
    asked = [coroutine.send(None)]
    try:
        for answer in answers:
            asked.append(coroutine.send(answer))
    except StopIteration as stop:
        return asked, stop.value
    raise AssertionError("it did not end")


def test_a_coroutine_driven_by_hand():
    assert drive(candidate.ask("how", "why"), 1, 2) == (["how", "why"], ["how 1", "why 2"])


def test_a_coroutine_that_never_waits():
    with pytest.raises(StopIteration) as caught:
        candidate.ask().send(None)
    assert caught.value.value == []


def test_an_exception_thrown_into_it():
    coroutine = candidate.ask("how")
    assert coroutine.send(None) == "how"
    with pytest.raises(KeyError):
        coroutine.throw(KeyError("no"))


def test_asynchronous_iteration_by_hand():
    async def numbers():
        yield 1
        yield 2

    with pytest.raises(StopIteration) as caught:
        candidate.total(numbers()).send(None)
    assert caught.value.value == 3


def test_an_asynchronous_generator_by_hand():
    async def collect():
        return [number async for number in candidate.countdown(3)]

    with pytest.raises(StopIteration) as caught:
        collect().send(None)
    assert caught.value.value == [3, 2, 1]
