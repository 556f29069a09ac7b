"""What the examiner lends to the sandbox, and what the sandbox may then do with it: the policy, applied to every request."""

from __future__ import annotations

import functools
import types
import weakref
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..bridge.lent import LentObjects
from ..bridge.serving import Operations
from ..bridge.wire import Malformed
from . import policy

if TYPE_CHECKING:
    from .remote import ExaminerPeer


class TestObjects(LentObjects):
    """Objects of the test's, each lent until its edge case is over."""

    __test__ = False

    def absent(self) -> Exception:
        return ReferenceError("the edge case that lent this object is over")


class Given:
    """Attributes that the sandbox itself set on lent objects, within one edge case: it may read, change and delete them."""

    def __init__(self) -> None:
        self._names: dict[int, tuple[Callable[[], Any], set[str]]] = {}

    def clear(self) -> None:
        self._names.clear()

    def of(self, target: Any) -> set[str]:
        """The names set on this very object, however often it was lent and given back."""
        key = id(target)
        known = self._names.get(key)
        if known is not None and known[0]() is target:
            return known[1]
        try:
            alive: Callable[[], Any] = weakref.ref(target, lambda _: self._names.pop(key, None))
        except TypeError:
            alive = functools.partial(_itself, target)
        names: set[str] = set()
        self._names[key] = (alive, names)
        return names


def _itself(target: Any) -> Any:
    return target


class AllowedOperations(Operations):
    """What a hostile sandbox may ask for."""

    peer: ExaminerPeer

    def __init__(self, peer: ExaminerPeer, given: Given) -> None:
        super().__init__(peer)
        self.given = given
        self.by_name |= {"put": self.put, "take": self.take}
        #: What the sandbox drives step by step: coroutines and iterators that `__await__` gave it.
        self._begun: set[int] = set()

    def get(self, number: int, name: str) -> Any:
        target = self.lent.target(number)
        if name == "__dict__" and policy.has_open_attributes(target):
            given = self.given.of(target)
            return {
                key: value
                for key, value in vars(target).items()
                if (not key.startswith("_") or key in given) and policy.may_cross(value)
            }
        if type(name) is str and name in self.given.of(target):
            return getattr(target, name)
        if type(name) is not str or not policy.readable(target, name):
            raise policy.Refused(f"{type(target).__name__!r} object has no attribute {str(name)[:100]!r}")
        value = getattr(target, name)
        if not policy.may_cross(value):
            raise policy.Refused(f"{type(target).__name__!r} object has no attribute {name!r}")
        return value

    def set(self, number: int, name: str, values: list[Any]) -> Any:
        target = self.lent.target(number)
        given = self.given.of(target)
        allowed = type(name) is str and (
            name in given or policy.writable(target, name, self.peer.handed_over.get(id(target)) is target)
        )
        (value,) = self.arguments(values)
        if not allowed and type(name) is str and self.peer.redecorated.wishes(number, target, name, value):
            return
        if not allowed and not (
            type(name) is str and (self._is_free(target, name) or policy.relinks(target, name, value))
        ):
            raise policy.Refused(
                f"attribute {str(name)[:100]!r} of {type(target).__name__!r} objects cannot be replaced here"
            )
        given.add(name)
        setattr(target, name, value)

    def _is_free(self, target: Any, name: str) -> bool:
        return self.peer.lends_implementation and policy.is_of_implementation(target, name)

    def delete(self, number: int, name: str) -> Any:
        target = self.lent.target(number)
        if type(name) is not str or not (name in self.given.of(target) or self._is_free(target, name)):
            raise policy.Refused(f"attribute {str(name)[:100]!r} cannot be deleted here")
        delattr(target, name)
        self.given.of(target).discard(name)

    def put(self, number: int, name: str, values: list[Any]) -> Any:
        """Puts a value into an object's own attributes, past its class: what a descriptor of the candidate's keeps there."""
        target = self.lent.target(number)
        given = self.given.of(target)
        if type(name) is not str or not (name in given or policy.storable(target, name, self.peer.is_candidates)):
            raise policy.Refused(
                f"{str(name)[:100]!r} cannot be put into the attributes of a {type(target).__name__!r}"
            )
        given.add(name)
        vars(target)[name] = self.arguments(values)[0]

    def take(self, number: int, name: str) -> Any:
        """Takes such a value out again."""
        target = self.lent.target(number)
        if type(name) is not str or name not in self.given.of(target):
            raise policy.Refused(f"{str(name)[:100]!r} cannot be taken out of the attributes")
        del vars(target)[name]
        self.given.of(target).discard(name)

    def dunder(self, number: int, name: str, values: list[Any] | None = None) -> Any:
        target = self.lent.target(number)
        if type(name) is not str or not policy.performable(target, name):
            raise TypeError(f"{type(target).__name__!r} object does not support {str(name)[:100]}")
        if name == "__dir__":
            return [found for found in dir(target) if not found.startswith("_")]
        return super().dunder(number, name, values)

    def step(self, number: int, how: str, values: list[Any] | None = None) -> Any:
        if how == "close" and number not in self.lent:
            return True, None
        kind = (types.GeneratorType, types.CoroutineType)
        begun = isinstance(self.lent.target(number), kind) or number in self._begun
        if not begun or how not in ("send", "throw", "close"):
            raise Malformed("not a step of a generator")
        return super().step(number, how, values)

    def instance(self, number: int, of_class: bool, values: list[Any]) -> Any:
        if number not in self.lent:
            # Of an edge case that is over: a standard abstract class asks all classes below it about anything.
            self.arguments(values)
            return False
        return super().instance(number, of_class, values)

    def lend(self, values: list[Any]) -> Any:
        raise Malformed("only the examiner asks for numbers")

    def begin(self, number: int, method: str | None, values: list[Any] | None = None) -> Any:
        begun: int = super().begin(number, method, values)
        self._begun.add(begun)
        return begun

    def awaitable(self, target: Any, method: str, values: list[Any] | None) -> Any:
        if type(method) is not str or not (policy.readable(target, method) or policy.performable(target, method)):
            raise policy.Refused(f"{type(target).__name__!r} object has no attribute {str(method)[:100]!r}")
        return super().awaitable(target, method, values)
