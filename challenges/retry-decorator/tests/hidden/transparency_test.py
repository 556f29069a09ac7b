"""Decorated functions stay what they were, coroutine functions too."""

import asyncio
import inspect

import pytest
from retrying import retry


def test_keeps_what_others_read_off_the_function():
    """Keeps name, docstring and signature, of coroutine functions too.

    Area: transparency
    Tells: Whether the candidate knows that help(), tracebacks and web frameworks read these.
    Advises: Ask help() about a decorated function.
    """

    def charge(card: str, /, amount: int = 1, *, currency: str = "EUR") -> bool:
        """Charges the card."""

    async def refund(card: str, /, amount: int = 1, *, currency: str = "EUR") -> bool:
        """Refunds it."""

    for function in (charge, refund):
        decorated = retry(on=ConnectionError)(function)
        assert (decorated.__name__, decorated.__doc__) == (function.__name__, function.__doc__)
        assert inspect.signature(decorated) == inspect.signature(function)


def test_passes_every_argument(planned, fake_time):
    """Passes on every argument at every attempt, also one named like its own.

    Area: transparency
    Tells: Whether the names that the decorator uses inside stay inside.
    Advises: Give the function arguments named like those of your functions.
    """
    names = "on attempts delay factor longest within notify sleep clock function func fn f self args kwargs".split()
    sent = {name: f"the caller's {name}" for name in names}
    seen = []

    @retry(on=ConnectionError, attempts=2, sleep=fake_time.sleep)
    def charge(*args, **keywords):
        seen.append((args, keywords))
        if len(seen) < 2:
            raise ConnectionError
        return "paid"

    assert charge(1, 2, **sent) == "paid"
    assert seen == [((1, 2), sent)] * 2


def test_decorates_methods(fake_time):
    """Works on methods.

    Area: transparency
    Tells: Whether the candidate knows how a function becomes a method, which a callable object does not by itself.
    Advises: Decorate a method, and look at what arrives as its first argument.
    """

    class Till:
        def __init__(self):
            self.calls = 0

        @retry(on=ConnectionError, sleep=fake_time.sleep)
        def charge(self, amount):
            self.calls += 1
            if self.calls < 3:
                raise ConnectionError
            return self, amount

    till = Till()
    assert till.charge(5) == (till, 5)
    assert till.calls == 3


def test_coroutine_functions_stay_that(planned, fake_time):
    """Leaves a coroutine function one, and a plain function one.

    Area: coroutines
    Tells: Whether web frameworks, which ask before they call, still treat it rightly.
    Advises: Ask the inspect module what kind of function the decorated one is.
    """

    @retry(on=ConnectionError)
    async def refund():
        pass

    @retry(on=ConnectionError)
    def charge():
        pass

    assert inspect.iscoroutinefunction(refund)
    assert not inspect.iscoroutinefunction(charge)


def test_coroutines_are_tried_again(planned, fake_time):
    """Tries a coroutine function again that fails while it is awaited.

    Area: coroutines
    Tells: Whether the candidate knows that calling a coroutine function runs nothing of it.
    Advises: At which moment does a coroutine function raise?
    """
    told = []
    body = planned(ConnectionError("one"), ConnectionError("two"), "refunded")

    @retry(
        on=ConnectionError,
        delay=3,
        sleep=fake_time.asleep,
        clock=fake_time.clock,
        notify=lambda number, error, seconds: told.append((number, str(error), seconds)),
    )
    async def refund(payment, amount):
        await asyncio.sleep(0)
        return payment, amount, body()

    assert asyncio.run(refund("p1", amount=5)) == ("p1", 5, "refunded")
    assert (body.calls, fake_time.waits) == (3, [3, 6])
    assert told == [(1, "one", 3), (2, "two", 6)]


def test_coroutines_keep_the_rules_too(planned, fake_time):
    """Gives up with the last error, in time, for coroutine functions too.

    Area: coroutines
    Tells: Whether the second loop was written with the same care as the first, or not at all.
    Advises: Try every rule of the statement with an async function.
    """
    errors = [ConnectionError("first"), ConnectionError("last"), ConnectionError("never")]
    body = planned(*errors)

    @retry(on=ConnectionError, attempts=9, within=2.5, sleep=fake_time.asleep, clock=fake_time.clock)
    async def refund():
        return body()

    with pytest.raises(ConnectionError) as caught:
        asyncio.run(refund())
    assert caught.value is errors[1]
    assert (body.calls, fake_time.waits) == (2, [1])
    assert (caught.value.__cause__, caught.value.__context__) == (None, None)

    body = planned(KeyError("payment"), "refunded")
    with pytest.raises(KeyError):
        asyncio.run(refund())
    assert body.calls == 1


def test_cancellation_ends_the_call(planned, fake_time):
    """Lets a cancellation through at once, whatever `on` says.

    Area: coroutines
    Tells: Whether the candidate knows how tasks are cancelled; such a service cannot be shut down.
    Advises: Cancel a task that runs a decorated function.
    """
    calls = []

    @retry(on=BaseException, sleep=fake_time.asleep)
    async def refund():
        calls.append(1)
        if len(calls) == 1:
            await asyncio.sleep(2)

    async def cancel_it():
        task = asyncio.create_task(refund())
        await asyncio.sleep(0)
        task.cancel()
        await task

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(cancel_it())
    assert (len(calls), fake_time.waits) == (1, [])


def test_waiting_holds_up_nobody(planned):
    """Lets other tasks run while a coroutine waits, without a `sleep` of the caller's.

    Area: coroutines
    Tells: Whether the candidate sees that time.sleep stops everything in an event loop.
    Advises: Let another task run beside one that waits.
    """
    body = planned(ConnectionError(), "refunded")
    order, tried = [], None

    @retry(on=ConnectionError, delay=0.05)
    async def refund():
        order.append("attempt")
        tried.set()
        return body()

    @retry(on=ConnectionError)
    async def other():
        order.append("other")

    async def other_later():
        await tried.wait()
        await other()

    async def both():
        nonlocal tried
        tried = asyncio.Event()
        return await asyncio.gather(refund(), other_later())

    assert asyncio.run(both()) == ["refunded", None]
    assert order == ["attempt", "other", "attempt"]
