"""Work in an event loop."""

import asyncio
import itertools

import pytest
from workers import run_async

PATIENCE = 2.0


def test_async_results_in_order():
    """Gives async results in the order of the items when the first is done last, for any number of them.

    Area: results
    Tells: Whether results are collected by item, or as they come.
    Advises: Let the first piece of work wait for the others.
    """

    async def main():
        last = asyncio.Event()

        async def work(item):
            if item == 0:
                async with asyncio.timeout(PATIENCE):
                    await last.wait()
            if item == 2:
                last.set()
            return item * 10

        assert await run_async(work, range(3), limit=3) == [0, 10, 20]
        for count, limit in ((0, 3), (1, 3), (7, 3), (3, 1)):
            last.set()
            assert await run_async(work, iter(range(count)), limit=limit) == [number * 10 for number in range(count)]

    asyncio.run(main())


def test_async_limit_is_kept_and_used():
    """Has as many async pieces under way as the limit says, and never more.

    Area: limit
    Tells: Whether the bound is on what is under way, not on what is waited for.
    Advises: Count in the work itself how many are under way.
    """
    at_work, most = set(), []

    async def work(item):
        at_work.add(item)
        most.append(len(at_work))
        for _ in range(5):
            await asyncio.sleep(0)
        at_work.remove(item)

    asyncio.run(run_async(work, range(20), limit=3))
    assert len(most) == 20
    assert max(most) == 3


def test_async_slow_piece_holds_nobody_up():
    """Goes on with further items while one async piece of work takes long.

    Area: limit
    Tells: Whether places are given again one by one, or in batches that wait for their slowest.
    Advises: Let the first piece of work wait until the fifth has begun.
    """

    async def main():
        fifth_began = asyncio.Event()

        async def work(item):
            if item == 0:
                async with asyncio.timeout(PATIENCE):
                    await fifth_began.wait()
            if item == 4:
                fifth_began.set()
            return item

        assert await run_async(work, range(5), limit=2) == [0, 1, 2, 3, 4]

    asyncio.run(main())


def test_async_items_are_taken_when_there_is_room():
    """Takes an item when there is room for its async work.

    Area: items
    Tells: Whether a task is made for each of a million items, to wait at a semaphore.
    Advises: Count how many items are taken before the first piece of work is done.
    """
    taken, done, ahead = [], [], []

    def numbers():
        for number in range(12):
            taken.append(number)
            ahead.append(len(taken) - len(done))
            yield number

    async def work(item):
        await asyncio.sleep(0)
        done.append(item)

    asyncio.run(run_async(work, numbers(), limit=3))
    assert done == list(range(12))
    assert max(ahead) == 3


def test_async_items_of_every_kind():
    """Works asynchronously through items of every kind, None and others that are false among them.

    Area: items
    Tells: Whether the end of the items is told from an item that only looks like it.
    Advises: How does your code know that there are no more items?
    """
    things = [1, 0, None, False, "", StopIteration, 2]

    async def work(item):
        return item

    assert asyncio.run(run_async(work, things, limit=2)) == things


def test_async_failure_is_raised_itself():
    """Raises the error of async work itself, and ends though there are items without end.

    Area: failures
    Tells: Whether the candidate knows what a TaskGroup raises, and what gather leaves running.
    Advises: Which class of exception does your caller have to catch?
    """
    error = LookupError("fifth")

    async def work(item):
        await asyncio.sleep(0)
        if item == 4:
            raise error

    with pytest.raises(Exception) as caught:
        asyncio.run(run_async(work, itertools.count(), limit=2))
    assert caught.value is error


def test_async_work_under_way_is_cancelled():
    """Cancels the other async work when one piece fails, and has it clean up before the error arrives.

    Area: failures
    Tells: Whether cancelled work is awaited; a cancellation that nobody waits for is a task left running.
    Advises: What is done with the tasks that are still there when one of them fails?
    """
    log = []

    async def work(item):
        if item == 2:
            await asyncio.sleep(0)
            raise LookupError("third")
        try:
            await asyncio.Event().wait()
        finally:
            for _ in range(3):
                await asyncio.sleep(0)
            log.append(item)

    async def main():
        before = asyncio.all_tasks()
        with pytest.raises(LookupError, match="third"):
            async with asyncio.timeout(PATIENCE):
                await run_async(work, range(9), limit=3)
        assert sorted(log) == [0, 1]
        assert asyncio.all_tasks() == before

    asyncio.run(main())


def test_async_first_failure_wins():
    """Raises the first failure when cleaning up fails as well.

    Area: failures
    Tells: Whether the error that began it all arrives, or the one that it led to.
    Advises: Let a cancelled piece of work fail while it cleans up.
    """

    async def work(item):
        if item == 1:
            await asyncio.sleep(0)
            raise LookupError("first")
        try:
            await asyncio.Event().wait()
        finally:
            raise OSError("later")

    with pytest.raises(Exception) as caught:
        asyncio.run(asyncio.wait_for(run_async(work, range(3), limit=3), PATIENCE))
    assert isinstance(caught.value, LookupError)


def test_async_taking_an_item_fails(source):
    """Raises what taking an item raises, and cancels the async work under way.

    Area: failures
    Tells: Whether items are thought of as code that can fail, like a query to a database.
    Advises: Let the iterable fail after its second item.
    """
    error = LookupError("no more")
    log = []

    async def work(item):
        try:
            await asyncio.Event().wait()
        finally:
            log.append(item)

    async def main():
        before = asyncio.all_tasks()
        with pytest.raises(Exception) as caught:
            async with asyncio.timeout(PATIENCE):
                await run_async(work, source(range(2), error), limit=4)
        assert caught.value is error
        assert asyncio.all_tasks() == before

    asyncio.run(main())


def test_async_cancelled_from_outside(source):
    """Cancels the work under way when it is cancelled itself, and is over when that is.

    Area: cancelling
    Tells: Whether a time limit around the whole stops the whole.
    Advises: Put your call into asyncio.timeout, and look at what goes on afterwards.
    """
    log = []

    async def main():
        all_begun = asyncio.Event()

        async def work(item):
            if item == 2:
                all_begun.set()
            try:
                await asyncio.Event().wait()
            finally:
                await asyncio.sleep(0)
                log.append(item)

        items = source(range(9))
        before = asyncio.all_tasks()
        call = asyncio.create_task(run_async(work, items, limit=3))
        async with asyncio.timeout(PATIENCE):
            await all_begun.wait()
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        assert sorted(log) == [0, 1, 2]
        assert items.taken == [0, 1, 2]
        assert asyncio.all_tasks() == before

    asyncio.run(main())


def test_async_limit_that_cannot_be(source):
    """Refuses limits of less than one before it takes an item.

    Area: limit
    Tells: Whether arguments are checked before anything happens; a semaphore of zero waits for ever.
    Advises: What does your code do with a limit of zero?
    """

    async def work(item):
        return item

    async def main(limit):
        async with asyncio.timeout(PATIENCE):
            await run_async(work, items, limit=limit)

    items = source(range(3))
    for limit in (0, -1):
        with pytest.raises(ValueError):
            asyncio.run(main(limit))
    assert items.taken == []
