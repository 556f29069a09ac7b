"""Functions whose body does not run when they are called: generators, coroutines, asynchronous generators."""

import asyncio
import inspect
import logging
import time

import pytest
from timing import timed

MILLISECOND = 0.001


def test_coroutine_is_timed_until_it_is_done(timings):
    """Times a coroutine until it is done, not until it is made.

    Area: coroutines
    Tells: Whether the candidate knows that calling an async function runs nothing of it.
    Advises: Decorate an async function that waits, and compare the logged time with how long it waits.
    """

    @timed
    async def work(answer):
        await asyncio.sleep(0.005)
        return answer

    made = work("done")
    assert timings() == []
    assert asyncio.run(made) == "done"
    [one] = timings()
    assert one.name.endswith(".work")
    assert one.seconds >= 0.005 - MILLISECOND


def test_failing_coroutine_is_logged_when_it_fails(timings):
    """Logs a coroutine that fails while it is awaited.

    Area: coroutines
    Tells: Whether failures are measured for coroutines too, where they surface later than the call.
    Advises: Ask yourself when the call of an async function is over.
    """

    @timed
    async def work():
        await asyncio.sleep(0.004)
        raise LookupError("gone")

    made = work()
    assert timings() == []
    with pytest.raises(LookupError, match="gone"):
        asyncio.run(made)
    [one] = timings()
    assert one.seconds >= 0.004 - MILLISECOND


def test_generator_is_timed_until_its_end(timings):
    """Times a generator until its last item, and leaves it lazy.

    Area: generators
    Tells: Whether the candidate knows that a generator's body runs while somebody iterates over it.
    Advises: Decorate a generator whose body takes its time, and look at when the record comes.
    """
    reached = []

    @timed
    def steps():
        for number in (1, 2):
            time.sleep(0.004)
            reached.append(number)
            yield number

    made = steps()
    assert next(made) == 1
    assert reached == [1]
    assert timings() == []
    assert list(made) == [2]
    [one] = timings()
    assert one.seconds >= 0.008 - MILLISECOND


def test_generator_can_be_talked_to(timings):
    """Leaves a generator able to receive values, receive exceptions and return a result.

    Area: generators
    Tells: Whether the candidate knows that a generator is more than a sequence of items.
    Advises: List everything that a caller can do with a generator besides next().
    """

    @timed
    def talk():
        answer = yield "question"
        try:
            yield answer.upper()
        except LookupError as error:
            yield f"caught {error.args[0]}"
        return "result"

    made = talk()
    assert next(made) == "question"
    assert made.send("yes") == "YES"
    assert made.throw(LookupError("thrown")) == "caught thrown"
    with pytest.raises(StopIteration) as stop:
        next(made)
    assert stop.value.value == "result"
    assert len(timings()) == 1


def test_generator_left_early_is_logged(timings):
    """Logs a generator that is closed before its end, and closes it at once.

    Area: generators
    Tells: Whether the usual way of leaving a generator, a break, is thought of.
    Advises: Think of a caller who needs only the first item.
    """
    cleaned = []

    @timed
    def items():
        try:
            yield "first"
            yield "second"
        finally:
            cleaned.append(True)

    made = items()
    assert next(made) == "first"
    assert timings() == []
    made.close()
    assert cleaned == [True]
    assert len(timings()) == 1


def test_asynchronous_generator_is_timed_until_its_end(timings):
    """Times an asynchronous generator until its last item.

    Area: coroutines
    Tells: Whether the candidate thinks the kinds of functions through to the last one.
    Advises: Count the kinds of functions that def, async def and yield can make.
    """

    @timed
    async def steps():
        for number in (1, 2):
            await asyncio.sleep(0.004)
            yield number

    async def collect():
        made = steps()
        assert timings() == []
        return [number async for number in made]

    assert asyncio.run(collect()) == [1, 2]
    [one] = timings()
    assert one.name.endswith(".steps")
    assert one.seconds >= 0.008 - MILLISECOND


