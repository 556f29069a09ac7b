"""How often it is tried, how long it is waited, and when it is over."""

import time

import pytest
from retrying import retry


def test_returns_whatever_did_not_fail(planned, fake_time):
    """Returns what the first good attempt returns, whatever it is.

    Area: attempts
    Tells: Whether failure is what raises, or what looks empty.
    Advises: Follow each value that the function may return through your loop.
    """
    for value in (None, 0, False, "", "paid"):
        body = planned(ConnectionError(), value, "too late")
        charge = retry(on=ConnectionError, sleep=fake_time.sleep)(lambda body=body: body())
        assert charge() == value
        assert body.calls == 2


def test_attempts_are_counted(planned, fake_time):
    """Calls as often as it may, and waits between the calls only.

    Area: attempts
    Tells: Whether attempts or repetitions are counted, and whether the last failure is followed by a wait for nothing.
    Advises: Count calls and waits for one attempt, and for two.
    """
    for attempts in (1, 2, 5):
        fake_time.waits.clear()
        body = planned(ConnectionError("refused"))
        charge = retry(on=ConnectionError, attempts=attempts, sleep=fake_time.sleep)(lambda body=body: body())
        with pytest.raises(ConnectionError):
            charge()
        assert body.calls == attempts
        assert len(fake_time.waits) == attempts - 1


def test_no_attempts_are_refused():
    """Refuses a number of attempts below one, when the decorator is made.

    Area: attempts
    Tells: Whether a setting that makes no sense is told where it is written, not where it strikes.
    Advises: When would somebody notice that the number of attempts makes no sense?
    """
    for attempts in (0, -1):
        with pytest.raises(ValueError):
            retry(on=ConnectionError, attempts=attempts)


def test_waits_grow(planned, fake_time):
    """Waits `factor` times longer each time, and never longer than `longest`.

    Area: waits
    Tells: Whether the growing wait was worked out for more than one step.
    Advises: Write down the waits of five attempts.
    """
    body = planned(ConnectionError())

    @retry(on=ConnectionError, attempts=6, delay=2, factor=3, longest=20, sleep=fake_time.sleep)
    def charge():
        return body()

    with pytest.raises(ConnectionError):
        charge()
    assert fake_time.waits == [2, 6, 18, 20, 20]


def test_first_wait_is_limited_too(planned, fake_time):
    """Keeps the first wait to `longest`, too, also when that is 0.

    Area: waits
    Tells: Whether a limit holds from the start, and 0 is told from "no limit".
    Advises: Try a limit that is below the first wait, and the smallest one that there is.
    """
    for longest, expected in ((1.5, [1.5, 1.5]), (0, [0, 0])):
        fake_time.waits.clear()
        body = planned(ConnectionError())
        charge = retry(on=ConnectionError, delay=4, longest=longest, sleep=fake_time.sleep)(lambda body=body: body())
        with pytest.raises(ConnectionError):
            charge()
        assert fake_time.waits == expected


def test_defaults(planned, fake_time):
    """Makes three attempts, one and two seconds apart, when nothing is said or no limit is set.

    Area: waits
    Tells: Whether the table of the statement was followed to the letter.
    Advises: Compare your defaults with the statement's table.
    """
    without_limits = {"longest": None, "within": None}
    for settings in ({}, without_limits):
        fake_time.waits.clear()
        body = planned(ConnectionError())
        charge = retry(on=ConnectionError, sleep=fake_time.sleep, **settings)(lambda body=body: body())
        with pytest.raises(ConnectionError):
            charge()
        assert (body.calls, fake_time.waits) == (3, [1.0, 2.0])


def test_every_call_begins_anew(planned, fake_time):
    """Begins anew with every call.

    Area: waits
    Tells: Whether what belongs to a call is kept with the call, or with the decorator, where all calls share it.
    Advises: Let a function fail in two calls, one after the other, and compare the waits.
    """
    body = planned(ConnectionError(), ConnectionError(), "paid", ConnectionError(), ConnectionError(), "paid")

    @retry(on=ConnectionError, sleep=fake_time.sleep, clock=fake_time.clock, within=10)
    def charge():
        return body()

    assert charge() == "paid"
    fake_time.now += 1_000
    assert charge() == "paid"
    assert fake_time.waits == [1, 2, 1, 2]


