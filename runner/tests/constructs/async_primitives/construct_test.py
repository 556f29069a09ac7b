import asyncio
import threading
from unittest import IsolatedAsyncioTestCase

import candidate
import pytest


def run(coroutine):
    return asyncio.run(asyncio.wait_for(coroutine, 2))


def test_a_queue_made_by_the_test():
    async def main():
        queue = asyncio.Queue(maxsize=2)
        _, values = await asyncio.gather(candidate.produce(queue, 5), candidate.consume(queue))
        return values

    assert run(main()) == [0, 1, 2, 3, 4]


def test_the_test_puts_and_the_candidate_gets():
    async def main():
        queue = asyncio.Queue()
        task = asyncio.create_task(candidate.consume(queue))
        for value in ("a", "b", None):
            await queue.put(value)
        return await task

    assert run(main()) == ["a", "b"]


def test_an_event_of_the_test_is_set_after_the_gate_opens():
    async def main():
        event, gate = asyncio.Event(), asyncio.Event()
        task = asyncio.create_task(candidate.signal_after(event, gate))
        await asyncio.sleep(0.01)
        early = event.is_set()
        gate.set()
        await event.wait()
        await task
        return early

    assert run(main()) is False


def test_a_lock_of_the_test_keeps_them_apart():
    async def main():
        log = []
        lock = asyncio.Lock()
        await asyncio.gather(*(candidate.guarded(lock, log, name) for name in "ab"))
        return log

    assert run(main()) == ["a in", "a out", "b in", "b out"]


def test_a_lock_held_by_the_test_blocks():
    async def main():
        log = []
        lock = asyncio.Lock()
        async with lock:
            task = asyncio.create_task(candidate.guarded(lock, log, "x"))
            await asyncio.sleep(0.2)
            before = list(log)
        await task
        return before, log

    assert run(main()) == ([], ["x in", "x out"])


def test_futures_both_ways():
    async def main():
        loop = asyncio.get_running_loop()
        future = loop.create_future()
        await asyncio.gather(candidate.resolve(future, 7))
        other = loop.create_future()
        task = asyncio.create_task(candidate.wait_for_future(other))
        await asyncio.sleep(0)
        other.set_result("late")
        return future.result(), await task

    assert run(main()) == (7, "late")


def test_a_future_with_an_error():
    async def main():
        future = asyncio.get_running_loop().create_future()
        future.set_exception(KeyError("k"))
        with pytest.raises(KeyError):
            await candidate.wait_for_future(future)

    run(main())


def test_a_bus_with_handlers_of_the_test():
    async def main():
        bus = candidate.Bus()
        seen = []

        @bus.on("x")
        async def one(value):
            await asyncio.sleep(0)
            seen.append(value)
            return value + 1

        @bus.on("x")
        async def two(value):
            return value + 2

        results = await bus.emit("x", 1)
        assert await one(5) == 6
        return results, seen, await bus.emit("unknown")

    assert run(main()) == ([2, 3], [1, 5], [])


def test_a_worker_of_the_candidate_runs_the_tests_jobs():
    async def main():
        bus = candidate.Bus()
        worker = asyncio.create_task(bus.worker())
        await bus.ready.wait()
        done = []

        async def job():
            done.append(1)

        for _ in range(3):
            await bus.queue.put(job)
        await bus.queue.join()
        worker.cancel()
        await asyncio.gather(worker, return_exceptions=True)
        return done

    assert run(main()) == [1, 1, 1]


def test_a_function_of_the_test_in_a_thread():
    main_thread = threading.get_ident()
    assert run(candidate.in_thread(lambda: threading.get_ident() != main_thread)) is True
    assert run(candidate.in_thread(pow, 2, 8)) == 256


def test_there_is_a_current_task():
    assert run(candidate.task_names()) is True


def test_a_task_group():
    async def job():
        await asyncio.sleep(0)
        return 1

    assert run(candidate.group([job, job])) == [1, 1]


def test_a_task_group_that_fails():
    cancelled = []

    async def slow():
        try:
            await asyncio.sleep(20)
        except asyncio.CancelledError:
            cancelled.append(1)
            raise

    async def bad():
        await asyncio.sleep(0.01)
        raise ValueError("bad")

    with pytest.raises(ExceptionGroup) as caught:
        run(candidate.group([slow, bad]))
    assert [str(error) for error in caught.value.exceptions] == ["bad"]
    assert cancelled == [1]


def test_a_stream_is_read_by_lines():
    assert run(candidate.stream([b"a\nb", b"c\n", b"d"])) == [b"a\n", b"bc\n", b"d"]


class TestIsolated(IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.queue = asyncio.Queue()
        self.bus = candidate.Bus()

    async def asyncTearDown(self):
        self.assertTrue(self.queue.empty())

    async def test_produced_in_order(self):
        await candidate.produce(self.queue, 2)
        self.assertEqual([self.queue.get_nowait() for _ in range(3)], [0, 1, None])

    async def test_raises(self):
        with self.assertRaises(KeyError):
            await candidate.in_thread({}.__getitem__, "k")

    async def test_emit_without_handlers(self):
        self.assertEqual(await self.bus.emit("none"), [])


@pytest.mark.asyncio
async def test_with_pytest_asyncio():
    queue = asyncio.Queue()
    await candidate.produce(queue, 1)
    assert await candidate.consume(queue) == [0]


@pytest.mark.asyncio
@pytest.mark.parametrize("count", [0, 3])
async def test_with_pytest_asyncio_and_parameters(count):
    queue = asyncio.Queue()
    task = asyncio.create_task(candidate.consume(queue))
    await candidate.produce(queue, count)
    assert await asyncio.wait_for(task, 1) == list(range(count))
