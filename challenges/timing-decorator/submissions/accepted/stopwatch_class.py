"""A stopwatch for each call, and a decorator class whose instances hold the level."""

import functools
import inspect
import logging
import timeit


class Stopwatch:
    """Runs from entering to leaving a with block, then logs."""

    def __init__(self, name, level):
        self.name = name
        self.level = level

    def __enter__(self):
        self.start = timeit.default_timer()

    def __exit__(self, *exception):
        seconds = timeit.default_timer() - self.start
        logging.getLogger("timing").log(self.level, "%s took %.6f s", self.name, seconds)
        return False


class Timed:
    """Decorates functions at one level."""

    def __init__(self, level):
        self.level = level

    def __call__(self, function):
        kinds = {
            inspect.iscoroutinefunction: self.coroutine,
            inspect.isgeneratorfunction: self.generator,
            inspect.isasyncgenfunction: self.async_generator,
        }
        for is_of_kind, wrap in kinds.items():
            if is_of_kind(function):
                return wrap(function)
        return self.plain(function)

    def stopwatch(self, function):
        return Stopwatch(function.__qualname__, self.level)

    def plain(self, function):
        @functools.wraps(function)
        def call(*args, **kwargs):
            with self.stopwatch(function):
                return function(*args, **kwargs)

        return call

    def coroutine(self, function):
        @functools.wraps(function)
        async def call(*args, **kwargs):
            with self.stopwatch(function):
                return await function(*args, **kwargs)

        return call

    def generator(self, function):
        @functools.wraps(function)
        def call(*args, **kwargs):
            with self.stopwatch(function):
                result = yield from function(*args, **kwargs)
                return result

        return call

    def async_generator(self, function):
        @functools.wraps(function)
        async def call(*args, **kwargs):
            with self.stopwatch(function):
                inner = function(*args, **kwargs)
                try:
                    async for item in inner:
                        yield item
                finally:
                    await inner.aclose()

        return call


def timed(function=None, level=logging.INFO):
    decorator = Timed(level)
    if function is None:
        return decorator
    return decorator(function)
