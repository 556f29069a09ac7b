"""Virtual subclasses: what ``Sequence.register(Thing)`` of one side says to ``isinstance`` is true on the other side, too.

Only of the abstract classes of the standard library, which both sides have, and of classes that cross anyway. What a class
of the other side's own has registered that side is asked for (``MirrorType.__instancecheck__``).
"""

from __future__ import annotations

import abc
import collections.abc
import contextlib
import io
import numbers
import os
import weakref
from _abc import _get_dump  # type: ignore[import-not-found]
from collections.abc import Callable
from typing import Any

#: The abstract classes by the name that crosses.
ABSTRACT: dict[str, Any] = {
    f"{module.__name__}.{name}": kind
    for module, names in (
        (collections.abc, collections.abc.__all__),
        (numbers, numbers.__all__),
        (contextlib, ["AbstractContextManager", "AbstractAsyncContextManager"]),
        (io, ["IOBase", "RawIOBase", "BufferedIOBase", "TextIOBase"]),
        (os, ["PathLike"]),
    )
    for name in names
    for kind in [getattr(module, name)]
    if isinstance(kind, abc.ABCMeta)
}
# Captured at import: the candidate may replace them.
_token, _register, _dump = abc.get_cache_token, abc.ABCMeta.register, _get_dump


class Registrations:
    """Which classes were registered on this side since the other side was told of some."""

    def __init__(self, is_shared: Callable[[Any], bool]) -> None:
        """``is_shared`` says of a class that both sides have it, and that it is registered over there as it is here."""
        self._is_shared = is_shared
        #: Changes with every registration of this process.
        self._seen: Any = None
        #: How many classes had crossed when it was last looked which.
        self._classes = 0
        self._known: weakref.WeakKeyDictionary[Any, set[str]] = weakref.WeakKeyDictionary()
        self._untold: weakref.WeakKeyDictionary[Any, list[str]] = weakref.WeakKeyDictionary()

    def fresh(self, crossed: Callable[[Any], bool], classes: int) -> list[tuple[str, Any]]:
        """The abstract classes' names with the classes that were registered, of those that have crossed, which are ``classes`` so far."""
        if _token() != self._seen:
            self._look()
        elif classes == self._classes:
            return []
        self._classes = classes
        if not self._untold:
            return []
        told = [kind for kind in list(self._untold) if crossed(kind)]
        return [(name, kind) for kind in told for name in self._untold.pop(kind)]

    def take(self, name: str, kind: Any) -> None:
        """Registers what the other side registered."""
        self._known.setdefault(kind, set()).add(name)
        _register(ABSTRACT[name], kind)

    def _look(self) -> None:
        self._seen = _token()
        for name, abstract in ABSTRACT.items():
            for reference in _dump(abstract)[0]:
                kind = reference()
                if kind is None or self._is_shared(kind):
                    continue
                known = self._known.setdefault(kind, set())
                if name not in known:
                    known.add(name)
                    self._untold.setdefault(kind, []).append(name)
