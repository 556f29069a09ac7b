"""Nobody who uses a decorated function can tell that it is decorated."""

import inspect
import logging
import traceback

import pytest
from timing import timed


def test_returns_what_the_function_returns():
    """Returns what the function returns, be it nothing at all.

    Area: transparency
    Tells: Whether the wrapper hands the result on as it is, the first thing a decorator must get right.
    Advises: Follow the function's result through your wrapper, for every value it may have.
    """

    @timed
    def work(value):
        return value

    shared = ["the very same list"]
    assert work(shared) is shared
    assert work(0) == 0
    assert work(None) is None


def test_passes_every_kind_of_argument():
    """Passes on every kind of argument.

    Area: transparency
    Tells: Whether the wrapper takes any call, or only the calls that the author had in mind.
    Advises: Think of all the ways in which Python lets a caller pass arguments.
    """

    @timed
    def work(first, /, second, third=3, *rest, fourth, fifth=5, **others):
        return first, second, third, rest, fourth, fifth, others

    assert work(1, 2, fourth=4) == (1, 2, 3, (), 4, 5, {})
    assert work(1, second=2, third=0, fourth=4) == (1, 2, 0, (), 4, 5, {})
    assert work(1, 2, 3, 3.1, 3.2, fourth=4, fifth=0, sixth=6) == (1, 2, 3, (3.1, 3.2), 4, 0, {"sixth": 6})


def test_leaves_keyword_names_to_the_function():
    """Leaves every keyword to the function, also one named like its own parameters.

    Area: transparency
    Tells: Whether the names that the decorator uses inside stay inside; such a clash shows up months later.
    Advises: Look at the parameters of whatever receives the caller's keyword arguments.
    """
    names = "function func fn f callable wrapped level logger name self cls args kwargs start clock".split()

    @timed
    def work(**keywords):
        return keywords

    @timed(level=logging.DEBUG)
    def other_work(**keywords):
        return keywords

    sent = {name: f"the caller's {name}" for name in names}
    assert work(**sent) == sent
    assert other_work(**sent) == sent


def test_keeps_what_others_read_off_the_function():
    """Keeps the function's name, docstring and attributes.

    Area: transparency
    Tells: Whether the candidate knows that help(), tracebacks, web frameworks and test runners read these.
    Advises: Compare what help() says of the function with and without the decorator.
    """

    def work():
        """Does the work."""

    work.route = "/work"
    decorated = timed(work)
    with_level = timed(level=logging.DEBUG)(work)

    for function in (decorated, with_level):
        assert function.__name__ == "work"
        assert function.__qualname__ == work.__qualname__
        assert function.__doc__ == "Does the work."
        assert function.__module__ == __name__
        assert function.route == "/work"


def test_keeps_the_signature():
    """Keeps the function's signature and annotations.

    Area: transparency
    Tells: Whether editors, documentation tools and frameworks that inject arguments still see the real parameters.
    Advises: Ask the inspect module about the decorated function.
    """

    def work(amount: int, /, currency: str = "EUR", *, rounded: bool = False) -> float:
        return float(amount)

    decorated = timed(work)
    assert str(inspect.signature(decorated)) == (
        "(amount: int, /, currency: str = 'EUR', *, rounded: bool = False) -> float"
    )
    assert decorated.__annotations__ == work.__annotations__


def test_lets_the_original_exception_through():
    """Lets the original exception through, with its traceback.

    Area: failures
    Tells: Whether callers can still catch what they expect, and whoever is on call still finds the line at fault.
    Advises: Look at what a caller can catch, and at the last line of its traceback.
    """
    error = LookupError("no such customer")

    def look_up():
        raise error

    @timed
    def work():
        look_up()

    with pytest.raises(LookupError) as caught:
        work()
    assert caught.value is error
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    assert traceback.extract_tb(caught.tb)[-1].name == "look_up"


@pytest.mark.parametrize("kind", ["method", "classmethod", "staticmethod"])
def test_works_in_a_class(timings, kind):
    """Works on methods, class methods and static methods.

    Area: transparency
    Tells: Whether the candidate knows how a function becomes a method, which a callable object does not by itself.
    Advises: Decorate a method, and look at what arrives as its first argument.
    """

    class Cart:
        @timed
        def method(self, item):
            return self, item

        @classmethod
        @timed
        def classmethod(cls, item):
            return cls, item

        @staticmethod
        @timed
        def staticmethod(item):
            return None, item

    cart = Cart()
    owner = {"method": cart, "classmethod": Cart, "staticmethod": None}[kind]
    got, item = getattr(cart, kind)("tea")
    assert got is owner
    assert item == "tea"
    [timing] = timings()
    assert timing.name.endswith(f"Cart.{kind}")
