"""What is kept, and for how long."""

import pytest
from caching import cached


def test_least_recently_used_goes_first(noting):
    """Drops the result whose last use lies furthest back, not the oldest one.

    Area: size
    Tells: Whether a use counts as a use: a queue that drops the oldest throws away what is needed most.
    Advises: Use an old result again, just before room is needed.
    """
    look_up = cached(maxsize=3)(noting.function())
    for name in "abc":
        look_up(name)
    assert not noting.ran(look_up, "a")
    look_up("d")
    assert not noting.ran(look_up, "a")
    assert noting.ran(look_up, "b")
    assert noting.ran(look_up, "c")
    assert look_up.cache_info().currsize == 3


def test_hit_drops_nothing(noting):
    """Drops nothing when a full cache answers a call.

    Area: size
    Tells: Whether room is made when it is needed, and not a call earlier.
    Advises: Fill the cache exactly to its limit, and use all of it.
    """
    look_up = cached(maxsize=2)(noting.function())
    for name in "abab":
        look_up(name)
    assert look_up.cache_info() == (2, 2, 2, 2)


def test_failing_call_drops_nothing():
    """Drops nothing for a call that fails.

    Area: size
    Tells: Whether room is made for a result, or for the hope of one.
    Advises: Let a call fail while the cache is full.
    """
    calls = []

    @cached(maxsize=1)
    def look_up(name):
        calls.append(name)
        if name == "bad":
            raise LookupError(name)
        return name

    look_up("good")
    try:
        look_up("bad")
    except LookupError:
        pass
    look_up("good")
    assert calls == ["good", "bad"]


def test_maxsize_zero(noting):
    """Keeps nothing when the limit is zero.

    Area: size
    Tells: Whether zero is a number like others, or is taken for "not given".
    Advises: Try the smallest limit that is allowed.
    """
    look_up = cached(maxsize=0)(noting.function())
    assert noting.ran(look_up, "a")
    assert noting.ran(look_up, "a")
    assert look_up.cache_info() == (0, 2, 0, 0)


def test_negative_maxsize():
    """Refuses a negative limit when it is given, not when a function is decorated.

    Area: size
    Tells: Whether a mistake is told where it is made.
    Advises: Call `cached` with each kind of number.
    """
    for maxsize in (-1, -5):
        with pytest.raises(ValueError):
            cached(maxsize=maxsize)


def test_maxsize_none():
    """Keeps everything when there is no limit.

    Area: size
    Tells: Whether the documented ways of using the decorator were all tried.
    Advises: Try every value that the table of the statement names.
    """
    absolute = cached(maxsize=None)(abs)
    for number in range(130):
        absolute(number)
    assert absolute(0) == 0
    assert absolute.cache_info() == (1, 130, None, 130)


def test_default_limit():
    """Keeps 128 results when nothing is said, used bare or with parentheses.

    Area: size
    Tells: Whether both ways of using the decorator were tried.
    Advises: Decorate a function in each of the ways that the statement names.
    """
    absolute = cached(abs)
    for number in range(130):
        absolute(number)
    assert absolute.cache_info() == (0, 130, 128, 128)
    assert cached()(abs).cache_info() == (0, 0, 128, 0)


def test_age_is_less_than_the_limit(noting, clock):
    """Gives a result while it is younger than the limit, and not at the limit.

    Area: age
    Tells: Whether the candidate decides between < and <= on purpose.
    Advises: What does the statement say of the very second at which the limit is reached?
    """
    look_up = cached(max_age=10, clock=clock)(noting.function())
    look_up("a")
    clock.now += 9.75
    assert not noting.ran(look_up, "a")
    clock.now += 0.25
    assert noting.ran(look_up, "a")
    assert look_up.cache_info() == (1, 2, 128, 1)


def test_use_does_not_make_younger(noting, clock):
    """Counts a result's age from when it was returned, however often it is used.

    Area: age
    Tells: Whether a busy key can be wrong for ever.
    Advises: Use a result again and again, until it must be too old.
    """
    look_up = cached(max_age=10, clock=clock)(noting.function())
    look_up("a")
    for _ in range(3):
        clock.now += 3
        assert not noting.ran(look_up, "a")
    clock.now += 3
    assert noting.ran(look_up, "a")
    clock.now += 9
    assert not noting.ran(look_up, "a")


def test_age_begins_when_the_function_returns(clock):
    """Counts a result's age from the function's return, not from its call.

    Area: age
    Tells: Whether the statement was read to the word; a slow function's result would otherwise be old at birth.
    Advises: Let the function itself take longer than the limit.
    """
    calls = []

    @cached(max_age=10, clock=clock)
    def look_up(name):
        calls.append(name)
        clock.now += 30
        return name

    look_up("a")
    clock.now += 9
    look_up("a")
    assert calls == ["a"]


def test_old_results_count_nowhere(noting, clock):
    """Does not count a result that is too old.

    Area: age
    Tells: Whether what is true of the cache is true whenever somebody looks, not only after the next call.
    Advises: Let a result become too old, and look at what the cache says of itself.
    """
    look_up = cached(max_age=10, clock=clock)(noting.function())
    look_up("a")
    clock.now += 6
    look_up("b")
    assert look_up.cache_info().currsize == 2
    clock.now += 6
    assert look_up.cache_info() == (0, 2, 128, 1)


def test_old_result_does_not_push_out_a_young_one(noting, clock):
    """Drops no young result while there is one that is too old.

    Area: age
    Tells: Whether two rules of a statement were thought of together.
    Advises: Fill the cache with old and young results, of which the old one was used last.
    """
    look_up = cached(maxsize=2, max_age=10, clock=clock)(noting.function())
    look_up("old")
    clock.now += 6
    look_up("young")
    look_up("old")
    clock.now += 6
    look_up("new")
    assert not noting.ran(look_up, "young")


def test_time_passes_while_the_function_runs(clock):
    """Sees what has become too old while the function ran.

    Area: age
    Tells: Whether what was true before a call of somebody else's code is still taken for true after it.
    Advises: Let the function itself take so long that another result becomes too old.
    """
    calls = []

    @cached(maxsize=2, max_age=10, clock=clock)
    def look_up(name):
        calls.append(name)
        if name == "slow":
            clock.now += 3
        return name

    look_up("old")
    clock.now += 6
    look_up("young")
    look_up("old")
    clock.now += 3
    look_up("slow")
    look_up("young")
    assert calls == ["old", "young", "slow"]
