"""The objects of this side for which stand-ins stand on the other, and what of them hides a method of their class.

A stand-in finds the methods in its mirror class. So it is told when an attribute of the object itself takes the place of one, and when
the object became one of another class. Where many are lent, they are looked at the less often, as many as ``_LOOKED_AT`` for one crossing.
"""

from __future__ import annotations

import operator
import types
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from .mirror_type import order

if TYPE_CHECKING:
    from .encoding import Encoder
    from .lent import Lent

_LOOKED_AT = 250
_METHODS = (types.FunctionType, staticmethod, classmethod)
#: Special attributes that an object has of its own, which those of its class do not replace.
_OWN = frozenset({"__doc__", "__module__", "__annotations__"})
_namespace: Any = type.__dict__["__dict__"].__get__
_is = operator.is_
_disjoint: Any = frozenset.isdisjoint
_thing = operator.attrgetter("lent.thing")
_kind = operator.attrgetter("kind")
_names = operator.attrgetter("names")
_space = operator.attrgetter("space")


class Shown:
    """An object, the names of its class's methods, its own attributes, and which of them hid a method at the last crossing.

    The object itself is held by the table of what is lent alone, which counts who else holds it.
    """

    __slots__ = ("hiding", "kind", "lent", "names", "space")

    def __init__(self, lent: Lent, kind: Any, names: frozenset[str], space: dict[str, Any]) -> None:
        self.lent = lent
        self.kind = kind
        self.names = names
        self.space = space
        self.hiding: dict[str, Any] = {}


class ShownObjects:
    """All of them, by number."""

    def __init__(self) -> None:
        #: Those that hide nothing, and those that do.
        self._plain: dict[int, Shown] = {}
        self._hiding: dict[int, Shown] = {}
        self._methods: dict[Any, frozenset[str]] = {}
        self._since = 0

    def forget(self, number: int) -> None:
        self._plain.pop(number, None)
        self._hiding.pop(number, None)

    def add(self, number: int, kind: Any, lent: Lent) -> dict[str, Any]:
        """What of an object that is lent hides something of its class; from now on its changes are told."""
        known = self._hiding.get(number)
        if known is not None:
            return known.hiding
        if number in self._plain:
            return {}
        space = _attributes(lent.thing)
        if space is None:
            return {}
        known = Shown(lent, kind, self._names_of(kind), space)
        self._look(number, known)
        own = _OWN & space.keys()
        return {name: space[name] for name in own} | known.hiding if own else known.hiding

    def _names_of(self, kind: Any) -> frozenset[str]:
        found = self._methods.get(kind)
        if found is None:
            found = self._methods[kind] = frozenset(_methods(order(kind)))
        return found

    def _look(self, number: int, known: Shown) -> None:
        space = known.space
        # Compared by identity, and held, for what is freed may have its place taken.
        hiding = known.hiding = {name: space[name] for name in known.names & space.keys()}
        self.forget(number)
        (self._hiding if hiding else self._plain)[number] = known

    def classes_changed(self) -> None:
        """Other names may be those of methods now."""
        self._methods.clear()
        for known in (*self._plain.values(), *self._hiding.values()):
            known.names = self._names_of(known.kind)

    def changes(self, encoder: Encoder) -> list[Any]:
        """What changed since the last crossing: (number, class or None, what hides now, names that hide no more)."""
        if not self._plain and not self._hiding:
            return []
        self._since += 1
        if self._since * _LOOKED_AT < len(self._plain) + len(self._hiding):
            return []
        self._since = 0
        plain = self._plain.values()
        if not self._hiding and all(map(_disjoint, map(_names, plain), map(_space, plain))) and _same_kinds(plain):
            return []
        found = []
        for number, known in [*self._plain.items(), *self._hiding.items()]:
            kind = type(known.lent.thing)
            turned = kind is not known.kind
            if not (turned or known.hiding or not known.names.isdisjoint(known.space)):
                continue
            if turned:
                known.kind, known.names = kind, self._names_of(kind)
            before = known.hiding
            self._look(number, known)
            now = known.hiding
            told = {name: value for name, value in now.items() if before.get(name, now) is not value}
            gone = [name for name in before if name not in now]
            if turned or told or gone:
                kind_told = encoder.encode_kept(kind) if turned else None
                found.append([number, kind_told, encoder.encode_hiding(known.lent.thing, told), gone])
        return found


def _same_kinds(rows: Any) -> bool:
    return all(map(_is, map(type, map(_thing, rows)), map(_kind, rows)))


def _methods(kinds: Iterable[Any]) -> Iterable[str]:
    seen: set[str] = set()
    for kind in kinds:
        for name, value in _namespace(kind).items():
            if name not in seen and isinstance(value, _METHODS) and not name.startswith("__"):
                yield name
            seen.add(name)


def _attributes(thing: Any) -> dict[str, Any] | None:
    try:
        found = object.__getattribute__(thing, "__dict__")
    except AttributeError:
        return None
    return found if isinstance(found, dict) else None
