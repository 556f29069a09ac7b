"""What stand-ins ask of the other side. A stand-in knows this and nothing else of the bridge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import loops, streams

if TYPE_CHECKING:
    from .peer import Peer


class Far:
    """The other side's objects by their numbers."""

    #: The one of this process, for what is unpickled here.
    current: Far

    def __init__(self, peer: Peer) -> None:
        self.peer = peer

    def call(self, number: int, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        return self.peer.ask("call", [number], args, kwargs)

    def get(self, number: int, name: str) -> Any:
        return self.peer.ask("get", [number, name])

    def attributes(self, number: int) -> Any:
        """What ``vars`` shows of an object."""
        return self.get(number, "__dict__")

    def get_of(self, thing: Any, name: str) -> Any:
        return self.get(self.number_for(thing), name)

    def set(self, number: int, name: str, value: Any) -> None:
        self.peer.ask("set", [number, name], (value,))

    def delete(self, number: int, name: str) -> None:
        self.peer.ask("del", [number, name])

    def dunder(self, number: int, name: str, *args: Any) -> Any:
        return self.peer.ask("dunder", [number, name], args)

    def dunder_of(self, thing: Any, name: str, *args: Any) -> Any:
        return self.dunder(self.number_for(thing), name, *args)

    def is_instance(self, kind: Any, instance: Any, of_class: bool = False) -> bool:
        return bool(self.peer.ask("instance", [kind._assay_class, of_class], (instance,)))

    def copy(self, thing: Any, deep: bool) -> Any:
        return self.peer.ask("copy", [self.number_for(thing), deep])

    def reduce(self, thing: Any) -> Any:
        return _Restore(self), (self.peer.ask("reduce", [self.number_for(thing)]),)

    def restore(self, data: bytes) -> Any:
        return self.peer.ask("restore", [], (data,))

    def step(self, number: int, how: str, value: Any) -> Any:
        """One step of a generator: whether it returned, and the value."""
        if how == "close" and self.peer.packing:
            # The garbage collector dropped the generator while a message was being made.
            self.peer.deferred.append(lambda: self.step(number, how, value))
            return True, None
        return self.peer.ask("step", [number, how], (value,))

    def dropped(self) -> None:
        """Tells at once of a stand-in that ended here, since what it stood for may end with it and do something then."""
        if self.peer.packing:
            self.peer.deferred.append(self.dropped)
        else:
            self.peer.ask("dropped", [])

    async def awaited(self, number: int, method: str | None = None, values: tuple[Any, ...] = ()) -> Any:
        """Awaits an object of the other side, or what its ``method`` returns."""
        if loops.running() is None:
            # Driven by hand, as a generator is: what it yields comes here, what is sent goes there.
            number = self.peer.ask("begin", [number, method], values)
            return await streams.drive_coroutine(self, number)
        return await self.peer.loops.session().far(number, method, values)

    def derive(
        self, made: Any, name: str, bases: tuple[type, ...], members: dict[str, Any], keywords: dict[str, Any]
    ) -> None:
        """Has a class made over there for one that was derived here from the other side's."""
        raise TypeError("only the examiner derives classes from the other side's")

    def number_for(self, thing: Any) -> int:
        """The other side's number for a stand-in that holds a value here (an enum member, a builtin's subclass, an exception)."""
        number = self.peer.stand_ins.number_of(thing)
        return number if number is not None else self.number_of_value(thing)

    def number_of_value(self, thing: Any) -> int:
        """The number of what crossed whole: it is asked for."""
        return int(self.peer.ask("lend", [], (thing,)))


class _Restore:
    """Unpickles the other side's object over there; what travels is that side's own pickle."""

    def __init__(self, far: Far) -> None:
        self.far = far

    def __call__(self, data: bytes) -> Any:
        return self.far.restore(data)

    def __reduce__(self) -> Any:
        return _current_restore, ()


def _current_restore() -> Any:
    return _Restore(Far.current)
