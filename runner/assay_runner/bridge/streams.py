"""Generators of the other side as real local generators: ``send``, ``throw``, ``close`` and return values cross.

A stand-in that is dropped half way is closed by Python itself. That closes the other side's generator only if nobody
holds it over there either: else it goes on where it was, as the one generator would in one process.
"""

from __future__ import annotations

import opcode
import types
import weakref
from collections.abc import Generator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .far import Far

#: The instruction at which a generator waits until it is asked for its first item.
_BEFORE_THE_FIRST = opcode.opmap["RETURN_GENERATOR"]


class Life:
    """Whether a stand-in generator is still held: its code is told to close both when it is closed and when it is dropped."""

    def __init__(self) -> None:
        self._reference: weakref.ref[Any] | None = None

    def of(self, generator: Any) -> None:
        self._reference = weakref.ref(generator)

    def is_over(self) -> bool:
        """Whether the generator was dropped. Weak references end before its code is told."""
        return self._reference is not None and self._reference() is None


def has_begun(stream: Any) -> bool:
    """Whether a generator or asynchronous generator of this side was asked for its first item and is not done."""
    if isinstance(stream, types.GeneratorType):
        return bool(stream.gi_suspended)
    frame = getattr(stream, "ag_frame", None)
    return frame is not None and frame.f_code.co_code[frame.f_lasti] != _BEFORE_THE_FIRST


def stand_in_generator(far: Far, number: int, name: str, qualified: str, begun: bool) -> Generator[Any, Any, Any]:
    """A generator that drives the other side's generator ``number``."""
    life = Life()
    generator: Any = _drive(far, number, life, begun)
    life.of(generator)
    generator.__name__ = name
    generator.__qualname__ = qualified
    if begun:
        # So that it can be closed, and says of itself that it is suspended.
        next(generator)
    return generator  # type: ignore[no-any-return]


def _drive(far: Far, number: int, life: Life | None = None, begun: bool = False) -> Generator[Any, Any, Any]:
    step = far.step
    # A value that was yielded is held here no longer: whether it lives is for those who have it.
    held = [False, None] if begun else list(step(number, "send", None))
    while not held[0]:
        try:
            sent = yield held.pop()
        except GeneratorExit:
            if life is not None and life.is_over():
                far.dropped()
            else:
                step(number, "close", None)
            raise
        except BaseException as error:
            held = list(step(number, "throw", error))
        else:
            held = list(step(number, "send", sent))
            del sent
    return held[1]


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
