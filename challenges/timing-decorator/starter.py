"""Log how long calls take."""

import logging

logger = logging.getLogger("timing")


def timed(function):
    """Log the time of every call of `function` to the logger `timing`.

    Used as `@timed` or as `@timed(level=logging.DEBUG)`.
    """
    raise NotImplementedError
