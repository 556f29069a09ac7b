"""What the statement shows, as tests."""

from caching import cached


def test_example_of_the_statement():
    """Runs the function once for two calls that are the same."""
    calls = []

    @cached(maxsize=100, max_age=60)
    def exchange_rate(currency, *, on=None):
        calls.append(currency)
        return f"rate of {currency}"

    assert exchange_rate("EUR") == "rate of EUR"
    assert exchange_rate("EUR") == "rate of EUR"
    assert calls == ["EUR"]
    info = exchange_rate.cache_info()
    assert info == (1, 1, 100, 1)
    assert (info.hits, info.misses, info.maxsize, info.currsize) == (1, 1, 100, 1)


def test_keeps_no_more_than_maxsize():
    """Keeps no more results than it may."""

    @cached(maxsize=2)
    def double(number):
        return 2 * number

    assert [double(number) for number in range(5)] == [0, 2, 4, 6, 8]
    assert double.cache_info().currsize == 2


def test_forgets_what_is_too_old():
    """Runs the function again when its result is too old."""
    time, calls = [0.0], []

    @cached(max_age=10, clock=lambda: time[0])
    def double(number):
        calls.append(number)
        return 2 * number

    double(1)
    time[0] = 100.0
    assert double(1) == 2
    assert calls == [1, 1]
