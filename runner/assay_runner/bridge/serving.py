"""The operations that one side performs on its own objects when the other asks. Knows no channel: it is given decoded names and coded values."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from . import mirror_type, streams
from .wire import Malformed

if TYPE_CHECKING:
    from .peer import Peer


class Operations:
    """What may be asked for, by name. Each side narrows or widens the list."""

    def __init__(self, peer: Peer) -> None:
        self.peer = peer
        self.lent = peer.lent
        self.by_name: dict[str, Callable[..., Any]] = {
            "call": self.call,
            "get": self.get,
            "set": self.set,
            "del": self.delete,
            "dunder": self.dunder,
            "step": self.step,
            "begin": self.begin,
            "instance": self.instance,
            "copy": self.copy,
            "lend": self.lend,
            "dropped": self.dropped,
        }

    def perform(self, operation: str, parts: list[Any]) -> Any:
        handler = self.by_name.get(operation)
        if handler is None:
            raise Malformed(f"an unknown operation: {operation!r}")
        return handler(*parts)

    def arguments(self, values: list[Any] | None) -> list[Any]:
        if not values:
            return []
        if _CODED.isdisjoint(map(type, values)):
            return values
        with self.peer.lock:
            return [self.peer.decode(value) for value in values]

    def named_arguments(self, keywords: dict[str, Any] | None) -> dict[str, Any]:
        if not keywords:
            return {}
        with self.peer.lock:
            return {key: self.peer.decode(value) for key, value in keywords.items()}

    def call(self, number: int, values: list[Any] | None = None, keywords: dict[str, Any] | None = None) -> Any:
        target = self.lent.target(number)
        if keywords:
            named = self.named_arguments(keywords)
            return target(*self.arguments(values), **named)
        return target(*self.arguments(values))

    def get(self, number: int, name: str) -> Any:
        return getattr(self.lent.target(number), name)

    def set(self, number: int, name: str, values: list[Any]) -> Any:
        target = self.lent.target(number)
        (value,) = self.arguments(values)
        if isinstance(target, type) and name in target.__dict__:
            self.lent.originals.setdefault((number, name), target.__dict__[name])
        setattr(target, name, value)

    def delete(self, number: int, name: str) -> Any:
        delattr(self.lent.target(number), name)

    def dunder(self, number: int, name: str, values: list[Any] | None = None) -> Any:
        target = self.lent.target(number)
        plainly = _PLAINLY.get(name)
        return plainly(target) if plainly is not None else _special(target, name)(*self.arguments(values))

    def step(self, number: int, how: str, values: list[Any] | None = None) -> Any:
        (value,) = self.arguments(values) or (None,)
        if how == "close" and number not in self.lent:
            # The stand-in died, and this side heard of that first: several generators end together, or one late.
            return True, None
        return streams.step_local(self.lent.target(number), how, value)

    def begin(self, number: int, method: str | None, values: list[Any] | None = None) -> Any:
        """Begins what an ``await`` without an event loop drives step by step; tells its number."""
        target = self.lent.target(number)
        return self.lent.lend(streams.begin_local(target if method is None else self.awaitable(target, method, values)))

    def instance(self, number: int, of_class: bool, values: list[Any]) -> Any:
        value = self.arguments(values)[0]
        kind = self.lent.target(number)
        return issubclass(value, kind) if of_class else isinstance(value, kind)

    def copy(self, number: int, deep: bool) -> Any:
        return copy.deepcopy(self.lent.target(number)) if deep else copy.copy(self.lent.target(number))

    def lend(self, values: list[Any]) -> Any:
        return self.lent.lend(self.arguments(values)[0])

    def dropped(self) -> None:
        """What the other side dropped was told beside the message, and has ended here if nothing else held it."""

    def awaitable(self, target: Any, method: str, values: list[Any] | None) -> Any:
        return getattr(target, method)(*self.arguments(values))

    async def awaited(self, number: int, method: str | None, values: list[Any]) -> Any:
        target = self.lent.target(number)
        return await (target if method is None else self.awaitable(target, method, values))


#: What stands in a message for something else.
_CODED = frozenset({list, dict})
_PLAINLY: dict[str, Callable[[Any], Any]] = {"__hash__": hash, "__dir__": dir, "__repr__": repr, "__str__": str}


def _special(target: Any, name: str) -> Any:
    """A special method as an operator finds it: on the class, bound to the object as its descriptor says."""
    kind = type(target)
    for above in mirror_type.order(kind):
        if name in type.__dict__["__dict__"].__get__(above):
            found = type.__dict__["__dict__"].__get__(above)[name]
            bind = getattr(type(found), "__get__", None)
            return found if bind is None else bind(found, target, kind)
    return getattr(kind, name).__get__(target, kind)
