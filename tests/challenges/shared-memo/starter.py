def remember(function):
    """A function that asks `function` once for each argument."""


def cache_of(remembered):
    """The dictionary of what `remembered` remembers."""
