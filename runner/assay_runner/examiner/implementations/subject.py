"""What the candidate's tests import: the public names of the implementation that is at hand, and nothing else of it."""

from __future__ import annotations

import types
from collections.abc import Iterable
from typing import Any

_own = object.__getattribute__


class Subject:
    """Lent to the sandbox in the place of the implementation's module."""

    __slots__ = ("_module", "_names")

    def __init__(self, module: types.ModuleType, names: Iterable[str]) -> None:
        object.__setattr__(self, "_module", module)
        object.__setattr__(self, "_names", frozenset(names))

    def __getattr__(self, name: str) -> Any:
        if name not in _own(self, "_names"):
            raise AttributeError(f"module {_own(self, '_module').__name__!r} has no attribute {name!r}")
        return getattr(_own(self, "_module"), name)

    def __dir__(self) -> list[str]:
        return sorted(_own(self, "_names"))

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{name!r} is part of what is tested, and cannot be replaced")
