"""Mutable plain values that live on both sides and are kept in step.

A list that both sides hold is two lists, one on each side, with one number. At every crossing the sender compares
each with
what it was at the last crossing and sends what changed. A value that only one side still holds is forgotten, which
``sys.getrefcount`` tells: so only what is really shared costs anything.
"""

from __future__ import annotations

import argparse
import collections
import itertools
import operator
import types
from collections.abc import Callable, Collection, Iterable
from sys import getrefcount
from typing import Any

from .kept import MAX_KEPT
from .values import ATOMS, ENCODERS

_is = operator.is_
_flat = itertools.chain.from_iterable
#: Fewer items than these are looked at one by one.
FEW = 16
#: Exact types of values that cross whole and hold no other.
_WHOLE = ATOMS | ENCODERS.keys()

#: Exact types that are replicated, with the letter that tags them.
TAGS: dict[type, str] = {
    list: "l",
    dict: "d",
    set: "S",
    bytearray: "B",
    collections.deque: "D",
    collections.OrderedDict: "O",
    collections.defaultdict: "F",
    collections.Counter: "K",
    types.SimpleNamespace: "N",
    argparse.Namespace: "P",
}
SEQUENCES = "lD"
#: Those whose content is what `vars` shows. A subclass of one is an object like any other.
NAMESPACES = frozenset({types.SimpleNamespace, argparse.Namespace})


class Form:
    """How the values of a library's type are replicated: what the functions below do for the builtin ones."""

    tag = ""

    def children(self, thing: Any) -> list[Any]:
        """What a value holds directly, each as often as it holds it."""
        return []

    def is_nested(self, thing: Any) -> bool:
        """Whether other replicated values may be below it."""
        return False

    def remember(self, thing: Any) -> Any:
        """What is needed to tell later whether it changed."""
        raise NotImplementedError

    def held_by(self, before: Any) -> list[Any]:
        """The values that ``remember`` keeps alive."""
        return []

    def is_same(self, thing: Any, before: Any) -> bool:
        raise NotImplementedError

    def difference(self, thing: Any, before: Any, encode: Callable[[Any], Any]) -> list[Any] | None:
        raise NotImplementedError

    def apply(self, thing: Any, parts: list[Any], decode: Callable[[Any], Any]) -> None:
        """Carries over what ``difference`` told on the other side."""
        raise NotImplementedError

    def contents(self, encoder: Any, thing: Any) -> Any:
        """The whole value, ready to send."""
        raise NotImplementedError

    def build(self, decoder: Any, content: Any) -> Any:
        """The value that ``contents`` told."""
        raise NotImplementedError


#: Exact types of libraries that are replicated, and their forms by tag. Filled where the library is.
FORMS: dict[type, Form] = {}
BY_TAG: dict[str, Form] = {}


def add_form(kind: type, form: Form) -> None:
    """Has values of exactly this type replicated."""
    FORMS[kind] = BY_TAG[form.tag] = form


#: The builtin below a candidate's own subclass of one, whose real contents cross whatever the subclass overrides.
BASES: dict[str, type] = {tag: kind for kind, tag in TAGS.items()}


def contents(thing: Any) -> Any:
    """A mapping, sequence or set with the items of a replicated value; of a subclass a plain copy, read past its overrides."""
    kind = type(thing)
    if kind in TAGS:
        return vars(thing) if kind in NAMESPACES else thing
    if isinstance(thing, dict):
        return dict(dict.items(thing))
    if isinstance(thing, list):
        return list.copy(thing)
    if isinstance(thing, set):
        return set(set.__iter__(thing))
    if isinstance(thing, collections.deque):
        return list(collections.deque.__iter__(thing))
    return bytearray(bytearray.__iter__(thing)) if isinstance(thing, bytearray) else thing


def _copy(tag: str, thing: Any) -> Any:
    thing = contents(thing)
    if tag in SEQUENCES:
        return list(thing)
    if tag == "S":
        return {id(item): item for item in thing}
    if tag == "B":
        return bytes(thing)
    return dict(thing)


def _same(tag: str, thing: Any, before: Any) -> bool:
    thing = contents(thing)
    if tag == "B":
        return bool(thing == before)
    if len(thing) != len(before):
        return False
    if tag in SEQUENCES:
        return all(map(_is, thing, before))
    if tag == "S":
        return all(id(item) in before for item in thing)
    return all(map(_is, thing, before)) and all(map(_is, thing.values(), before.values()))


