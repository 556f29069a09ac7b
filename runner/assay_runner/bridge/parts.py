"""Standard objects that cross by their parts, each with the two functions that take it apart and put it together.

They hold other values, so both functions are given a coder; they know nothing of numbers, tables or messages.
"""

from __future__ import annotations

import collections
import datetime
import enum
import functools
import gc
import inspect
import logging
import types
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from . import errors, functions, type_hints, zones
from .wire import Malformed

if TYPE_CHECKING:
    from .decoding import Decoder
    from .encoding import Encoder

_MAX_TEXT = 200
_VIEWS: dict[type, str] = {type({}.keys()): "keys", type({}.values()): "values", type({}.items()): "items"}
_VIEW_OF: dict[str, Callable[[Any], Any]] = {"keys": dict.keys, "values": dict.values, "items": dict.items}


# ---- taking apart --------------------------------------------------------------------------------------------------


def _slice(encoder: Encoder, value: slice) -> Any:
    return ["slice", encoder.encode(value.start), encoder.encode(value.stop), encoder.encode(value.step)]


def _view(encoder: Encoder, value: Any) -> Any:
    # The mapping itself, behind its read-only proxy: a view of a dict that lives on shows its changes.
    return ["view", _VIEWS[type(value)], encoder.encode(gc.get_referents(value.mapping)[0])]


def _wrapped(encoder: Encoder, value: Any) -> Any:
    return ["wrapped", type(value) is staticmethod, encoder.encode(value.__func__)]


def _signature(encoder: Encoder, value: inspect.Signature) -> Any:
    annotated = {name: parameter.annotation for name, parameter in value.parameters.items()}
    annotated["return"] = value.return_annotation
    told = [
        [name, type_hints.encode(encoder, kind)]
        for name, kind in annotated.items()
        if kind is not inspect.Signature.empty
    ]
    return ["signature", functions.describe_parameters(encoder, value), told]


def _logger(_: Encoder, value: logging.Logger) -> Any:
    # Each side has a logger of this name; what one emits is handled by the other's handlers too.
    return ["logger", value.name if type(value) is logging.Logger else ""]


def _chain(encoder: Encoder, value: Any) -> Any:
    return ["chain", [encoder.encode_kept(mapping) for mapping in value.maps]]


def encode_partial(encoder: Encoder, value: functools.partial[Any]) -> Any:
    # It holds on to its arguments: a list among them is the same list at every call.
    named = [[key, encoder.encode_kept(argument)] for key, argument in value.keywords.items()]
    arguments = [encoder.encode_kept(argument) for argument in value.args]
    return ["partial", encoder.lent.lend(value), encoder.encode_kept(value.func), arguments, named]


ENCODERS: dict[Any, Callable[[Encoder, Any], Any]] = {
    slice: _slice,
    **dict.fromkeys(_VIEWS, _view),
    staticmethod: _wrapped,
    classmethod: _wrapped,
    inspect.Signature: _signature,
    types.TracebackType: lambda _encoder, _value: ["tb"],
    logging.Logger: _logger,
    logging.RootLogger: _logger,
    collections.ChainMap: _chain,
    memoryview: lambda _encoder, value: ["memory", value.tobytes().decode("latin-1")],
    types.MappingProxyType: lambda encoder, value: encoder.encode_read_only(value),
    datetime.datetime: zones.encode,
    datetime.time: zones.encode,
    **dict.fromkeys(type_hints.KINDS, type_hints.encode),
}


# ---- putting together ----------------------------------------------------------------------------------------------


def _to_signature(decoder: Decoder, coded: list[Any]) -> Any:
    return functions.build_signature(decoder, coded[1], {name: decoder.decode(kind) for name, kind in coded[2]})


def _to_member(decoder: Decoder, coded: list[Any]) -> Any:
    # A member does nothing but be one, whatever else its module's classes may do.
    kind = decoder.kind_of(coded[1])
    if not isinstance(kind, enum.EnumMeta):
        kind = decoder.decode(coded[1])
    if isinstance(kind, type) and "_assay_placeholder" in type.__dict__["__dict__"].__get__(kind):
        # Of an enumeration that may not be named here.
        return kind()
    if not isinstance(kind, enum.EnumMeta):
        raise Malformed("a member of what is no enumeration")
    found: Any = kind.__members__.get(coded[2]) if coded[2] is not None else None
    return found if found is not None else kind(decoder.decode(coded[3]))


def _to_namedtuple(decoder: Decoder, coded: list[Any]) -> Any:
    kind = decoder.decode(coded[1])
    if not (isinstance(kind, type) and issubclass(kind, tuple)):
        raise Malformed("a named tuple of what is no tuple")
    return tuple.__new__(kind, [decoder.decode(item) for item in coded[2]])


def _to_read_only(decoder: Decoder, coded: list[Any]) -> Any:
    # Of a mapping that the other side may have changed since it tells the whole again.
    mapping = decoder.decode(coded[2])
    known = decoder.stand_ins.read_only(coded[1])
    if known is not None and (gc.get_referents(known)[0] is mapping or known == mapping):
        return known
    made = types.MappingProxyType(mapping)
    decoder.stand_ins.add_read_only(coded[1], made)
    return made


DECODERS: dict[str, Callable[[Decoder, list[Any]], Any]] = {
    "slice": lambda decoder, coded: slice(*[decoder.decode(part) for part in coded[1:4]]),
    "view": lambda decoder, coded: _VIEW_OF[coded[1]](decoder.decode(coded[2])),
    "property": lambda decoder, coded: property(*[decoder.decode(part) for part in coded[1:4]]),
    "wrapped": lambda decoder, coded: (staticmethod if coded[1] else classmethod)(decoder.decode(coded[2])),
    "signature": _to_signature,
    "tb": lambda _decoder, _coded: errors.some_traceback(),
    "logger": lambda _decoder, coded: logging.getLogger(str(coded[1])[:_MAX_TEXT] or None),
    "chain": lambda decoder, coded: collections.ChainMap(*decoder.items(coded[1])),
    "memory": lambda _decoder, coded: memoryview(coded[1].encode("latin-1")),
    "ta": type_hints.decode,
    "ty": type_hints.decode_name,
    "em": _to_member,
    "nt": _to_namedtuple,
    "read-only": _to_read_only,
    "zoned": zones.decode,
    "pytz": zones.decode_pytz,
}


def decode_partial(decoder: Decoder, coded: list[Any]) -> Any:
    _, number, function, arguments, keywords = coded
    found = decoder.stand_ins.object(number)
    if found is not None:
        return found
    named = {key: decoder.decode(value) for key, value in keywords}
    made = functools.partial(decoder.decode(function), *[decoder.decode(value) for value in arguments], **named)
    decoder.stand_ins.add_foreign(number, made)
    return made
