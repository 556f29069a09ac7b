"""NumPy's dtypes as JSON and back: a closed list, so that nothing a hostile side names is evaluated or reached.

Imported only where NumPy is (see ``libraries``).
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from .wire import Malformed

#: Structured dtypes nest at most so deep, and have at most so many fields in all.
MAX_DEPTH = 4
MAX_FIELDS = 500
#: The longest item in bytes: one text, one structure.
MAX_ITEM = 1 << 24
_PLAIN = re.compile(
    r"(?:[<>|=]?(?:b1|i[1248]|u[1248]|f(?:2|4|8|12|16)|c(?:8|16|24|32)|[USV][0-9]{1,8})"
    r"|[<>|=]?[mM]8(?:\[[0-9]{0,9}(?:Y|M|W|D|h|m|s|ms|us|ns|ps|fs|as)\])?)"
)


def encode(dtype: Any) -> Any:
    """A plain dtype as its text, a structured one as its fields. Raises ``TypeError`` for one that holds objects."""
    if dtype.hasobject or type(dtype).__module__ not in ("numpy", "numpy.dtypes"):
        raise TypeError(f"an array of {dtype} does not cross by its bytes")
    if dtype.subdtype is not None:
        inner, shape = dtype.subdtype
        return ["sub", encode(inner), list(shape)]
    if dtype.names is None:
        return dtype.str
    fields = []
    for name in dtype.names:
        kind, offset, *title = dtype.fields[name]
        fields.append([name, encode(kind), offset, title[0] if title and isinstance(title[0], str) else None])
    return ["fields", fields, dtype.itemsize, bool(dtype.isalignedstruct)]


def decode(coded: Any) -> Any:
    """The dtype that ``encode`` told."""
    return _decode(coded, 0)


def _decode(coded: Any, depth: int) -> Any:
    if type(coded) is str:
        if not _PLAIN.fullmatch(coded):
            raise Malformed("not a dtype that crosses the bridge")
        made = np.dtype(coded)
        if made.itemsize > MAX_ITEM:
            raise Malformed("an item of this dtype is over the bridge's limit")
        return made
    if depth >= MAX_DEPTH:
        raise Malformed("a dtype is nested too deeply")
    if coded[0] == "sub":
        shape = sizes(coded[2])
        inner = _decode(coded[1], depth + 1)
        if count(shape) * inner.itemsize > MAX_ITEM:
            raise Malformed("an item of this dtype is over the bridge's limit")
        return np.dtype((inner, tuple(shape)))
    _, fields, size, aligned = coded
    if len(fields) > MAX_FIELDS or type(size) is not int or not 0 <= size <= MAX_ITEM:
        raise Malformed("a structured dtype is over the bridge's limits")
    names, kinds, offsets, titles = [], [], [], []
    for name, kind, offset, title in fields:
        if type(name) is not str or type(offset) is not int or not (title is None or type(title) is str):
            raise Malformed("not a field of a structured dtype")
        names.append(name)
        kinds.append(_decode(kind, depth + 1))
        offsets.append(offset)
        titles.append(title)
    told = {"names": names, "formats": kinds, "offsets": offsets, "itemsize": size}
    if any(title is not None for title in titles):
        told["titles"] = titles
    return np.dtype(told, align=bool(aligned))


def sizes(shape: Any) -> list[int]:
    """A shape that the other side told, checked."""
    if type(shape) is not list or len(shape) > 64:
        raise Malformed("not a shape")
    for size in shape:
        if type(size) is not int or not 0 <= size < 1 << 48:
            raise Malformed("not a shape")
    return shape


def count(shape: list[int]) -> int:
    """How many items an array of this shape has."""
    items = 1
    for size in shape:
        items *= size
    return items


def takes_any_bits(dtype: Any) -> bool:
    """Whether every pattern of bits is a value: not so for truth values and for text."""
    if dtype.subdtype is not None:
        return takes_any_bits(dtype.subdtype[0])
    if dtype.names is not None:
        return all(takes_any_bits(dtype.fields[name][0]) for name in dtype.names)
    return dtype.kind in "iufcmMSV"


def check_bits(values: Any) -> None:
    """Refuses truth values that are neither, and text of what are no characters."""
    dtype = values.dtype
    if takes_any_bits(dtype) or values.size == 0:
        return
    if dtype.names is not None:
        for name in dtype.names:
            check_bits(np.ascontiguousarray(values[name]))
    elif dtype.kind == "b":
        if values.view(np.uint8).max() > 1:
            raise Malformed("a truth value that is neither")
    elif dtype.kind == "U" and dtype.itemsize:
        letters = np.ascontiguousarray(values).reshape(-1).view(np.dtype("u4").newbyteorder(dtype.byteorder))
        if letters.max() > 0x10FFFF:
            raise Malformed("text of what are no characters")
