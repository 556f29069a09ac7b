"""Many like values at once: numbers as machine words, and tuples, lists or dicts of one shape as that and their columns.

Rows that are wider than there are many of them cross as one flat run of their items.

A row that has an identity to keep (something else holds it, or a number is known for it) crosses by itself, as ever. All
that runs once a row here is a loop in C.
"""

from __future__ import annotations

import array
import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from .replicas import FEW
from .wire import Malformed

if TYPE_CHECKING:
    from .decoding import Decoder
    from .encoding import Encoder

__all__ = ["FEW", "MANY", "decode", "encode", "pack"]

#: Fewer numbers than these cross as JSON.
MANY = 512
_flat = itertools.chain.from_iterable
# Captured at import: a test's or the candidate's patches of it must not reach the bridge.
_array = array.array
#: How numbers are packed: a C ``long long``, a C ``double``.
_WORDS: dict[type, str] = {int: "q", float: "d"}
_TAGS: dict[type, str] = {tuple: "t", list: "l", dict: "k"}


def pack(encoder: Encoder, numbers: Sequence[Any]) -> dict[str, Any] | None:
    """Whole numbers of at most 64 bits, or floats, each as its word; None where they are something else."""
    kinds = set(map(type, numbers))
    code = _WORDS.get(kinds.pop())
    if kinds or code is None:
        return None
    try:
        return {code: encoder.encode(_array(code, numbers).tobytes())}
    except OverflowError:
        return None


def encode(encoder: Encoder, rows: Sequence[Any]) -> dict[str, Any] | None:
    """The rows as a table, or None where they are no rows of one shape, or have to keep their identity."""
    kinds = set(map(type, rows))
    kind = kinds.pop()
    tag = _TAGS.get(kind)
    if kinds or tag is None or not encoder.may_lose_identity(kind, rows):
        return None
    if kind is dict:
        if set(map(type, _flat(rows))) != {str}:
            return None
        shapes = set(map(tuple, rows))
        names = shapes.pop()
        return (
            None if shapes else {tag: encoder.items(names), **_items(encoder, list(map(dict.values, rows)), len(names))}
        )
    widths = set(map(len, rows))
    width = widths.pop()
    return None if widths or not width else {tag: width, **_items(encoder, rows, width)}


def _items(encoder: Encoder, rows: Sequence[Any], width: int) -> dict[str, Any]:
    if width > len(rows):
        return {"i": encoder.items(list(_flat(rows)))}
    # A column is most often of one kind, which is quicker to look through and to write.
    return {"c": list(map(encoder.items, zip(*rows, strict=True)))}


def decode(decoder: Decoder, coded: dict[str, Any]) -> list[Any]:
    """The numbers or rows that the other side told of so. Raises ``Malformed`` where it told of nothing."""
    if len(coded) == 1:
        [(code, words)] = coded.items()
        if code not in _WORDS.values():
            raise Malformed("numbers of no known kind")
        numbers = _array(code)
        numbers.frombytes(decoder.bytes(words))
        return numbers.tolist()
    if len(coded) != 2:
        raise Malformed("a table of the wrong shape")
    if "k" in coded:
        names = decoder.items(coded["k"]) if type(coded["k"]) is list else []
        if set(map(type, names)) != {str}:
            raise Malformed("a table whose columns have no names")
        return [dict(zip(names, row, strict=True)) for row in _rows(decoder, coded, len(names))]
    if "l" in coded:
        return list(map(list, _rows(decoder, coded, coded["l"])))
    return list(_rows(decoder, coded, coded.get("t")))


def _rows(decoder: Decoder, coded: dict[str, Any], width: Any) -> Any:
    if type(width) is not int or width < 1:
        raise Malformed("a table of the wrong width")
    columns, items = coded.get("c"), coded.get("i")
    if type(columns) is list and len(columns) == width and set(map(type, columns)) <= {list, dict}:
        return zip(*map(decoder.items, columns), strict=True)
    if type(items) not in (list, dict):
        raise Malformed("a table of the wrong shape")
    items = decoder.items(items)
    if width > len(items) or len(items) % width:
        raise Malformed("a table of the wrong width")
    return zip(*[iter(items)] * width, strict=True)
