"""Many like values at once: numbers as machine words, and tuples, lists or dicts of one shape as that and one flat run of their items.

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
        return None if shapes else {tag: encoder.items(names), "i": encoder.items(list(_flat(map(dict.values, rows))))}
    widths = set(map(len, rows))
    width = widths.pop()
    return None if widths or not width else {tag: width, "i": encoder.items(list(_flat(rows)))}


def decode(decoder: Decoder, coded: dict[str, Any]) -> list[Any]:
    """The numbers or rows that the other side told of so. Raises ``Malformed`` where it told of nothing."""
    if len(coded) == 1:
        [(code, words)] = coded.items()
        if code not in _WORDS.values():
            raise Malformed("numbers of no known kind")
        numbers = _array(code)
        numbers.frombytes(decoder.bytes(words))
        return numbers.tolist()
    coded_items = coded.get("i")
    if len(coded) != 2 or type(coded_items) not in (list, dict):
        raise Malformed("a table of the wrong shape")
    items = decoder.items(coded_items)
    if "k" in coded:
        names = decoder.items(coded["k"]) if type(coded["k"]) is list else []
        if set(map(type, names)) != {str}:
            raise Malformed("a table whose columns have no names")
        return [dict(zip(names, row, strict=True)) for row in _cut(items, len(names))]
    if "l" in coded:
        return list(map(list, _cut(items, coded["l"])))
    return list(_cut(items, coded.get("t")))


def _cut(items: list[Any], width: Any) -> Any:
    if type(width) is not int or not 0 < width <= len(items) or len(items) % width:
        raise Malformed("a table of the wrong width")
    return zip(*[iter(items)] * width, strict=True)
