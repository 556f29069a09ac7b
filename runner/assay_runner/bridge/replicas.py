"""Mutable plain values that live on both sides and are kept in step.

A list that both sides hold is two lists, one on each side, with one number. At every crossing the sender compares
each with
what it was at the last crossing and sends what changed. A value that only one side still holds is forgotten, which
``sys.getrefcount`` tells: so only what is really shared costs anything.
"""

from __future__ import annotations

import collections
import operator
import types
from collections.abc import Callable
from sys import getrefcount
from typing import Any

from .values import ATOMS
from .wire import Malformed

_is = operator.is_

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
}
_SEQUENCES = "lD"
#: Shares kept at most; a side that would hold more is stopped.
MAX_SHARES = 200_000


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
        return vars(thing) if kind is types.SimpleNamespace else thing
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
    if tag in _SEQUENCES:
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
    if tag in _SEQUENCES:
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
        self.nested = self.tag != "B" and any(type(item) not in ATOMS for item in children(self.thing))

    def changed(self) -> bool:
        form = BY_TAG.get(self.tag)
        if form is not None:
            return not form.is_same(self.thing, self.before)
        return not _same(self.tag, self.thing, self.before)


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


class Shares:
    """All replicated values of one side."""

    def __init__(self, first_number: int) -> None:
        self._next = first_number
        self.by_number: dict[int, Share] = {}
        self.by_object: dict[int, Share] = {}

    def add(self, thing: Any, number: int | None = None, hidden: frozenset[str] = frozenset(), tag: str = "") -> Share:
        if number is None:
            number = self._next
            self._next += 2
        elif number in self.by_number:
            raise Malformed("a shared value was announced twice")
        if len(self.by_number) >= MAX_SHARES:
            raise Malformed(f"more than {MAX_SHARES} values are shared at once")
        share = Share(number, tag or TAGS.get(type(thing)) or FORMS[type(thing)].tag, thing, hidden)
        self.by_number[number] = share
        self.by_object[id(thing)] = share
        return share

    def forget(self, number: int) -> None:
        share = self.by_number.pop(number, None)
        if share is not None:
            self.by_object.pop(id(share.thing), None)

    def changes(self, encode: Callable[[Any], Any]) -> list[Any]:
        """What changed here since the last crossing, ready to send. Encoding may add shares; those are new, not changed."""
        found = []
        for share in list(self.by_number.values()):
            if share.changed():
                change = self._difference(share, encode)
                if change is not None:
                    found.append([share.number, *change])
                share.remember()
        return found

    def _difference(self, share: Share, encode: Callable[[Any], Any]) -> list[Any] | None:
        form = BY_TAG.get(share.tag)
        if form is not None:
            told = form.difference(share.thing, share.before, encode)
            return None if told is None else ["=", *told]
        thing, before, tag = contents(share.thing), share.before, share.tag
        if tag == "B":
            return ["=", bytes(thing).decode("latin-1")]
        if tag in _SEQUENCES:
            old, new = before, (thing if tag == "l" else list(thing))
            shorter = min(len(old), len(new))
            start = 0
            while start < shorter and old[start] is new[start]:
                start += 1
            end = 0
            while end < shorter - start and old[-1 - end] is new[-1 - end]:
                end += 1
            return ["~", start, len(old) - end, [encode(item) for item in new[start : len(new) - end]]]
        if tag == "S":
            now = {id(item) for item in thing}
            gone = [encode(item) for number, item in before.items() if number not in now]
            come = [encode(item) for item in thing if id(item) not in before]
            return ["+", gone, come]
        gone_keys = [key for key in before if key not in thing]
        kept = [key for key in before if key in thing]
        changed = [
            key for key in thing if key not in share.hidden and (key not in before or before[key] is not thing[key])
        ]
        new_keys = [key for key in thing if key not in before]
        if [*kept, *new_keys] != list(thing):
            # The order itself changed (``move_to_end``, a key taken out and put in again): everything is sent.
            visible = [key for key in thing if key not in share.hidden]
            return ["=", [encode(part) for key in visible for part in (key, thing[key])]]
        if not gone_keys and not changed:
            return None
        return [
            "+",
            [encode(key) for key in gone_keys if key not in share.hidden],
            [encode(part) for key in changed for part in (key, thing[key])],
        ]

    def apply(self, change: Any, decode: Callable[[Any], Any]) -> None:
        """Carries over one change from the other side."""
        number, kind, *parts = change
        share = self.by_number.get(number)
        if share is None:
            raise Malformed("a change names a value that is not shared")
        tag = share.tag
        form = BY_TAG.get(tag)
        if form is not None:
            form.apply(share.thing, parts, decode)
            share.remember()
            return
        # The builtin's own methods, past what a subclass overrides.
        thing = vars(share.thing) if tag == "N" else share.thing
        base: Any = dict if tag == "N" else BASES[tag]
        if tag == "B":
            base.__setitem__(thing, slice(None), parts[0].encode("latin-1"))
        elif tag == "l":
            start, stop, items = parts
            base.__setitem__(thing, slice(start, stop), [decode(item) for item in items])
        elif tag == "D":
            start, stop, items = parts
            whole = list(base.__iter__(thing))
            whole[start:stop] = [decode(item) for item in items]
            base.clear(thing)
            base.extend(thing, whole)
        elif tag == "S":
            for item in parts[0]:
                base.discard(thing, decode(item))
            base.update(thing, [decode(item) for item in parts[1]])
        else:
            pairs = parts[-1]
            fresh = [(decode(pairs[i]), decode(pairs[i + 1])) for i in range(0, len(pairs), 2)]
            if kind == "=":
                kept = [(key, dict.__getitem__(thing, key)) for key in share.hidden if dict.__contains__(thing, key)]
                base.clear(thing)
                fresh = kept + fresh
            else:
                for key in parts[0]:
                    base.pop(thing, decode(key), None)
            for key, value in fresh:
                if kind == "=" or key not in share.hidden:
                    base.__setitem__(thing, key, value)
        share.remember()

    def abandoned(self) -> list[int]:
        """The numbers of shares that only this table still holds on this side."""
        if not self.by_number:
            return []
        inside: collections.Counter[int] = collections.Counter()
        for share in self.by_number.values():
            if share.nested:
                inside.update(map(id, _held_before(share)))
                inside.update(map(id, children(share.thing)))
        held: list[Share] = []
        for share in self.by_number.values():
            if getrefcount(share.thing) - _TABLE_REFERENCES > inside[id(share.thing)]:
                held.append(share)
        reached = {share.number for share in held}
        while held:
            share = held.pop()
            if share.nested:
                for below in reach(share.thing):
                    found = self.by_object.get(id(below))
                    if found is not None and found.number not in reached:
                        reached.add(found.number)
                        held.append(found)
        return [number for number in self.by_number if number not in reached]


def _held_before(share: Share) -> Any:
    form = BY_TAG.get(share.tag)
    if form is not None:
        return form.held_by(share.before)
    return share.before.values() if isinstance(share.before, dict) else share.before


#: What ``getrefcount(share.thing)`` says of a value that only its share holds: the share and the argument itself.
_TABLE_REFERENCES = 2


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
    if all(type(item) in ATOMS for item in stack):
        return set()
    met: collections.Counter[int] = collections.Counter()
    nodes: dict[int, Any] = {}
    while stack:
        item = stack.pop()
        kind = type(item)
        if kind in TAGS or (kind is tuple and item) or kind in FORMS:
            key = id(item)
            met[key] += 1
            if key not in nodes:
                nodes[key] = item
                if key not in known:
                    stack.extend(children(item))
    item = None
    held = []
    for key in nodes:
        if key in known or met[key] > 1 or getrefcount(nodes[key]) - _NODE_REFERENCES > met[key]:
            held.append(key)
    reached = set(held)
    while held:
        node = nodes[held.pop()]
        for below in children(node):
            key = id(below)
            if key in nodes and key not in reached:
                reached.add(key)
                held.append(key)
    return reached


#: ``nodes`` and the argument itself.
_NODE_REFERENCES = 2
