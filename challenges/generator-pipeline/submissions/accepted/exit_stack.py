"""Sources are closed by an ExitStack; a pipeline opens one for all of its stages."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from contextlib import ExitStack
from itertools import pairwise
from typing import Any


def opened(stack: ExitStack, source: Iterable[Any]) -> Iterable[Any]:
    """Has the stack close the source, if it can be closed."""
    close = getattr(source, "close", None)
    if callable(close):
        stack.callback(close)
    return source


def applied(function: Callable[[Any], Any], source: Iterable[Any]) -> Generator[Any, None, Any]:
    end = None

    def items() -> Generator[Any, None, None]:
        nonlocal end
        end = yield from source

    with ExitStack() as stack:
        opened(stack, source)
        for item in items():
            yield function(item)
    return end


def pairs(source: Iterable[Any]) -> Generator[tuple[Any, Any], None, None]:
    with ExitStack() as stack:
        yield from pairwise(opened(stack, source))


def running_total(numbers: Iterable[Any]) -> Generator[Any, Any, Any]:
    total: Any = 0
    with ExitStack() as stack:
        for number in opened(stack, numbers):
            sent = yield total + number
            total = total + number if sent is None else sent
    return total


def chained(*sources: Iterable[Any]) -> Generator[Any, Any, list[Any]]:
    results = []
    for source in sources:
        results.append((yield from pipeline(source)))
    return results


def pipeline(source: Iterable[Any], *stages: Callable[[Iterable[Any]], Iterable[Any]]) -> Generator[Any, Any, Any]:
    with ExitStack() as stack:
        opened(stack, source)
        for stage in stages:
            source = opened(stack, stage(source))
        return (yield from source)
