"""Whether two programs are the same to the interpreter."""

from __future__ import annotations

import types
from typing import Any

_NAMES = ("co_name", "co_qualname", "co_names", "co_varnames", "co_freevars", "co_cellvars")
_NUMBERS = ("co_flags", "co_argcount", "co_posonlyargcount", "co_kwonlyargcount")


def fingerprint(source: str) -> Any:
    """What is equal for sources that compile to the same instructions, wherever their lines stand."""
    return _of(compile(source, "<mutant>", "exec", dont_inherit=True))


def _of(code: types.CodeType) -> Any:
    constants = tuple(_constant(value) for value in code.co_consts)
    rest = tuple(getattr(code, name) for name in (*_NAMES, *_NUMBERS))
    return code.co_code, code.co_exceptiontable, constants, rest


def _constant(value: Any) -> Any:
    if isinstance(value, types.CodeType):
        return _of(value)
    if isinstance(value, tuple | frozenset):
        inner = [_constant(one) for one in value]
        return type(value).__name__, tuple(inner) if isinstance(value, tuple) else frozenset(inner)
    # 0, 0.0, -0.0 and False are equal to each other, and are not the same.
    return type(value).__name__, repr(value)
