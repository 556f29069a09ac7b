"""Type annotations by their structure; what has none crosses as its text."""

from __future__ import annotations

import functools
import operator
import types
import typing
from typing import TYPE_CHECKING, Any

from .values import ATOMS
from .wire import Malformed

if TYPE_CHECKING:
    from .decoding import Decoder
    from .encoding import Encoder

_MAX_TEXT = 200
#: The types of annotations that are no classes.
KINDS = [types.GenericAlias, types.UnionType] + [
    getattr(typing, name)
    for name in ("_GenericAlias", "_UnionGenericAlias", "_SpecialGenericAlias")
    if hasattr(typing, name)
]


def encode(encoder: Encoder, value: Any) -> Any:
    if value is None or type(value) in ATOMS or (isinstance(value, type) and not isinstance(value, types.GenericAlias)):
        return encoder.encode(value)
    origin, arguments = typing.get_origin(value), typing.get_args(value)
    if origin is not None:
        return ["ta", encode(encoder, origin), [encode(encoder, part) for part in arguments]]
    name = getattr(value, "_name", None) or getattr(value, "__name__", None)
    if getattr(typing, str(name), None) is value:
        return ["ty", str(name)]
    if type(value) is list:
        return ["l", 0, [encode(encoder, item) for item in value]]
    return repr(value)[:_MAX_TEXT]


def decode(decoder: Decoder, coded: list[Any]) -> Any:
    """An annotation with arguments."""
    origin, arguments = decoder.decode(coded[1]), tuple(decoder.decode(argument) for argument in coded[2])
    try:
        if origin is types.UnionType:
            return functools.reduce(operator.or_, arguments)
        if origin is typing.Union:
            return typing.Union.__getitem__(arguments)
        return types.GenericAlias(origin, arguments) if isinstance(origin, type) else origin[arguments]
    except Exception:
        return origin


def decode_name(_: Decoder, coded: list[Any]) -> Any:
    """A name of the module ``typing``."""
    name = coded[1]
    if type(name) is not str or name not in typing.__all__:
        raise Malformed("not a name of typing")
    return getattr(typing, name)
