"""Loses names, results, coroutines and errors."""


def logged(log):
    def decorate(function):
        def wrapper(*arguments):
            log.append((function.__name__, arguments))
            function(*arguments)

        return wrapper

    return decorate


def twice(function):
    def wrapper(*arguments, **keywords):
        return function(*arguments, **keywords)

    return wrapper


def timed(function=None, *, sink=None):
    def decorate(function):
        def wrapper(*arguments, **keywords):
            result = function(*arguments, **keywords)
            sink and sink("wrapper", -1)
            return result

        return wrapper

    return decorate(function) if function else decorate


def memoize(function):
    cache = {}

    def wrapper(*arguments):
        if arguments not in cache:
            cache[arguments] = function(*arguments)
        return cache[arguments[:1]]

    return wrapper


class count_calls:
    def __init__(self, function):
        self.function = function
        self.calls = 0

    def __call__(self, *arguments, **keywords):
        self.calls += 1
        return self.function(*arguments, **keywords)


def validate(**kinds):
    return lambda function: function


def annotated(function):
    return function


def retry(times, exceptions=()):
    def decorate(function):
        def wrapper(*arguments, **keywords):
            for _ in range(times):
                try:
                    return function(*arguments, **keywords)
                except Exception:
                    pass

        return wrapper

    return decorate


def with_repr(cls):
    class Wrapped(cls):
        pass

    return Wrapped


def singleton(cls):
    return cls


def register(registry):
    def decorate(thing):
        registry[thing.__name__] = None

    return decorate


def debounce(function):
    return lambda: function()


def is_async(function):
    return False, False, False


def parameters(function):
    return []


def declares(function):
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)

    wrapper.__wrapped__ = function
    return wrapper
