"""Coroutines and asynchronous generators of the other side as real local ones. Who drives them is ``far``'s matter."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Coroutine
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from . import streams

if TYPE_CHECKING:
    from .far import Far


def stand_in_coroutine(far: Far, number: int, name: str, qualified: str, _begun: bool) -> Coroutine[Any, Any, Any]:
    """A coroutine that awaits the other side's coroutine ``number``."""
    made: Any = _await_far(far, number)
    made.__name__, made.__qualname__ = name, qualified
    return made  # type: ignore[no-any-return]


async def _await_far(far: Far, number: int) -> Any:
    return await far.awaited(number)


def stand_in_async_generator(far: Far, number: int, name: str, qualified: str, begun: bool) -> AsyncGenerator[Any, Any]:
    """An asynchronous generator that drives the other side's generator ``number``."""
    life = streams.Life()
    made: Any = _drive(far, number, life, begun)
    life.of(made)
    made.__name__, made.__qualname__ = name, qualified
    if begun:
        with suppress(StopIteration):
            made.__anext__().send(None)
    return made  # type: ignore[no-any-return]


async def _drive(far: Far, number: int, life: streams.Life, begun: bool) -> AsyncGenerator[Any, Any]:
    try:
        # Held here no longer once it was yielded.
        held = [None if begun else await far.awaited(number, "__anext__")]
        while True:
            try:
                sent = yield held.pop()
            except GeneratorExit:
                if life.is_over():
                    far.dropped()
                else:
                    await far.awaited(number, "aclose")
                raise
            except BaseException as error:
                held.append(await far.awaited(number, "athrow", (error,)))
            else:
                held.append(await far.awaited(number, "asend", (sent,)))
                del sent
    except StopAsyncIteration:
        return


def await_far(far: Far, number: int) -> Any:
    """``__await__`` of a stand-in for an awaitable object."""
    return _await_far(far, number).__await__()
