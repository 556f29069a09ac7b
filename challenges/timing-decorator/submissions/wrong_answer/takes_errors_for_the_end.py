# Fails: test_failing_asynchronous_generator_is_logged_and_tells
# Mistake: takes any exception of an asynchronous generator for its end.

from __future__ import annotations

import inspect
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from functools import update_wrapper
from time import monotonic_ns
from typing import Any, ParamSpec, TypeVar, cast, overload

P = ParamSpec("P")
R = TypeVar("R")

_log = logging.getLogger("timing")


@overload
def timed(function: Callable[P, R], /) -> Callable[P, R]: ...
@overload
def timed(*, level: int = ...) -> Callable[[Callable[P, R]], Callable[P, R]]: ...


def timed(
    function: Callable[P, R] | None = None, /, *, level: int = logging.INFO
) -> Callable[P, R] | Callable[[Callable[P, R]], Callable[P, R]]:
    def decorate(target: Callable[P, R]) -> Callable[P, R]:
        return _decorate(target, level)

    return decorate if function is None else decorate(function)


def _decorate(target: Callable[P, R], level: int) -> Callable[P, R]:
    call = cast(Callable[..., Any], target)

    def report(start: int) -> None:
        nanoseconds = monotonic_ns() - start
        _log.log(level, f"{target.__qualname__} took {nanoseconds / 1e9:.6f} s")

    def plain(*args: P.args, **kwargs: P.kwargs) -> R:
        start = monotonic_ns()
        try:
            return target(*args, **kwargs)
        finally:
            report(start)

    def generator(*args: P.args, **kwargs: P.kwargs) -> Generator[Any, Any, Any]:
        start = monotonic_ns()
        try:
            return (yield from call(*args, **kwargs))
        finally:
            report(start)

    async def coroutine(*args: P.args, **kwargs: P.kwargs) -> Any:
        start = monotonic_ns()
        try:
            return await cast(Awaitable[Any], target(*args, **kwargs))
        finally:
            report(start)

    async def asynchronous_generator(*args: P.args, **kwargs: P.kwargs) -> AsyncGenerator[Any, Any]:
        # There is no "yield from" in an asynchronous generator: values, exceptions and the end are passed on by hand.
        start = monotonic_ns()
        inner = call(*args, **kwargs)
        try:
            step = inner.__anext__()
            while True:
                try:
                    item = await step
                except Exception:
                    return
                try:
                    sent = yield item
                except GeneratorExit:
                    raise
                except BaseException as error:
                    step = inner.athrow(error)
                else:
                    step = inner.asend(sent)
        finally:
            await inner.aclose()
            report(start)

    wrapper: Callable[..., Any] = plain
    if inspect.iscoroutinefunction(target):
        wrapper = coroutine
    elif inspect.isasyncgenfunction(target):
        wrapper = asynchronous_generator
    elif inspect.isgeneratorfunction(target):
        wrapper = generator
    return cast(Callable[P, R], update_wrapper(wrapper, target))
