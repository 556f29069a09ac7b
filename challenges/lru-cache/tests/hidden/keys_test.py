"""Which calls are the same."""

import pytest
from caching import cached


def test_result_is_the_same_object(noting):
    """Gives the very object that the function returned.

    Area: results
    Tells: Whether the plain case works, and results are neither copied nor made anew.
    Advises: Compare two results of the same call with `is`.
    """
    look_up = cached(noting.function())
    first = look_up("EUR")
    assert look_up("EUR") is first
    assert look_up("USD") is not first
    assert noting.calls == [(("EUR",), {}), (("USD",), {})]


def test_falsy_results_are_kept():
    """Keeps results that are empty, zero or None.

    Area: results
    Tells: Whether "is it there" is asked of the cache, or guessed from the value.
    Advises: Cache a function that looks something up and finds nothing.
    """
    calls = []

    @cached
    def look_up(result):
        calls.append(result)
        return result

    for result in (None, 0, "", (), frozenset()):
        assert [look_up(result), look_up(result)] == [result, result]
    assert calls == [None, 0, "", (), frozenset()]


def test_order_of_keyword_arguments(noting):
    """Takes keyword arguments in any order for the same call.

    Area: same calls
    Tells: Whether the key was thought through, or copied from what functools does.
    Advises: Write the same call in another way.
    """
    look_up = cached(noting.function())
    look_up("EUR", on=5, at="noon")
    assert not noting.ran(look_up, "EUR", at="noon", on=5)
    assert noting.ran(look_up, "EUR", at=5, on="noon")


def test_position_and_name_differ(noting):
    """Tells arguments by position from arguments by name.

    Area: same calls
    Tells: Whether the parts of a key can be confused with each other once they are put together.
    Advises: Look for two calls that your key cannot tell apart.
    """
    look_up = cached(noting.function())
    assert noting.ran(look_up, "on", "Monday")
    assert noting.ran(look_up, on="Monday")
    assert noting.ran(look_up, ("on", "Monday"))
    assert noting.ran(look_up, (("on", "Monday"),))
    assert noting.ran(look_up, ("on", "Monday"), ())


def test_arguments_are_compared_not_their_text(noting):
    """Tells arguments apart that have the same text or the same hash.

    Area: same calls
    Tells: Whether the key is made of the arguments, or of something that different arguments can share.
    Advises: Think of two different arguments that print the same.
    """
    look_up = cached(noting.function())

    class Account:
        def __repr__(self):
            return "Account"

    assert noting.ran(look_up, "1")
    assert noting.ran(look_up, 1)
    one, other = Account(), Account()
    assert noting.ran(look_up, one)
    assert noting.ran(look_up, other)
    assert not noting.ran(look_up, one)
    assert hash(-1) == hash(-2)
    assert noting.ran(look_up, -1)
    assert noting.ran(look_up, -2)


def test_equal_arguments_of_different_types(noting):
    """Takes equal arguments of different types for the same, unless told otherwise.

    Area: same calls
    Tells: Whether the candidate leaves equality to Python.
    Advises: What does Python say to 1 == 1.0?
    """
    look_up = cached(noting.function())
    assert noting.ran(look_up, 1, on=2)
    assert not noting.ran(look_up, 1.0, on=2)
    assert not noting.ran(look_up, True, on=2.0)


@pytest.mark.parametrize("way", ["by position", "by name"])
def test_typed(noting, way):
    """Tells equal arguments of different types apart when it is asked to.

    Area: same calls
    Tells: Whether an option is carried through to every kind of argument.
    Advises: Try `typed` with each way in which an argument can be given.
    """
    look_up = cached(typed=True)(noting.function())
    for value in (1, 2, 1.0, True):
        args, kwargs = ((value,), {}) if way == "by position" else ((), {"on": value})
        assert noting.ran(look_up, *args, **kwargs)
        assert not noting.ran(look_up, *args, **kwargs)
    assert look_up.cache_info() == (4, 4, 128, 4)


@pytest.mark.parametrize("way", ["by position", "by name"])
def test_arguments_that_cannot_be_hashed(noting, way):
    """Runs the function for arguments that cannot be hashed, and keeps nothing.

    Area: same calls
    Tells: Whether a caller is punished for an argument that the function itself can take.
    Advises: Pass a list.
    """
    look_up = cached(noting.function())
    args, kwargs = (([1],), {}) if way == "by position" else ((), {"on": [1]})
    assert noting.ran(look_up, *args, **kwargs)
    assert noting.ran(look_up, *args, **kwargs)
    assert noting.calls == [(args, kwargs), (args, kwargs)]
    assert look_up.cache_info() == (0, 2, 128, 0)


def test_type_error_of_the_function(noting):
    """Runs the function once when it raises a TypeError of its own.

    Area: exceptions
    Tells: Whether a try block holds only the line that it is for.
    Advises: Look at every line from which the exception that you catch could come.
    """
    calls = []

    @cached
    def transfer(amount):
        calls.append(amount)
        return amount + None

    with pytest.raises(TypeError):
        transfer(5)
    assert calls == [5]


def test_exceptions_are_not_kept():
    """Raises what the function raises, and runs it again the next time.

    Area: exceptions
    Tells: Whether a short outage is remembered as if it were an answer.
    Advises: Let the function fail the first time only.
    """
    error, calls = LookupError("down"), []

    @cached
    def look_up(name):
        calls.append(name)
        if len(calls) == 1:
            raise error
        return "up"

    with pytest.raises(LookupError) as caught:
        look_up("EUR")
    assert caught.value is error
    assert look_up.cache_info() == (0, 1, 128, 0)
    assert [look_up("EUR"), look_up("EUR")] == ["up", "up"]
    assert look_up.cache_info() == (1, 2, 128, 1)
