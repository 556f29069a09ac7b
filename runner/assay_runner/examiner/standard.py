"""Standard functions that mean something else where the candidate's code is far away."""

from __future__ import annotations

import doctest
import inspect
from typing import Any, NoReturn

from ..bridge.mirror_type import MirrorType

_isabstract = inspect.isabstract


class RunsText(Exception):
    """A test would run the candidate's text, a docstring for example, outside the sandbox."""


def _is_abstract(kind: object) -> bool:
    # A stand-in is made without its class being called, so the flag that is looked at is never set.
    if isinstance(kind, MirrorType):
        return bool(getattr(kind, "__abstractmethods__", ()))
    return _isabstract(kind)


def _refuse(*_arguments: Any, **_keywords: Any) -> NoReturn:
    raise RunsText("doctest would run the examples in the candidate's docstrings outside the sandbox")


def replace() -> None:
    """From now on tests get these instead of the standard library's."""
    inspect.isabstract = _is_abstract  # type: ignore[assignment]
    doctest.DocTestRunner.run = _refuse  # type: ignore[method-assign]
