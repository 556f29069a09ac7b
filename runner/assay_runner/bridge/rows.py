"""Many like rows at once: a long run of tuples, lists or dicts of one shape crosses as its shape and one flat run of their items.

A row that has an identity to keep (something else holds it, or a number is known for it) crosses by itself, as ever. All
that runs once a row here is a loop in C.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from .replicas import FEW
from .wire import Malformed

if TYPE_CHECKING:
    from .decoding import Decoder
    from .encoding import Encoder

__all__ = ["FEW", "decode", "encode"]

_flat = itertools.chain.from_iterable
_TAGS: dict[type, str] = {tuple: "t", list: "l", dict: "d"}


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
    """The rows of a table that the other side made. Raises ``Malformed`` where it is none."""
    coded_items = coded.get("i")
    if len(coded) != 2 or type(coded_items) not in (list, dict):
        raise Malformed("a table of the wrong shape")
    items = decoder.items(coded_items)
    if "d" in coded:
        names = decoder.items(coded["d"]) if type(coded["d"]) is list else []
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
