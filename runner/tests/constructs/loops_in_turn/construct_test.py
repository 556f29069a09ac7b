import asyncio
import time

import candidate
import pytest

WAITS = ["wait", "wait_twice", "wait_after_others", "wait_in_a_thread"]


def turns_of_others(make):
    """How often a task of the test's takes a turn, every 10 ms, while a coroutine runs."""

    async def main():
        count = 0

        async def tick():
            nonlocal count
            while True:
                count += 1
                await asyncio.sleep(0.01)

        ticking = asyncio.create_task(tick())
        await asyncio.sleep(0)
        await make()
        ticking.cancel()
        return count

    return asyncio.run(main())


@pytest.mark.parametrize("name", WAITS)
def test_others_run_meanwhile(name):
    assert turns_of_others(lambda: getattr(candidate, name)(1.0)) > 4


def test_others_run_until_it_calls_back():
    async def answer():
        await asyncio.sleep(0)
        return 42

    assert turns_of_others(lambda: candidate.wait_and_call(1.0, answer)) > 4


def test_the_first_step_is_taken_at_once():
    order = []

    async def refund():
        order.append("attempt")
        await asyncio.sleep(0)
        order.append("again")

    async def other():
        await asyncio.sleep(0)
        order.append("other")

    async def main():
        await asyncio.gather(candidate.wrapped(refund)(), other())

    asyncio.run(main())
    assert order == ["attempt", "again", "other"]


def test_who_polls_leaves_turns_to_others():
    done = []

    async def main():
        async def finish():
            await asyncio.sleep(0.05)
            done.append(True)

        finishing = asyncio.create_task(finish())
        count = await candidate.polls(lambda: bool(done))
        await finishing
        return count

    assert asyncio.run(main()) > 1


def test_a_test_that_blocks_holds_up_the_candidate():
    async def main():
        waiting = asyncio.create_task(candidate.wait(0.01))
        await asyncio.sleep(0)
        time.sleep(0.1)
        done = waiting.done()
        await waiting
        return done

    assert asyncio.run(main()) is False


def test_the_candidates_loop_leads():
    async def add(number):
        await asyncio.sleep(0)
        return number + 1

    assert candidate.drive(add, 3) == 4
    assert asyncio.run(candidate.gathered(add, 20)) == list(range(1, 21))
    assert candidate.drive(candidate.gathered, add, 20) == list(range(1, 21))


def test_one_loop_runs_several_times():
    loop = asyncio.new_event_loop()
    loop.run_until_complete(candidate.wait(0.01))
    loop.run_until_complete(candidate.wait_twice(0.01))
    loop.close()


def test_what_is_left_behind_ends_with_its_loop():
    async def main():
        task = asyncio.create_task(candidate.wait(10))
        await asyncio.sleep(0.01)
        return task

    assert asyncio.run(main()).cancelled()
    asyncio.run(candidate.wait(0))


@pytest.mark.parametrize("first", ["own", "far"])
def test_whoever_began_goes_first(first):
    log = []

    async def own(count, name):
        for number in range(count):
            log.append(f"{name}{number}")
            await asyncio.sleep(0)

    async def main():
        tasks = [own(3, "a"), candidate.steps(3, log, "b")]
        await asyncio.gather(*(tasks if first == "own" else reversed(tasks)))

    asyncio.run(main())
    assert log == (["a0", "b0", "a1", "b1", "a2", "b2"] if first == "own" else ["b0", "a0", "b1", "a1", "b2", "a2"])