def test_asynchronous_generator_left_early_is_logged(timings):
    """Logs an asynchronous generator that is closed before its end, and closes it at once.

    Area: coroutines
    Tells: Whether the candidate knows that leaving an outer asynchronous generator does not leave the inner one.
    Advises: Close an asynchronous generator after its first item, and look at when its finally block runs.
    """
    cleaned = []

    @timed
    async def items():
        try:
            yield "first"
            yield "second"
        finally:
            cleaned.append(True)

    async def take_one():
        made = items()
        first = await anext(made)
        logged_before = len(timings())
        await made.aclose()
        return first, logged_before, list(cleaned), len(timings())

    first, logged_before, cleaned_at_once, logged = asyncio.run(take_one())
    assert (first, logged_before) == ("first", 0)
    assert cleaned_at_once == [True]
    assert logged == 1


def test_failing_asynchronous_generator_is_logged_and_tells(timings):
    """Lets the exception of an asynchronous generator through, after the items before it.

    Area: generators
    Tells: Whether an error in the middle of a stream can be told from its end; swallowed, it looks like less data.
    Advises: Let a decorated asynchronous generator fail after its first item, and look at what the loop over it sees.
    """

    @timed
    async def steps():
        yield 1
        raise LookupError("gone")

    async def collect():
        seen = []
        with pytest.raises(LookupError, match="gone"):
            async for item in steps():
                seen.append(item)
        return seen

    assert asyncio.run(collect()) == [1]
    [one] = timings()
    assert one.name.endswith(".steps")


def test_arguments_reach_every_kind_of_function():
    """Passes arguments on to coroutines and generators as well.

    Area: transparency
    Tells: Whether each of the wrappers was written with the same care as the first one.
    Advises: Call every kind of function that you decorate with positional and keyword arguments.
    """

    @timed
    async def coroutine(first, /, *rest, last, **others):
        return first, rest, last, others

    @timed
    def generator(first, /, *rest, last, **others):
        yield first, rest, last, others

    @timed
    async def asynchronous_generator(first, /, *rest, last, **others):
        yield first, rest, last, others

    async def collect(items):
        return [item async for item in items]

    expected = (1, (2, 3), 4, {"fifth": 5})
    assert asyncio.run(coroutine(1, 2, 3, last=4, fifth=5)) == expected
    assert list(generator(1, 2, 3, last=4, fifth=5)) == [expected]
    assert asyncio.run(collect(asynchronous_generator(1, 2, 3, last=4, fifth=5))) == [expected]


def test_every_kind_keeps_what_others_read_off_the_function():
    """Keeps the name and the docstring of generators, coroutines and asynchronous generators too.

    Area: transparency
    Tells: Whether the care taken for plain functions was taken again for each further kind.
    Advises: Ask help() about a decorated async function and about a decorated generator.
    """

    def generator():
        """Yields."""
        yield

    async def coroutine():
        """Awaits."""

    async def asynchronous_generator():
        """Does both."""
        yield

    for function in (generator, coroutine, asynchronous_generator):
        for decorated in (timed(function), timed(level=logging.DEBUG)(function)):
            assert decorated.__name__ == function.__name__
            assert decorated.__qualname__ == function.__qualname__
            assert decorated.__doc__ == function.__doc__


def test_kind_of_function_can_still_be_told():
    """Stays the kind of function that it was, for code that asks.

    Area: transparency
    Tells: Whether web frameworks and test runners, which ask before they call, still treat it rightly.
    Advises: Ask the inspect module what kind of function the decorated one is.
    """

    @timed
    def plain():
        pass

    @timed
    async def coroutine():
        pass

    @timed
    def generator():
        yield

    @timed
    async def asynchronous_generator():
        yield

    def kind(function):
        asked = (inspect.iscoroutinefunction, inspect.isgeneratorfunction, inspect.isasyncgenfunction)
        return [question.__name__ for question in asked if question(function)]

    assert kind(plain) == []
    assert kind(coroutine) == ["iscoroutinefunction"]
    assert kind(generator) == ["isgeneratorfunction"]
    assert kind(asynchronous_generator) == ["isasyncgenfunction"]