def test_a_call_within_a_call(planned, fake_time):
    """Keeps calls apart that are under way at the same time.

    Area: waits
    Tells: Whether the state of one call survives another one of the same function.
    Advises: Let a function call itself, and let both calls fail.
    """
    failures = {"outer": 1, "inner": 2}

    @retry(on=ConnectionError, attempts=3, sleep=fake_time.sleep)
    def charge(name):
        if name == "outer":
            charge("inner")
        failures[name] -= 1
        if failures[name] >= 0:
            raise ConnectionError(name)
        return name

    assert charge("outer") == "outer"
    assert fake_time.waits == [1, 2, 1]


def test_notified_before_each_wait(planned, fake_time):
    """Tells of each failure before it waits, with its number, its error and the wait.

    Area: waits
    Tells: Whether what is told is what happens: not after the wait, and not when there is none.
    Advises: Write down what happens in which order when two of three attempts fail.
    """
    errors = [ConnectionError("one"), ConnectionError("two"), ConnectionError("three")]
    body = planned(*errors)
    happened = []

    @retry(
        on=ConnectionError,
        delay=1,
        factor=4,
        longest=3,
        sleep=lambda seconds: happened.append(("wait", seconds)),
        notify=lambda number, error, seconds: happened.append((number, str(error), seconds)),
    )
    def charge():
        return body()

    with pytest.raises(ConnectionError):
        charge()
    assert happened == [(1, "one", 1), ("wait", 1), (2, "two", 3), ("wait", 3)]


def test_no_attempt_begins_too_late(planned, fake_time):
    """Begins no attempt later than it may, and does not wait for one.

    Area: time limit
    Tells: Whether the candidate looks ahead over the wait, instead of noticing after it that it was too long.
    Advises: Work out when each attempt would begin, and stop before the wait that leads too far.
    """
    body = planned(ConnectionError())

    @retry(on=ConnectionError, attempts=10, within=6.5, sleep=fake_time.sleep, clock=fake_time.clock)
    def charge():
        return body()

    with pytest.raises(ConnectionError):
        charge()
    assert (body.calls, fake_time.waits) == (3, [1, 2])


def test_an_attempt_may_begin_at_the_limit(planned, fake_time):
    """Begins an attempt that is just in time.

    Area: time limit
    Tells: Whether "later than" was read as it stands.
    Advises: What does the statement say of an attempt that begins exactly at the limit?
    """
    body = planned(ConnectionError())

    @retry(on=ConnectionError, attempts=10, within=7, sleep=fake_time.sleep, clock=fake_time.clock)
    def charge():
        return body()

    with pytest.raises(ConnectionError):
        charge()
    assert (body.calls, fake_time.waits) == (4, [1, 2, 4])


def test_attempts_take_time_too(fake_time):
    """Counts the time that the attempts take.

    Area: time limit
    Tells: Whether the clock is read, or only the waits are added up.
    Advises: Think of a function that takes a minute to fail.
    """
    calls = []

    @retry(on=TimeoutError, attempts=10, within=60, sleep=fake_time.sleep, clock=fake_time.clock)
    def charge():
        calls.append(fake_time.now)
        fake_time.now += 29
        raise TimeoutError

    with pytest.raises(TimeoutError):
        charge()
    assert [at - calls[0] for at in calls] == [0, 30]


def test_no_time_allows_one_attempt(planned, fake_time):
    """Makes one attempt when no time is given, and no further one.

    Area: time limit
    Tells: Whether a limit of 0 is told from no limit.
    Advises: Try the smallest limit that there is.
    """
    body = planned(ConnectionError())
    charge = retry(on=ConnectionError, within=0, sleep=fake_time.sleep, clock=fake_time.clock)(lambda: body())
    with pytest.raises(ConnectionError):
        charge()
    assert (body.calls, fake_time.waits) == (1, [])


def test_waits_for_real_by_itself(planned):
    """Waits in real time when no `sleep` is given.

    Area: waits
    Tells: Whether the defaults work at all, or only what the tests pass in.
    Advises: Use the decorator as the statement's first example does.
    """
    body = planned(ConnectionError(), "paid")
    charge = retry(on=ConnectionError, delay=0.03)(lambda: body())
    before = time.monotonic()
    assert charge() == "paid"
    assert time.monotonic() - before >= 0.029
