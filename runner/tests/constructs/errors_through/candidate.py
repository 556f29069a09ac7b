"""Code that stands between two pieces of the test when something is raised."""

import contextlib


class Wrapped(Exception):
    pass


def call(function):
    return function()


def call_and_wrap(function):
    try:
        return function()
    except Exception as error:
        raise Wrapped(str(error)) from error


def call_and_clean(function, clean):
    try:
        return function()
    finally:
        clean()


def attempt(function):
    try:
        return function(), None
    except Exception as error:  # noqa: BLE001
        return None, error


def reraise_later(function):
    try:
        function()
    except Exception as error:  # noqa: BLE001
        saved = error
    raise saved


def annotate(function, note):
    try:
        return function()
    except Exception as error:
        error.add_note(note)
        raise


def select(function, *kinds):
    try:
        return function()
    except kinds as error:
        return type(error).__name__


def suppressed(function, kind):
    with contextlib.suppress(kind):
        function()
        return "returned"
    return "suppressed"


def chain(error, cause):
    raise error from cause


def raise_it(error):
    raise error


def attribute(function, name):
    try:
        function()
    except Exception as error:  # noqa: BLE001
        return getattr(error, name, "absent")


class Policy:
    def __init__(self, retry_on):
        self.retry_on = retry_on

    def retryable(self, error):
        return isinstance(error, self.retry_on)
