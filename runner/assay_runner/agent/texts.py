"""Texts of the candidate's own that a test wants run: here they can do no more than its other code."""

from __future__ import annotations

import builtins
import types
import typing
from typing import Any

# What the candidate may replace is taken before any of its code runs.
_eval, _exec = eval, exec
_hints = typing.get_type_hints


def evaluate(how: str, text: str, names: dict[str, Any]) -> Any:
    """The value of an expression, or the names that statements leave, with these names at hand."""
    space = {"__name__": "__main__", "__builtins__": builtins, **names}
    if how == "eval":
        return _eval(text.lstrip(), space)
    _exec(text, space)
    return {name: value for name, value in space.items() if not name.startswith("__")}


def examples(module: types.ModuleType, verbose: bool, flags: int) -> tuple[int, int]:
    """Runs the examples in a module's docstrings: how many failed, of how many."""
    # Not before it is needed, since it brings a debugger along and every sandbox would pay for that. A module of this
    # name that the candidate wrote tells no more than the examples do, which the candidate wrote as well.
    import doctest

    found = doctest.testmod(module, verbose=verbose, optionflags=flags)
    return found.failed, found.attempted


def type_hints(thing: Any, extras: bool) -> Any:
    """The annotations of a thing, with those that are texts evaluated."""
    return _hints(thing, include_extras=extras)
