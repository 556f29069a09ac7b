"""The classes of this side that were described to the other, and what has changed of them since: what their side replaced, added or deleted.

Every crossing looks at all of them, so that look is made of loops in C; only a class that changed is looked at alone.
"""

from __future__ import annotations

import gc
import itertools
from typing import TYPE_CHECKING, Any

from . import class_faces

if TYPE_CHECKING:
    from .encoding import Encoder

_values = dict.values
_flat = itertools.chain.from_iterable
_namespace: Any = type.__dict__["__dict__"].__get__
#: In place of an attribute that the other side asks for each time it is used.
_ASKED_FOR = object()
#: What the flags of a class, and of those below it, rest on.
_FLAGGED = ("__eq__", "__ne__", "__hash__", "__str__")


class _Shown:
    """A class, and what it held when the other side was told of it last."""

    __slots__ = ("flagged", "flags", "identities", "kind", "space", "told")

    def __init__(self, kind: Any, told: dict[str, Any]) -> None:
        self.kind = kind
        self.space: dict[str, Any] = gc.get_referents(_namespace(kind))[0]
        self.told = told
        self.flags: int | None = class_faces.flags(kind)
        self.remember()

    def remember(self) -> None:
        self.identities = list(map(id, self.space.values()))
        self.flagged = [id(self.space.get(name)) for name in _FLAGGED]

    def difference(self, encoder: Encoder) -> tuple[list[Any], list[str]]:
        """The attributes that are told of, and the names of those that are gone."""
        self.remember()
        now = _told(encoder, self.kind)
        before, self.told = self.told, now
        changed = [
            [name, *class_faces.describe_attribute(encoder, name, self.space[name])]
            for name, value in now.items()
            if before.get(name) is not value
        ]
        return changed, [name for name in before if name not in now]


def _told(encoder: Encoder, kind: Any) -> dict[str, Any]:
    """The attributes of a class that show: functions and properties themselves, for what is asked for only that it is there."""
    space = _namespace(kind)
    return {
        name: space[name] if class_faces.is_told_whole(name, space[name]) else _ASKED_FOR
        for name in encoder.visible_names(kind)
    }


class ShownClasses:
    """All of them, by number."""

    def __init__(self) -> None:
        self._known: dict[int, _Shown] = {}
        self._spaces: list[dict[str, Any]] = []
        self._identities: list[int] = []

    def add(self, encoder: Encoder, number: int, kind: Any) -> None:
        """A class that is described now."""
        self._known[number] = _Shown(kind, _told(encoder, kind))
        self._remember()

    def add_derived(self, encoder: Encoder, number: int, kind: Any, members: dict[str, Any]) -> None:
        """A class made for one of the other side's: it believes that it holds its ``members``, and hears at once if not."""
        visible = encoder.visible_names(kind)
        told = {
            name: value if class_faces.is_told_whole(name, value) else _ASKED_FOR
            for name, value in members.items()
            if name in visible
        }
        known = self._known[number] = _Shown(kind, told)
        known.identities, known.flags = [], None
        self._remember()
        self._identities = []

    def keep(self, lent: Any) -> None:
        """Forgets those that are lent no more."""
        gone = [number for number in self._known if number not in lent]
        for number in gone:
            del self._known[number]
        if gone:
            self._remember()

    def changes(self, encoder: Encoder) -> list[Any]:
        """What changed since the last crossing: (number, attributes, names that are gone, flags or None)."""
        if list(map(id, _flat(map(_values, self._spaces)))) == self._identities:
            return []
        found: list[Any] = []
        flagged = False
        for number, known in list(self._known.items()):
            if list(map(id, known.space.values())) != known.identities:
                before = known.flagged
                attributes, gone = known.difference(encoder)
                flagged = flagged or known.flagged != before or known.flags is None
                if attributes or gone:
                    found.append([number, attributes, gone, None])
        if flagged:
            for number, known in self._known.items():
                flags = class_faces.flags(known.kind)
                if flags != known.flags:
                    known.flags = flags
                    found.append([number, [], [], flags])
        self._remember()
        return found

    def _remember(self) -> None:
        self._spaces = [known.space for known in self._known.values()]
        self._identities = list(map(id, _flat(map(_values, self._spaces))))