class Share:
    """One replicated value of this side: its number, the value and what it held at the last crossing."""

    __slots__ = ("before", "hidden", "nested", "number", "tag", "thing")

    def __init__(self, number: int, tag: str, thing: Any, hidden: frozenset[str] = frozenset()) -> None:
        self.number = number
        self.tag = tag
        self.thing = thing
        #: Keys that never cross (a stand-in function's own ``__signature__``).
        self.hidden = hidden
        self.remember()

    def remember(self) -> None:
        form = BY_TAG.get(self.tag)
        if form is not None:
            self.before = form.remember(self.thing)
            self.nested = form.is_nested(self.thing)
            return
        self.before = _copy(self.tag, self.thing)
        self.nested = self.tag != "B" and may_hold_replicas(self._shown())

    def _shown(self) -> Any:
        if self.hidden:
            return [value for key, value in self.thing.items() if key not in self.hidden]
        return children(self.thing)

    def changed(self) -> bool:
        form = BY_TAG.get(self.tag)
        if form is not None:
            return not form.is_same(self.thing, self.before)
        return not _same(self.tag, self.thing, self.before)

    def held_before(self) -> Any:
        """The values that the memory of the last crossing keeps alive."""
        form = BY_TAG.get(self.tag)
        if form is not None:
            return form.held_by(self.before)
        return self.before.values() if isinstance(self.before, dict) else self.before


def is_plain(items: Iterable[Any]) -> bool:
    """Whether all of this are atoms. Decided by loops in C."""
    return set(map(type, items)) <= ATOMS


def may_hold_replicas(items: Collection[Any]) -> bool:
    """Whether something of this may be a replicated value or, also below tuples, hold one. Decided by loops in C."""
    kinds = set(map(type, items))
    while kinds - _WHOLE == {tuple}:
        items = list(_flat(items if len(kinds) == 1 else [item for item in items if type(item) is tuple]))
        kinds = set(map(type, items))
    return not kinds <= _WHOLE


def children(thing: Any) -> list[Any]:
    """What a container holds directly, keys included."""
    form = FORMS.get(type(thing))
    if form is not None:
        return form.children(thing)
    thing = contents(thing)
    if isinstance(thing, dict):
        return [*thing.keys(), *thing.values()]
    if isinstance(thing, bytearray):
        return []
    return list(thing)


def reach(thing: Any) -> list[Any]:
    """The replicated values directly below a container, looking through tuples."""
    found = []
    stack = children(thing)
    while stack:
        item = stack.pop()
        kind = type(item)
        if kind in TAGS or kind in FORMS:
            found.append(item)
        elif kind is tuple:
            stack.extend(item)
    return found


def held_outside(roots: Any, known: dict[int, Share]) -> set[int]:
    """The ids of replicated values below ``roots`` (a tuple, list or dict made for the message) that something else holds too.

    Those must be shared; the others can cross once and be forgotten. A value met twice counts as held: its identity
    shows.
    """
    stack = children(roots)
    if is_plain(stack):
        return set()
    met: collections.Counter[int] = collections.Counter()
    nodes: dict[int, Any] = {}
    branching: set[int] = set()
    rowed: set[int] = set()
    while stack:
        item = stack.pop()
        kind = type(item)
        if kind in TAGS or (kind is tuple and item) or kind in FORMS:
            key = id(item)
            met[key] += 1
            if key not in nodes:
                nodes[key] = item
                if key in known:
                    continue
                below = children(item)
                if is_plain(below):
                    continue
                long = len(below) >= FEW and kind in _LONG
                if not long:
                    stack += below
                del below
                if long and _has_single_rows(item):
                    rowed.add(key)
                    continue
                branching.add(key)
                if long:
                    stack += children(item)
    item = None
    held = []
    for key in nodes:
        if key in known or met[key] > 1 or getrefcount(nodes[key]) - _NODE_REFERENCES > met[key]:
            held.append(key)
    reached = set(held)
    while held:
        above = held.pop()
        if above in rowed:
            reached.update(map(id, children(nodes[above])))
        # What is below a shared value is shared already.
        if above not in branching:
            continue
        for below in children(nodes[above]):
            key = id(below)
            if key in nodes and key not in reached:
                reached.add(key)
                held.append(key)
    return reached


def _has_single_rows(thing: Any) -> bool:
    """Whether a container holds nothing but atoms and rows of them (all tuples, lists or dicts) that it alone holds.

    So need each of those not be looked at by itself. Of tuples, more than are ever remembered may be held elsewhere, too.
    """
    found = [item for item in children(thing) if type(item) not in ATOMS]
    kinds = set(map(type, found))
    kind = kinds.pop()
    if kinds or kind not in _ROWS or not is_plain(_flat(found)):
        return False
    if kind is dict and not is_plain(_flat(map(dict.values, found))):
        return False
    if kind is tuple and len(found) > MAX_KEPT:
        return True
    return set(map(getrefcount, found)) == {_ROW_REFERENCES}


def _row_references() -> int:
    """What ``getrefcount`` says in ``_has_single_rows`` of a row that only its container holds."""
    thing = [[None] for _ in range(FEW)]
    found = [item for item in children(thing) if type(item) not in ATOMS]
    return next(map(getrefcount, found))


_ROWS = frozenset({tuple, list, dict})
#: Containers that may be long.
_LONG = frozenset({tuple, list, dict, set, collections.deque, collections.defaultdict, collections.OrderedDict})
_ROW_REFERENCES = _row_references()
#: ``nodes`` and the argument itself.
_NODE_REFERENCES = 2
