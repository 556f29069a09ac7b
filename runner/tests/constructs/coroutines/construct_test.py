import asyncio
import inspect
from contextlib import asynccontextmanager

import candidate
import pytest


def test_a_coroutine_returns_its_value():
    assert asyncio.run(candidate.add(1, 2)) == 3


def test_it_is_a_coroutine_function():
    assert inspect.iscoroutinefunction(candidate.add)
    assert asyncio.iscoroutinefunction(candidate.add)
    assert inspect.isasyncgenfunction(candidate.ticks)
    assert not inspect.iscoroutinefunction(candidate.sync_runner)
    coroutine = candidate.add(1, 2)
    assert inspect.iscoroutine(coroutine)
    assert inspect.isawaitable(coroutine)
    coroutine.close()


def test_gather_of_the_tests_coroutines_runs_together():
    running = []

    async def job():
        running.append(1)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        seen = len(running)
        return seen

    assert asyncio.run(candidate.gather_all([job, job, job])) == [3, 3, 3]


def test_the_test_gathers_the_candidates():
    async def main():
        return await asyncio.gather(*(candidate.add(number, 1) for number in range(5)))

    assert asyncio.run(main()) == [1, 2, 3, 4, 5]


def test_errors_are_returned():
    async def good():
        return 1

    async def bad():
        raise ValueError("bad")

    errors = asyncio.run(candidate.first_error([good, bad, candidate.fail]))
    assert [type(error) for error in errors] == [ValueError, LookupError]


def test_an_error_is_raised():
    with pytest.raises(LookupError, match="async failure"):
        asyncio.run(candidate.fail())


def test_a_timeout_ends_the_tests_coroutine():
    cancelled = []

    async def slow():
        try:
            await asyncio.sleep(20)
        except asyncio.CancelledError:
            cancelled.append(True)
            raise

    async def main():
        return await candidate.with_timeout(slow(), 0.05)

    assert asyncio.run(main()) == "timed out"
    assert cancelled == [True]


def test_no_timeout():
    async def quick():
        return "quick"

    assert asyncio.run(candidate.with_timeout(quick(), 5)) == "quick"


def test_the_tests_wait_for_ends_the_candidate():
    log = []

    async def main():
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(candidate.cancellable(log), 0.05)

    asyncio.run(main())
    assert log == ["cancelled"]


def test_cancelling_a_task_of_the_candidate():
    log = []

    async def main():
        task = asyncio.create_task(candidate.cancellable(log))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return task.cancelled()

    assert asyncio.run(main()) is True
    assert log == ["cancelled"]


def test_a_task_made_by_the_candidate():
    log = []
    assert asyncio.run(candidate.background(log)) == "cleaned"
    assert log == ["cancelled"]


def test_no_more_than_the_limit_at_once():
    now = peak = 0

    async def job():
        nonlocal now, peak
        now += 1
        peak = max(peak, now)
        await asyncio.sleep(0.01)
        now -= 1
        return now

    assert len(asyncio.run(candidate.bounded([job] * 7, 3))) == 7
    assert peak == 3


def test_async_generator():
    async def main():
        return [value async for value in candidate.ticks(3)]

    assert asyncio.run(main()) == [0, 1, 2]
    assert inspect.isasyncgen(candidate.ticks(1))


def test_async_generator_stepwise():
    async def main():
        ticks = candidate.ticks(2)
        first = await anext(ticks)
        second = await ticks.__anext__()
        with pytest.raises(StopAsyncIteration):
            await anext(ticks)
        await ticks.aclose()
        return first, second

    assert asyncio.run(main()) == (0, 1)


def test_an_async_generator_of_the_test():
    async def source():
        yield 1
        await asyncio.sleep(0)
        yield 2

    assert asyncio.run(candidate.total(source())) == 3


def test_async_iterator_class():
    async def main():
        ticker = candidate.Ticker(3)
        values = [value async for value in ticker]
        return values, ticker.now

    assert asyncio.run(main()) == ([1, 2, 3], 3)


def test_an_async_context_manager():
    log = []

    async def main():
        async with candidate.Connection(log) as connection:
            return await connection.fetch("k")

    assert asyncio.run(main()) == "value of k"
    assert log == ["open", "close None"]


def test_an_async_context_manager_sees_and_swallows():
    log = []

    async def main():
        async with candidate.Connection(log):
            raise KeyError("swallowed")
        with pytest.raises(ValueError):
            async with candidate.Connection(log):
                raise ValueError("passed on")

    asyncio.run(main())
    assert log == ["open", "close KeyError", "open", "close ValueError"]


def test_asynccontextmanager_function():
    log = []

    async def main():
        async with candidate.transaction(log) as handle:
            assert handle == "handle"
        with pytest.raises(ValueError, match="x"):
            async with candidate.transaction(log):
                raise ValueError("x")

    asyncio.run(main())
    assert log == ["begin", "commit", "begin", "rollback"]


def test_a_context_manager_of_the_test():
    log = []

    @asynccontextmanager
    async def mine():
        log.append("in")
        yield 7
        log.append("out")

    assert asyncio.run(candidate.use(mine())) == 7
    assert log == ["in", "out"]


def test_an_awaitable_object():
    async def main():
        return await candidate.Later(5)

    assert asyncio.run(main()) == 5


def test_the_first_wins_and_others_are_cancelled():
    ended = []

    async def wait(name, seconds):
        try:
            await asyncio.sleep(seconds)
            return name
        except asyncio.CancelledError:
            ended.append(name)
            raise

    async def main():
        return await candidate.race(wait("slow", 20), wait("fast", 0.01))

    assert asyncio.run(main()) == ("fast", 1)
    assert ended == ["slow"]


def test_retry_of_a_coroutine_function():
    attempts = []

    async def flaky():
        attempts.append(1)
        if len(attempts) < 3:
            raise ConnectionError
        return "up"

    assert asyncio.run(candidate.retry(flaky, 5)) == "up"
    assert len(attempts) == 3


def test_the_candidate_owns_the_loop():
    async def mine(value):
        await asyncio.sleep(0)
        return value * 2

    assert candidate.sync_runner(mine, 4) == 8
    assert candidate.sync_runner(candidate.add, 4, 5) == 9


def test_a_coroutine_is_awaited_once():
    async def main():
        coroutine = candidate.add(1, 1)
        await coroutine
        with pytest.raises(RuntimeError, match="already awaited"):
            await coroutine

    asyncio.run(main())
