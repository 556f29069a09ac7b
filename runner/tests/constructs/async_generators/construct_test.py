import asyncio
import contextlib
import contextvars
import inspect
import unittest

import candidate
import pytest
from candidate import Countdown, Session, Stop


@pytest.fixture(autouse=True)
def fresh_log():
    candidate.log.clear()


def run(coroutine):
    return asyncio.run(coroutine)


def test_it_is_an_asynchronous_generator():
    assert inspect.isasyncgenfunction(candidate.counter)
    assert inspect.isasyncgen(candidate.counter(1))


def test_iterating_and_sending():
    async def main():
        source = candidate.counter(3)
        return [await source.__anext__(), await source.asend(10), await anext(source), await anext(source, "end")]

    assert run(main()) == [0, 11, 12, "end"]
    assert candidate.log == [("closed", 3)]


def test_the_candidates_exception_is_thrown_in():
    async def main():
        source = candidate.counter(3)
        await anext(source)
        value = await source.athrow(Stop(7))
        await source.aclose()
        return value

    assert run(main()) == 101
    assert candidate.log == [("caught", 7), ("closed", 3)]


def test_another_exception_comes_out():
    async def main():
        source = candidate.counter(3)
        await anext(source)
        with pytest.raises(KeyError, match="mine"):
            await source.athrow(KeyError("mine"))
        with pytest.raises(StopAsyncIteration):
            await anext(source)

    run(main())
    assert candidate.log == [("closed", 3)]


def test_leaving_the_loop_and_closing():
    async def main():
        async with contextlib.aclosing(candidate.counter(5)) as source:
            async for number in source:
                if number == 1:
                    break
        return number

    assert run(main()) == 1
    assert candidate.log == [("closed", 5)]


def test_a_generator_of_the_test_is_collected():
    closed = []

    async def mine():
        try:
            yield 1
            await asyncio.sleep(0)
            yield 2
        finally:
            closed.append(True)

    assert run(candidate.collect(mine())) == [1, 2]
    assert run(candidate.first(mine())) == 1
    assert closed == [True, True]


def test_the_candidate_throws_into_a_generator_of_the_test():
    async def mine():
        try:
            yield 1
        except Stop as stop:
            yield ("caught", stop.code)

    assert run(candidate.poke(mine(), Stop(5))) == ("caught", 5)


def test_a_generator_left_half_way_again_and_again():
    async def mine():
        try:
            yield 1
        except Stop as stop:
            yield ("caught", stop.code)

    for number in range(60):
        assert run(candidate.poke(mine(), Stop(number))) == ("caught", number)
        # What the candidate drops there is closed while this loop ends, or after it.
        assert candidate.run_in_copy(lambda: 1) == 1


def test_an_asynchronous_iterator():
    async def main():
        return [number async for number in Countdown(3)]

    assert run(main()) == [2, 1, 0]
    assert run(candidate.collect(Countdown(2))) == [1, 0]


def test_entering_a_session():
    async def main():
        session = Session("a")
        async with session as entered:
            assert entered is session
        return session.events

    assert run(main()) == ["enter", ("exit", None)]


def test_a_session_swallows_what_it_is_told_to():
    async def main():
        session = Session("a", (KeyError, Stop))
        async with session:
            raise Stop(1)
        async with session:
            raise KeyError("x")
        with pytest.raises(ValueError, match="through"):
            async with session:
                raise ValueError("through")
        return session.events

    assert run(main())[1::2] == [("exit", "Stop"), ("exit", "KeyError"), ("exit", "ValueError")]


def test_a_context_manager_by_decorator():
    async def main():
        async with candidate.renamed("ann") as loud:
            return loud, await candidate.who()

    assert run(main()) == ("ANN", "ann")
    assert candidate.current.get() == "nobody"


def test_an_error_inside_it_becomes_another():
    async def main():
        async with candidate.renamed("ann"):
            raise ValueError("inner")

    with pytest.raises(Stop) as caught:
        run(main())
    assert isinstance(caught.value.__cause__, ValueError)
    assert candidate.log == [("seen", "inner")]


def test_a_context_manager_of_the_test():
    events = []

    @contextlib.asynccontextmanager
    async def mine():
        events.append("in")
        yield "value"
        events.append("out")

    assert run(candidate.enter(mine())) == "value"
    assert events == ["in", "out"]


def test_an_exit_stack():
    async def main():
        async with contextlib.AsyncExitStack() as stack:
            sessions = [await stack.enter_async_context(Session(name)) for name in "ab"]
        return [session.events[-1] for session in sessions]

    assert run(main()) == [("exit", None)] * 2


def test_context_variables_by_task():
    assert run(candidate.many(["a", "b", "c"])) == ["a", "b", "c"]
    assert candidate.current.get() == "nobody"


def test_a_context_of_its_own():
    def inside():
        candidate.current.set("inside")
        return candidate.current.get()

    assert candidate.run_in_copy(inside) == "inside"
    assert candidate.current.get() == "nobody"


def test_a_token_takes_back():
    token = candidate.current.set("x")
    assert candidate.current.get() == "x"
    candidate.current.reset(token)
    assert candidate.current.get() == "nobody"


class Sessions(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.session = await self.enterAsyncContext(Session("s"))

    async def test_entered(self):
        self.assertEqual(self.session.events, ["enter"])

    async def test_generator(self):
        self.assertEqual([n async for n in candidate.counter(2)], [0, 1])

    async def test_raises(self):
        with self.assertRaises(Stop) as caught:
            async with candidate.renamed("x"):
                raise ValueError("v")
        self.assertEqual(caught.exception.code, 1)
