"""Standard functions that mean something else where the candidate's code is far away."""

from __future__ import annotations

import inspect

from ..bridge.mirror_type import MirrorType

_isabstract = inspect.isabstract


def _is_abstract(kind: object) -> bool:
    # A stand-in is made without its class being called, so the flag that is looked at is never set.
    if isinstance(kind, MirrorType):
        return bool(getattr(kind, "__abstractmethods__", ()))
    return _isabstract(kind)


def replace() -> None:
    """From now on tests get this instead of the standard library's."""
    inspect.isabstract = _is_abstract  # type: ignore[assignment]
