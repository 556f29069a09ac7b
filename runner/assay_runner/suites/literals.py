"""Plain values as the Python that makes them."""

from __future__ import annotations

import collections
import datetime
import decimal
import fractions
import math
import pathlib
import types
import uuid
from typing import Any

#: Items and nesting of a value, and characters of its text, that are written out.
MAX_ITEMS = 200
MAX_DEPTH = 6
MAX_TEXT = 1_500

_BRACKETS: dict[type, tuple[str, str]] = {list: ("[", "]"), set: ("{", "}"), dict: ("{", "}")}
_ATOMS = (int, str, bytes, bool, types.NoneType, types.EllipsisType, types.NotImplementedType)
_BY_REPR = (range, bytearray, complex)
#: Types whose ``repr`` makes them again once the module is imported; the prefix is what that ``repr`` leaves out.
_OF_MODULES: dict[type, tuple[str, str]] = {
    datetime.date: ("datetime", ""),
    datetime.datetime: ("datetime", ""),
    datetime.time: ("datetime", ""),
    datetime.timedelta: ("datetime", ""),
    datetime.timezone: ("datetime", ""),
    decimal.Decimal: ("decimal", "decimal."),
    fractions.Fraction: ("fractions", "fractions."),
    uuid.UUID: ("uuid", "uuid."),
    pathlib.PosixPath: ("pathlib", "pathlib."),
    pathlib.PurePosixPath: ("pathlib", "pathlib."),
    collections.Counter: ("collections", "collections."),
    collections.OrderedDict: ("collections", "collections."),
    collections.deque: ("collections", "collections."),
}


class NotPlain(Exception):
    """A value that no literal makes."""


def is_plain(value: Any) -> bool:
    """Whether a value is one of Python's own plain values, however large."""
    return type(value) in (*_ATOMS, float, tuple, frozenset, *_BRACKETS, *_BY_REPR, *_OF_MODULES)


def literal(value: Any, modules: set[str] | None = None) -> str | None:
    """The source of a plain value, or nothing; names in ``modules`` what it wants imported."""
    wanted: set[str] = set()
    try:
        text = _written(value, wanted, 0, [0])
    except (NotPlain, ValueError, RecursionError):
        return None
    if len(text) > MAX_TEXT or (wanted and modules is None):
        return None
    if modules is not None:
        modules |= wanted
    return text


def _written(value: Any, wanted: set[str], depth: int, count: list[int]) -> str:
    kind = type(value)
    count[0] += 1
    if depth > MAX_DEPTH or count[0] > MAX_ITEMS:
        raise NotPlain
    if kind in _ATOMS:
        if kind in (str, bytes) and len(value) > MAX_TEXT:
            raise NotPlain
        return repr(value)
    if kind is float:
        return repr(value) if math.isfinite(value) else f'float("{value}")'
    if kind in _BY_REPR:
        if kind is bytearray and len(value) > MAX_TEXT:
            raise NotPlain
        return repr(value)
    if kind is dict:
        pairs = [
            f"{_written(key, wanted, depth + 1, count)}: {_written(item, wanted, depth + 1, count)}"
            for key, item in value.items()
        ]
        return f"{{{', '.join(pairs)}}}"
    if kind in (list, set, frozenset, tuple):
        items = [_written(item, wanted, depth + 1, count) for item in value]
        if kind is tuple:
            return f"({items[0]},)" if len(items) == 1 else f"({', '.join(items)})"
        if kind is frozenset or not items:
            return f"frozenset([{', '.join(items)}])" if kind is frozenset else "set()" if kind is set else "[]"
        opening, closing = _BRACKETS[kind]
        return f"{opening}{', '.join(items)}{closing}"
    known = _OF_MODULES.get(kind)
    if known is None:
        raise NotPlain
    if kind in (collections.Counter, collections.OrderedDict, collections.deque):
        content = dict(value) if kind is collections.Counter else value
        if kind is not collections.Counter:
            content = list(value.items()) if kind is collections.OrderedDict else list(value)
        size = f", maxlen={value.maxlen}" if kind is collections.deque and value.maxlen is not None else ""
        wanted.add("collections")
        return f"collections.{kind.__name__}({_written(content, wanted, depth + 1, count)}{size})"
    wanted.add(known[0])
    return known[1] + repr(value)
