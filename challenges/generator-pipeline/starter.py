"""Generators through which measurements flow."""


def applied(function, source):
    """Yield `function(item)` for each item, and return what the source returned."""
    raise NotImplementedError


def pairs(source):
    """Yield each two neighbours as a tuple."""
    raise NotImplementedError


def running_total(numbers):
    """Yield the sum so far; a number that is sent replaces it."""
    raise NotImplementedError


def chained(*sources):
    """Yield the items of one source after the other, and return a list of what they returned."""
    raise NotImplementedError


def pipeline(source, *stages):
    """Yield what comes out of the last stage."""
    raise NotImplementedError
