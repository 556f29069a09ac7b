"""Warns about what is old."""

import warnings


class OldWay(DeprecationWarning):
    pass


class Legacy:
    def __init__(self):
        warnings.warn("Legacy is old", OldWay, stacklevel=2)


def old(value):
    warnings.warn("old is deprecated, use new", DeprecationWarning, stacklevel=2)
    return value


def doubtful():
    warnings.warn("doubtful")
    warnings.warn("and again", RuntimeWarning)
    return "result"


def quiet():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.warn("not seen")
    return "quiet"


def collect():
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        doubtful()
    return [str(warning.message) for warning in caught]


def calls(function):
    return function()


def fine():
    return 1
