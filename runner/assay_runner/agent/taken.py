"""The functions and classes that tests took from the candidate's modules: the examiner keeps them, and is told when a name comes
to mean something else, so that a test's ``module.function(...)`` crosses once and not twice.

A thread of the candidate's that does that between two crossings is told of with the next one. So plain values, which threads do
change, are asked for each time.
"""

from __future__ import annotations

import types
from typing import Any

#: Names that are kept at most.
_MOST = 500
_Name = tuple[int, str]


class Taken:
    """What the examiner may keep, by the module's number and the name in it."""

    def __init__(self) -> None:
        self._kept: dict[_Name, tuple[types.ModuleType, Any]] = {}
        self._untold: list[_Name] = []

    def add(self, number: int, module: Any, name: str, value: Any) -> None:
        """The examiner is told this value of an attribute, which it may keep if it is no more than a name of the module."""
        key = number, name
        if type(module) is not types.ModuleType or not callable(value) or key in self._kept or len(self._kept) >= _MOST:
            return
        if vars(module).get(name) is value:
            self._kept[key] = module, value
            self._untold.append(key)

    def out(self, found: dict[str, Any]) -> None:
        """Adds what it may keep from now on, and what it may keep no longer."""
        changed = [
            key
            for key, (module, value) in self._kept.items()
            if vars(module).get(key[1]) is not value or type(module) is not types.ModuleType
        ]
        for key in changed:
            del self._kept[key]
        if changed or self._untold:
            # Of a name that was told and is another already, the latter counts.
            found["m"] = [self._untold, changed]
            self._untold = []
