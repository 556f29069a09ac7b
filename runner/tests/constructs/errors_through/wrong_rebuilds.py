"""Rebuilds the error: type, identity or traceback of the original is lost."""


class Wrapped(Exception):
    pass


def call(function):
    try:
        return function()
    except Exception as error:
        raise type(error)(str(error)) from None


def call_and_wrap(function):
    try:
        return function()
    except Exception as error:
        raise Wrapped(str(error)) from None


def call_and_clean(function, clean):
    result = function()
    clean()
    return result


def attempt(function):
    try:
        return function(), None
    except Exception as error:
        return None, Exception(str(error))


def reraise_later(function):
    function()
    raise Exception


def annotate(function, note):
    try:
        return function()
    except Exception as error:
        raise Exception(note) from error


def select(function, *kinds):
    try:
        return function()
    except Exception as error:
        return type(error).__name__


def suppressed(function, kind):
    try:
        function()
    except Exception:
        return "suppressed"
    return "returned"


def chain(error, cause):
    raise error


def raise_it(error):
    raise Exception(error)


def attribute(function, name):
    return "absent"


class Policy:
    def __init__(self, retry_on):
        self.retry_on = retry_on

    def retryable(self, error):
        return type(error) is self.retry_on
