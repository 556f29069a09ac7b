"""What the examiner lends to the sandbox, and what the sandbox may then do with it: the policy, applied to every request."""

from __future__ import annotations

import types
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


class AllowedOperations(Operations):
    """What a hostile sandbox may ask for."""

    peer: ExaminerPeer

    def __init__(self, peer: ExaminerPeer) -> None:
        super().__init__(peer)
        #: Attributes that the sandbox itself set on lent objects.
        self._given: dict[int, set[str]] = {}

    def get(self, number: int, name: str) -> Any:
        target = self.lent.target(number)
        if name == "__dict__" and policy.has_open_attributes(target):
            return {
                key: value for key, value in vars(target).items() if not key.startswith("_") and policy.may_cross(value)
            }
        if type(name) is str and name in self._given.get(number, ()):
            return getattr(target, name)
        if type(name) is not str or not policy.readable(target, name):
            raise policy.Refused(f"{type(target).__name__!r} object has no attribute {str(name)[:100]!r}")
        value = getattr(target, name)
        if not policy.may_cross(value):
            raise policy.Refused(f"{type(target).__name__!r} object has no attribute {name!r}")
        return value

    def set(self, number: int, name: str, values: list[Any]) -> Any:
        target = self.lent.target(number)
        given = self._given.setdefault(number, set())
        allowed = type(name) is str and (
            name in given or policy.writable(target, name, self.peer.handed_over.get(id(target)) is target)
        )
        (value,) = self.arguments(values)
        if not allowed and not (type(name) is str and policy.relinks(target, name, value)):
            raise policy.Refused(
                f"attribute {str(name)[:100]!r} of {type(target).__name__!r} objects cannot be replaced here"
            )
        given.add(name)
        setattr(target, name, value)

    def delete(self, number: int, name: str) -> Any:
        if type(name) is str and name in self._given.get(number, ()):
            delattr(self.lent.target(number), name)
            self._given[number].discard(name)
            return
        raise policy.Refused(f"attribute {str(name)[:100]!r} cannot be deleted here")

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
        if not isinstance(self.lent.target(number), types.GeneratorType) or how not in ("send", "throw", "close"):
            raise Malformed("not a step of a generator")
        return super().step(number, how, values)

    def lend(self, values: list[Any]) -> Any:
        raise Malformed("only the examiner asks for numbers")

    async def awaited(self, number: int, method: str | None, values: list[Any]) -> Any:
        target = self.lent.target(number)
        if method is not None and not (policy.readable(target, method) or policy.performable(target, method)):
            raise policy.Refused(f"{type(target).__name__!r} object has no attribute {method!r}")
        return await super().awaited(number, method, values)
