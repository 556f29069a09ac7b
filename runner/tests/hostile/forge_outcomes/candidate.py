"""Raises what ends, skips or fails a test, and lookalikes of it."""

import unittest


class Skipped(BaseException):
    """Like pytest's own, by name and module."""

    def __init__(self, msg="skipped", allow_module_level=True):
        self.msg = msg
        self.pytrace = True
        self.allow_module_level = allow_module_level
        self._use_item_location = True
        super().__init__(msg)


Skipped.__module__ = "builtins"


class Exit(Exception):
    def __init__(self, msg="exit", returncode=0):
        self.msg = msg
        self.returncode = returncode
        super().__init__(msg)


Exit.__module__ = "_pytest.outcomes"


class XFailed(Exception):
    pass


XFailed.__module__ = "_pytest.outcomes"


class Everything(BaseException):
    """Claims to be whatever is asked."""

    @property
    def __class__(self):
        return ValueError


class Meta(type):
    def __instancecheck__(cls, instance):
        return True

    def __subclasscheck__(cls, other):
        return True

    def __eq__(cls, other):
        return True

    def __hash__(cls):
        return hash(ValueError)


class Chameleon(Exception, metaclass=Meta):
    pass


class Lying(ValueError):
    def __str__(self):
        return "the right message"

    @property
    def args(self):
        return ("the right message",)


class NotFound(Exception):
    def __eq__(self, other):
        return True

    __hash__ = None


def skip_lookalike():
    raise Skipped


def exit_lookalike():
    raise Exit


def xfail_lookalike():
    raise XFailed("expected")


def skip_test():
    raise unittest.SkipTest("unittest says so")


def real_pytest():
    import pytest

    pytest.skip("for real")


def expected_failure():
    raise unittest.case._ShouldStop


def generator_exit():
    raise GeneratorExit


def stop():
    raise StopIteration(42)


def everything():
    raise Everything


def chameleon():
    raise Chameleon("x")


def interrupted():
    raise KeyboardInterrupt


def skip_in_a_callback(callback):
    try:
        callback()
    except BaseException:
        raise unittest.SkipTest("swallowed") from None
    return 42


def swallow(callback):
    try:
        return callback()
    except BaseException:
        return None


def swallow_and_drop_the_rest(callback):
    """Whatever the callback asserts is lost."""
    for value in (1, 2, 3):
        try:
            callback(value)
        except BaseException:
            return 3
    return 3


class Broken:
    def __enter__(self):
        return self

    def __exit__(self, *details):
        return True


class AsyncBroken:
    async def __aenter__(self):
        return self

    async def __aexit__(self, *details):
        return True


def swallowing():
    return Broken()


def decorate(function):
    """Never calls what it decorates."""

    def wrapper(*arguments, **keywords):
        return None

    return wrapper


def decorate_and_swallow(function):
    def wrapper(*arguments, **keywords):
        try:
            return function(*arguments, **keywords)
        except BaseException:
            return None

    return wrapper


class CallsNothing:
    """A base class for a test's own class that never calls an override."""

    def run(self):
        return True

    def __init_subclass__(cls):
        for name in list(vars(cls)):
            if name.startswith("check"):
                setattr(cls, name, lambda self: True)


def right():
    return 42
