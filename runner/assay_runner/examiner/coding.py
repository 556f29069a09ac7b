"""How values cross between the examiner and a hostile sandbox: nothing of a test goes out with its failure, nothing comes in with power."""

from __future__ import annotations

import calendar
import functools
import graphlib
import html
import http.cookies
import os
import statistics
import sys
import tomllib
import types
import unittest
import urllib.error
from typing import TYPE_CHECKING, Any

import _pytest.outcomes

from ..bridge import libraries
from ..bridge.decoding import Decoder
from ..bridge.encoding import Encoder
from ..bridge.known import allowed_from_sandbox
from ..bridge.wire import Malformed
from . import policy
from .importer import CandidateModule
from .over import EdgeCaseOver

if TYPE_CHECKING:
    from .remote import ExaminerPeer

#: Imported here since only the candidate may have done so: their classes and members then cross as themselves.
KNOWN = (calendar, graphlib, html, http.cookies, statistics, tomllib, urllib.error)

#: Modules whose objects may stand here as instances of their class.
_CLAIMED = (
    "_io",
    "io",
    "builtins",
    "itertools",
    "re",
    "functools",
    "_thread",
    "threading",
    "_collections_abc",
    "queue",
    "sqlite3",
    "collections",
)
_VALUES = (int, float, complex, str, bytes, bool, tuple, list, dict, set, frozenset, type, object)


def is_verdict(error: BaseException) -> bool:
    """Whether an exception is a test's way to fail, skip or end."""
    return isinstance(error, AssertionError | unittest.SkipTest | _pytest.outcomes.OutcomeException | EdgeCaseOver)


class Outgoing(Encoder):
    """What a test hands to the candidate's code."""

    def __init__(self, peer: ExaminerPeer) -> None:
        super().__init__(peer.names, peer.shares, peer.kept, peer.lent, peer.stand_ins, peer.attachments)
        self._peer = peer

    def encode_error(self, value: BaseException, depth: int = 0) -> Any:
        tests_own = not self._peer.lends_implementation and self.stand_ins.number_of(value) is None
        if is_verdict(value) and tests_own:
            # A test's own failure never crosses with its message or its frames.
            number = self.lent.lend(value)
            return ["e", number, [["g", "builtins", "AssertionError"], [], [], [], None, None, False, []]]
        return super().encode_error(value, depth)

    def encode_reference(self, value: Any) -> Any:
        if isinstance(value, type) and not self.keeping:
            self._peer.handed_over[id(value)] = value
        return super().encode_reference(value)

    def encode_object(self, kind: Any, value: Any) -> Any:
        if not policy.may_cross(value):
            raise TypeError(f"a {kind.__name__} does not cross the bridge")
        return super().encode_object(kind, value)

    def encode_read_only(self, value: Any) -> Any:
        # A copy: what a test made read-only the sandbox must not come to write. A class's own namespace is not lent.
        if "__module__" in value or "__dict__" in value:
            raise TypeError("a class's namespace does not cross the bridge")
        return ["read-only", self.lent.lend(value), self.encode(dict(value))]

    def encode_module(self, value: types.ModuleType) -> Any:
        if isinstance(value, CandidateModule):
            return ["o", value._assay_number]
        if value.__name__.partition(".")[0] in sys.stdlib_module_names or libraries.is_declared(value.__name__):
            return ["M", 0, value.__name__]
        raise TypeError(f"the module {value.__name__} is not lent to the candidate's code")

    def visible_names(self, kind: type) -> list[str]:
        if issubclass(kind, unittest.TestCase):
            return []
        return [
            name
            for name in super().visible_names(kind)
            if not name.startswith("_")
            or name in policy.SPECIAL
            or name == "__init__"
            or policy.is_own_special(kind, name)
        ]


class Incoming(Decoder):
    """What the sandbox sends: hostile data."""

    def __init__(self, peer: ExaminerPeer) -> None:
        super().__init__(peer.names, peer.shares, peer.kept, peer.lent, peer.stand_ins, peer.attachments, peer.far)
        self._peer = peer

    def resolve_name(self, module: str, qualified: str) -> Any:
        if type(module) is not str or type(qualified) is not str or not allowed_from_sandbox(module, qualified):
            return _placeholder(str(module)[:100], str(qualified)[:100])
        found = super().resolve_name(module, qualified)
        return found if found is not None else _placeholder(module[:100], qualified[:100])

    def kind_of(self, coded: list[Any]) -> Any:
        if type(coded) is list and len(coded) == 3 and coded[0] == "g":
            # A stand-in's class and bases are never called, so a class that acts may be one.
            found = super().resolve_name(coded[1], coded[2]) if type(coded[1]) is type(coded[2]) is str else None
            if isinstance(found, type):
                return found
        return self.decode(coded)

    def own_attribute(self, coded: list[Any]) -> Any:
        # Only what a described class showed: else a callback that returns its argument would hand out anything private.
        target = self.lent.target(coded[1])
        if not isinstance(target, type) or coded[2] not in self._peer.encoder.visible_names(target):
            raise Malformed("an attribute that was not told of")
        return super().own_attribute(coded)

    def class_changed(self, number: int, attributes: list[Any], gone: list[Any], flags: int | None) -> None:
        made = self.stand_ins.classes.get(number)
        if made is None or not made.__dict__.get("_assay_own", True):
            # Of a test's own: not before it is known by whose will.
            self._peer.redecorated.put_off(number, made, attributes, flags)
        else:
            super().class_changed(number, attributes, gone, flags)

    def partial(self, coded: list[Any]) -> Any:
        raise Malformed("a partial is called by reference")

    def method(self, coded: list[Any]) -> Any:
        made = super().method(coded)
        if isinstance(made, functools.partial) or isinstance(made.__func__, type):
            raise Malformed("a method of what is no function")
        return made

    def may_claim(self, kind: type) -> bool:
        return kind.__module__ in _CLAIMED and kind not in _VALUES

    def module_stand_in(self, number: int, name: str) -> Any:
        return self._peer.module_stand_in(number, name)

    def stand_in_file(self, name: Any) -> str:
        if type(name) is str and name in self._peer.files:
            return os.path.join(self._peer.root, "submission", name)
        return "<the candidate's code>"


_placeholders: dict[tuple[str, str], Any] = {}


def _placeholder(module: str, qualified: str) -> Any:
    """A class or function of the sandbox's that may not be named: a class without any power that only shows its name."""
    key = (module, qualified)
    if key not in _placeholders and len(_placeholders) < 10_000:
        _placeholders[key] = type(
            qualified.rpartition(".")[2] or "object", (), {"__module__": module, "_assay_placeholder": True}
        )
    return _placeholders.get(key, object)
