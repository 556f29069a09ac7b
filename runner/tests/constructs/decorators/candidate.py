"""Decorators that are put on functions, methods and classes of the test."""

import asyncio
import functools
import inspect
import time


def logged(log):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*arguments, **keywords):
            log.append((function.__name__, arguments, keywords))
            return function(*arguments, **keywords)

        return wrapper

    return decorate


def twice(function):
    @functools.wraps(function)
    def wrapper(*arguments, **keywords):
        function(*arguments, **keywords)
        return function(*arguments, **keywords)

    return wrapper


def timed(function=None, *, sink=None):
    if function is None:
        return functools.partial(timed, sink=sink)
    if inspect.iscoroutinefunction(function):

        @functools.wraps(function)
        async def wrapper(*arguments, **keywords):
            start = time.perf_counter()
            try:
                return await function(*arguments, **keywords)
            finally:
                sink and sink(function.__name__, time.perf_counter() - start)
    elif inspect.isgeneratorfunction(function):

        @functools.wraps(function)
        def wrapper(*arguments, **keywords):
            start = time.perf_counter()
            try:
                return (yield from function(*arguments, **keywords))
            finally:
                sink and sink(function.__name__, time.perf_counter() - start)
    else:

        @functools.wraps(function)
        def wrapper(*arguments, **keywords):
            start = time.perf_counter()
            try:
                return function(*arguments, **keywords)
            finally:
                sink and sink(function.__name__, time.perf_counter() - start)

    return wrapper


def memoize(function):
    cache = {}

    @functools.wraps(function)
    def wrapper(*arguments):
        if arguments not in cache:
            cache[arguments] = function(*arguments)
        return cache[arguments]

    wrapper.cache = cache
    wrapper.clear = cache.clear
    return wrapper


class count_calls:
    def __init__(self, function):
        functools.update_wrapper(self, function)
        self.function = function
        self.calls = 0

    def __call__(self, *arguments, **keywords):
        self.calls += 1
        return self.function(*arguments, **keywords)

    def __get__(self, instance, owner):
        return self if instance is None else functools.partial(self, instance)


def validate(**kinds):
    def decorate(function):
        signature = inspect.signature(function)

        @functools.wraps(function)
        def wrapper(*arguments, **keywords):
            bound = signature.bind(*arguments, **keywords)
            for name, kind in kinds.items():
                if name in bound.arguments and not isinstance(bound.arguments[name], kind):
                    raise TypeError(f"{name} must be {kind.__name__}")
            return function(*arguments, **keywords)

        return wrapper

    return decorate


def annotated(function):
    @functools.wraps(function)
    def wrapper(*arguments, **keywords):
        result = function(*arguments, **keywords)
        expected = function.__annotations__.get("return")
        if expected and not isinstance(result, expected):
            raise TypeError(f"{function.__qualname__} returned {type(result).__name__}")
        return result

    return wrapper


def retry(times, exceptions=(Exception,)):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*arguments, **keywords):
            for left in reversed(range(times)):
                try:
                    return function(*arguments, **keywords)
                except exceptions:
                    if not left:
                        raise

        return wrapper

    return decorate


def with_repr(cls):
    def __repr__(self):
        return f"{cls.__name__}({', '.join(f'{k}={v!r}' for k, v in vars(self).items())})"

    cls.__repr__ = __repr__
    return cls


def singleton(cls):
    instances = {}

    @functools.wraps(cls)
    def get(*arguments, **keywords):
        if cls not in instances:
            instances[cls] = cls(*arguments, **keywords)
        return instances[cls]

    return get


def register(registry):
    def decorate(thing):
        registry[thing.__name__] = thing
        return thing

    return decorate


def debounce(function):
    wrapper = logged([])(function)
    wrapper.__wrapped__ = function
    wrapper.original = function
    return wrapper


def is_async(function):
    return asyncio.iscoroutinefunction(function), inspect.isgeneratorfunction(function), inspect.isasyncgenfunction(function)


def parameters(function):
    return [(name, parameter.kind.name, parameter.default is parameter.empty) for name, parameter in inspect.signature(function).parameters.items()]


def declares(function):
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)

    wrapper.__signature__ = inspect.signature(function)
    wrapper.__wrapped__ = function
    return wrapper
