"""Says nothing, or the wrong thing."""

import warnings


class OldWay(UserWarning):
    pass


class Legacy:
    pass


def old(value):
    warnings.warn("old", FutureWarning)
    return value


def doubtful():
    return "result"


def quiet():
    warnings.warn("seen")
    return "quiet"


def collect():
    return []


def calls(function):
    return None


def fine():
    warnings.warn("not fine")
    return 1
