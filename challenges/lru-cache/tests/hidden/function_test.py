"""The decorated function: what it offers, and calls at the same time."""

import inspect
import threading

import pytest
from caching import cached


def test_clear_empties_and_resets(noting):
    """Empties the cache and starts counting anew when it is cleared.

    Area: attributes
    Tells: Whether all that belongs to the cache's state is reset together.
    Advises: Look at everything that the cache says of itself after it was cleared.
    """
    look_up = cached(maxsize=5)(noting.function())
    for name in "aab":
        look_up(name)
    look_up.cache_clear()
    assert look_up.cache_info() == (0, 0, 5, 0)
    assert noting.ran(look_up, "a")
    assert not noting.ran(look_up, "a")
    assert look_up.cache_info() == (1, 1, 5, 1)


def test_each_function_has_its_own_cache(noting):
    """Keeps the caches of two functions apart.

    Area: attributes
    Tells: Whether state lives where it belongs; a dictionary of the module is shared by all.
    Advises: Decorate two functions, also with one and the same decorator.
    """
    decorate = cached(maxsize=5)
    one, other = decorate(noting.function()), decorate(noting.function())
    assert noting.ran(one, "a")
    assert noting.ran(other, "a")
    assert one.cache_info() == other.cache_info() == (0, 1, 5, 1)
    one.cache_clear()
    assert other.cache_info() == (0, 1, 5, 1)


def test_looks_like_the_function():
    """Keeps the function's name, docstring, signature and attributes.

    Area: like the function
    Tells: Whether the candidate knows that help(), editors and frameworks read these.
    Advises: Compare what help() says of the function with and without the decorator.
    """

    def look_up(currency: str, *, on: str = "today") -> float:
        """Looks up a rate."""

    look_up.route = "/rates"
    for decorated in (cached(look_up), cached(maxsize=5)(look_up)):
        assert decorated.__name__ == "look_up"
        assert decorated.__qualname__ == look_up.__qualname__
        assert decorated.__doc__ == "Looks up a rate."
        assert decorated.route == "/rates"
        assert str(inspect.signature(decorated)) == "(currency: str, *, on: str = 'today') -> float"


def test_keyword_arguments_of_every_name():
    """Leaves every name to the function's own keyword arguments.

    Area: like the function
    Tells: Whether the wrapper's own names can get in the way of a caller's.
    Advises: Which names of keyword arguments does your wrapper not let through?
    """
    names = "function func fn f key self cls args kwargs maxsize max_age typed clock result cache now".split()

    @cached(maxsize=5)
    def look_up(**kwargs):
        return sorted(kwargs)

    assert look_up(**dict.fromkeys(names, 1)) == sorted(names)


def test_methods_of_two_objects(noting):
    """Works on methods, and keeps the results of two objects apart.

    Area: like the function
    Tells: Whether the candidate knows how a function becomes a method, which a callable object does not by itself.
    Advises: Decorate a method, and call it on two objects.
    """

    class Bank:
        def __init__(self, name):
            self.name = name

        @cached(maxsize=5)
        def rate(self, currency):
            noting.calls.append(currency)
            return f"{currency} at {self.name}"

    one, other = Bank("one"), Bank("other")
    assert [one.rate("EUR"), other.rate("EUR"), one.rate("EUR")] == ["EUR at one", "EUR at other", "EUR at one"]
    assert noting.calls == ["EUR", "EUR"]
    assert Bank.rate.cache_info() == (1, 2, 5, 2)


def test_function_that_calls_itself():
    """Lets the function call itself, and keeps to the limit meanwhile.

    Area: at the same time
    Tells: Whether the cache is in order at the moment at which the function runs, and whether a lock is held then.
    Advises: Decorate a function that calls itself, with little room.
    """
    calls = []

    @cached(maxsize=3)
    def fibonacci(number):
        calls.append(number)
        return number if number < 2 else fibonacci(number - 1) + fibonacci(number - 2)

    assert fibonacci(12) == 144
    assert calls == [12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]
    assert fibonacci.cache_info() == (10, 13, 3, 3)


def test_same_call_inside_itself(noting):
    """Keeps one result when the same call is made while it is under way.

    Area: at the same time
    Tells: Whether what was true before the function ran is still taken for true after it.
    Advises: What can have happened to the cache while the function ran?
    """

    @cached(maxsize=2)
    def look_up(name):
        noting.calls.append(name)
        if len(noting.calls) == 2:
            look_up("b")
            look_up("x")
        return name

    look_up("a")
    assert look_up("b") == "b"
    assert look_up.cache_info() == (0, 4, 2, 2)
    look_up("c")
    assert not noting.ran(look_up, "b")
    assert look_up.cache_info().currsize == 2


@pytest.mark.parametrize("second", ["other", "same"])
def test_calls_of_threads_side_by_side(second):
    """Lets calls of two threads run side by side.

    Area: at the same time
    Tells: Whether a lock protects the bookkeeping, or makes every caller wait for the slowest.
    Advises: Which lines does your lock hold up, and for how long?
    """
    entered = [threading.Event(), threading.Event()]
    leave = threading.Event()
    calls = []

    @cached
    def work(name):
        calls.append(name)
        entered[len(calls) - 1].set()
        leave.wait(1)
        return name

    names = ["same", second]
    threads = [threading.Thread(target=work, args=(name,), daemon=True) for name in names]
    for thread, event in zip(threads, entered, strict=True):
        thread.start()
        side_by_side = event.wait(0.5)
    leave.set()
    for thread in threads:
        thread.join(2)
    assert side_by_side, "a second call does not begin while the first one is under way"
    assert work("same") == "same"
    assert work.cache_info() == (1, 2, 128, len(set(names)))
