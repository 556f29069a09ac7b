"""What the candidate's code wants to be replaced in a class of the test's: a decorator of classes, or the class's own base.

In one process whoever gets hold of a class may replace its methods. Here they are replaced where the test asked for it: when the class
is made below one of the candidate's, and when a call that was given the class returns the very class, as a decorator does. A method
that judges (it asserts) stays, and so does every class that pytest collects.
"""

from __future__ import annotations

import dis
import sys
import types
import unittest
from typing import TYPE_CHECKING, Any

from ..bridge import class_mirrors
from ..bridge.functions import is_name
from ..bridge.mirror_type import order
from . import policy
from .derived import Candidate

if TYPE_CHECKING:
    from .remote import ExaminerPeer

#: So many replacements may wait for their call to end.
MAX_WAITING = 1000
_WHOLE = (types.FunctionType, staticmethod, classmethod, property)
#: By these things are judged and told apart.
_KEPT = frozenset(["__eq__", "__ne__", "__hash__", "__bool__"])
_JUDGING = frozenset(["AssertionError", "pytest", "raises"])


class Redecorated:
    """The replacements that wait for the end of the call that they belong to."""

    def __init__(self, peer: ExaminerPeer) -> None:
        self._peer = peer
        #: Of a test's plain class, by its id: the class, and what is to be set.
        self._plain: dict[int, tuple[Any, dict[str, tuple[int, Any]]]] = {}
        #: Of a class below one of the candidate's, by its number: coded attributes and flags.
        self._derived: dict[int, list[tuple[list[Any], int | None]]] = {}

    def __bool__(self) -> bool:
        return bool(self._plain or self._derived)

    def clear(self) -> None:
        self._plain.clear()
        self._derived.clear()

    def wishes(self, number: int, target: Any, name: str, value: Any) -> bool:
        """Takes note of what is to be replaced in a plain class; tells whether it may be."""
        if not isinstance(target, type) or not _was_given(target):
            return False
        if not (isinstance(value, _WHOLE) and _may_be_replaced(target, name)) or len(self._plain) > MAX_WAITING:
            return False
        _, names = self._plain.setdefault(id(target), (target, {}))
        if not _judges(_found(target, name)):
            names[name] = number, value
        return len(names) < MAX_WAITING

    def put_off(self, number: int, made: Any, attributes: list[Any], flags: int | None) -> None:
        """Takes note of what was replaced over there in the like of a test's class."""
        if len(self._derived) < MAX_WAITING:
            waiting = self._derived.setdefault(number, [])
            if len(waiting) < MAX_WAITING:
                waiting.append((attributes, flags))

    def made(self, number: int, made: Any) -> None:
        """The class has just been made below one of the candidate's."""
        decoder = self._peer.decoder
        for attributes, flags in self._derived.pop(number, ()):
            kept = [part for part in attributes if is_name(part[0]) and _may_be_replaced(made, part[0])]
            kept = [part for part in kept if not _judges(_found(made, part[0]))]
            with self._peer.lock:
                class_mirrors.change(decoder, made, kept, [], flags)

    def settle(self, args: tuple[Any, ...], result: Any) -> None:
        """A call has ended: what it wanted replaced is, if it returned the class."""
        for given in args:
            if not isinstance(given, type):
                continue
            number = given.__dict__.get("_assay_class")
            if number in self._derived and given is result:
                self.made(number, given)
            elif id(given) in self._plain:
                _, names = self._plain.pop(id(given))
                if names and given is not result:
                    raise policy.Refused(
                        f"attribute {next(iter(names))[:100]!r} of the test's class {given.__name__!r}"
                        " is replaced by a decorator that returns the class, and by nothing else"
                    )
                for name, (told, value) in names.items():
                    if name in given.__dict__:
                        self._peer.lent.originals.setdefault((told, name), given.__dict__[name])
                    self._peer.given.of(given).add(name)
                    setattr(given, name, value)


def _was_given(kind: type) -> bool:
    """Whether a call that runs in this thread was given the class."""
    frame: types.FrameType | None = sys._getframe()
    while frame is not None:
        if frame.f_code is Candidate.call.__code__ and any(given is kind for given in frame.f_locals["args"]):
            return True
        frame = frame.f_back
    return False


def _may_be_replaced(kind: Any, name: str) -> bool:
    """Whether this may be an attribute of a test's class that the candidate's code replaces, or adds, where the test asked for it."""
    if issubclass(kind, unittest.TestCase) or kind.__name__.startswith("Test") or name.startswith(("test", "_assay")):
        return False
    own = kind.__dict__.get(name)
    return name not in _KEPT and policy.may_decorate(name) and (own is None or isinstance(own, _WHOLE))


def _found(kind: Any, name: str) -> Any:
    return next((above.__dict__[name] for above in order(kind) if name in above.__dict__), None)


def _judges(raw: Any) -> bool:
    """Whether a function or property of a test's may decide how an edge case ends."""
    if isinstance(raw, property):
        return any(_judges(part) for part in (raw.fget, raw.fset, raw.fdel))
    function = getattr(raw, "__func__", raw)
    return isinstance(function, types.FunctionType) and _code_judges(function.__code__)


def _code_judges(code: types.CodeType) -> bool:
    if any(name in _JUDGING or name.startswith(("assert", "@py")) for name in code.co_names):
        return True
    if any("ASSERTION_ERROR" in one.opname or one.argrepr == "AssertionError" for one in dis.get_instructions(code)):
        return True
    return any(_code_judges(part) for part in code.co_consts if isinstance(part, types.CodeType))
