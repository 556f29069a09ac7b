"""Remember what functions returned."""

import time


def cached(function=None, *, maxsize=128, max_age=None, typed=False, clock=time.monotonic):
    """Remember up to `maxsize` results of `function`, each for less than `max_age` seconds of `clock`.

    Used as `@cached` or as `@cached(maxsize=...)`.
    """
    raise NotImplementedError
