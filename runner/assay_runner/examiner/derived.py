"""What the test's stand-ins ask of the sandbox; above all the classes there that are the like of the test's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..bridge.enum_mirrors import EnumMirrorType
from ..bridge.far import Far
from ..bridge.mirror_type import MirrorType

if TYPE_CHECKING:
    from .remote import ExaminerPeer

#: What a class statement leaves in a namespace for the class made of it, not for the like of it over there.
_NOT_DERIVED = frozenset({"__module__", "__qualname__", "__doc__", "__dict__", "__weakref__"})


class Candidate(Far):
    """The candidate's side, as the examiner's stand-ins see it."""

    peer: ExaminerPeer

    def call(self, number: int, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        result = self.peer.ask("call", [number], args, kwargs)
        try:
            if self.peer.redecorated:
                self.peer.redecorated.settle(args, result)
            return result
        finally:
            # As in the bridge's own frames: what was raised meanwhile may keep this one.
            del result

    def step(self, number: int, how: str, value: Any) -> Any:
        if how == "close" and self.peer.fault is not None:
            return True, None
        return super().step(number, how, value)

    def dropped(self) -> None:
        if self.peer.fault is None:
            super().dropped()

    def derive(
        self, made: Any, name: str, bases: tuple[type, ...], members: dict[str, Any], keywords: dict[str, Any]
    ) -> None:
        for base in bases:
            self._twin(base)
        number, removed = self._derive(made, name, bases, members, keywords)
        type.__setattr__(made, "_assay_class", number)
        for gone in removed:
            if gone in type.__dict__["__dict__"].__get__(made):
                type.__delattr__(made, gone)

    def _derive(
        self, made: Any, name: str, bases: tuple[type, ...], members: dict[str, Any], keywords: dict[str, Any]
    ) -> tuple[int, tuple[str, ...]]:
        members = {key: value for key, value in members.items() if key not in _NOT_DERIVED}
        if isinstance(made.__doc__, str):
            members["__doc__"] = made.__doc__
        names = [name, made.__module__, made.__qualname__]
        number, removed = self.peer.ask("derive", names, (list(bases), members), keywords or None)
        self.peer.stand_ins.add_class(number, made)
        self.peer.redecorated.made(number, made)
        return number, removed

    def _twin(self, base: Any) -> None:
        """Makes the like of a test's own mixin over there, so that it can stand among the candidate's classes in a class's order."""
        if isinstance(base, MirrorType | EnumMirrorType) or self.peer.encoder.encode_named(base) is not None:
            return
        if self.peer.stand_ins.is_registered(base):
            return
        for above in base.__bases__:
            self._twin(above)
        self._derive(base, base.__name__, base.__bases__, dict(base.__dict__), {})
