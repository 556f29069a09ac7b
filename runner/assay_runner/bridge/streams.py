"""Generators of the other side as real local generators: ``send``, ``throw``, ``close`` and return values cross.

A stand-in that is dropped half way is closed by Python itself, which closes the other side's generator at once.
"""

from __future__ import annotations

import types
from collections.abc import Generator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .far import Far


def stand_in_generator(far: Far, number: int, name: str, qualified: str) -> Generator[Any, Any, Any]:
    """A generator that drives the other side's generator ``number``."""
    generator: Any = _drive(far, number)
    generator.__name__ = name
    generator.__qualname__ = qualified
    return generator  # type: ignore[no-any-return]


def _drive(far: Far, number: int) -> Generator[Any, Any, Any]:
    step = far.step
    done, value = step(number, "send", None)
    while not done:
        try:
            sent = yield value
        except GeneratorExit:
            step(number, "close", None)
            raise
        except BaseException as error:
            done, value = step(number, "throw", error)
        else:
            done, value = step(number, "send", sent)
    return value


@types.coroutine
def drive_coroutine(far: Far, number: int) -> Generator[Any, Any, Any]:
    """Drives the other side's coroutine ``number`` where no event loop runs."""
    return (yield from _drive(far, number))


def begin_local(awaitable: Any) -> Any:
    """What an ``await`` of an awaitable drives."""
    return awaitable if isinstance(awaitable, types.CoroutineType) else awaitable.__await__()


def step_local(generator: Any, how: str, value: Any) -> tuple[bool, Any]:
    """Performs one step on a generator of this side: (whether it returned, the value)."""
    try:
        if how == "send":
            if value is None and not hasattr(generator, "send"):
                # A plain iterator, as an `__await__` may return it.
                return False, next(generator)
            return False, generator.send(value)
        if how == "throw":
            return False, generator.throw(value)
        generator.close()
    except StopIteration as stop:
        return True, stop.value
    return True, None
