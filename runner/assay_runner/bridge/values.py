"""Plain values as JSON and back.

None, booleans, numbers and text are themselves; everything else is a JSON array that begins with a tag. A tag names a
type of a closed list, so decoding a hostile message can only ever make plain values. The tags of containers and
references are added by ``replicas`` and ``peer``.
"""

from __future__ import annotations

import array
import datetime
import decimal
import fractions
import ipaddress
import os
import pathlib
import re
import time
import types
import uuid
import zoneinfo
from collections.abc import Callable, Collection
from typing import Any

from .wire import LARGE, Malformed

# Captured at import: a test's patches of these must not reach the bridge.
_datetime, _date, _time = datetime.datetime, datetime.date, datetime.time
_timedelta, _timezone_of, _decimal = datetime.timedelta, datetime.timezone, decimal.Decimal

#: Integers up to this many bits cross as JSON numbers; longer ones as hexadecimal text.
_PLAIN_BITS = 2000
_BOUND = 1 << _PLAIN_BITS
#: The longest integer, in bits, that is accepted from the other side.
MAX_INTEGER_BITS = 4_000_000

Encoder = Callable[[Any], Any]

ATOMS = frozenset({type(None), bool, int, float, str})


def is_flat(items: Collection[Any]) -> bool:
    """Whether every item can stand in JSON as it is. Decided by C loops: this runs on every container that crosses."""
    kinds = set(map(type, items))
    if not kinds <= ATOMS:
        return False
    if int in kinds:
        numbers = items if len(kinds) == 1 else [item for item in items if type(item) is int]
        if not (min(numbers) > -_BOUND and max(numbers) < _BOUND):
            return False
    if str in kinds:
        texts = items if len(kinds) == 1 else [item for item in items if type(item) is str]
        together = "".join(texts)
        return _is_plain_text(together) and (len(together) < LARGE or max(map(len, texts)) < LARGE)
    return True


def _is_plain_text(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def encode_integer(value: int) -> Any:
    return value if -_BOUND < value < _BOUND else ["i", hex(value)]


def encode_text(value: str) -> Any:
    return value if _is_plain_text(value) else ["s", value.encode("utf-8", "surrogatepass").decode("latin-1")]


def _timezone(value: datetime.tzinfo | None) -> Any:
    if value is None:
        return None
    if type(value) is _timezone_of:
        return ["o", value.utcoffset(None).total_seconds(), value.tzname(None)]
    if type(value) is zoneinfo.ZoneInfo and value.key:
        return ["z", value.key]
    raise TypeError(f"a time zone of type {type(value).__name__} does not cross by value")


def _to_timezone(value: Any) -> datetime.tzinfo | None:
    if value is None:
        return None
    if value[0] == "z":
        return zoneinfo.ZoneInfo(value[1])
    offset = _timedelta(seconds=value[1])
    made = _timezone_of(offset)
    return made if made.tzname(None) == value[2] else _timezone_of(offset, value[2])


#: Exact types that cross whole: their tag and their parts as JSON.
ENCODERS: dict[type, Encoder] = {
    int: encode_integer,
    str: encode_text,
    bytes: lambda v: ["b", v.decode("latin-1")],
    complex: lambda v: ["x", v.real, v.imag],
    range: lambda v: ["range", v.start, v.stop, v.step],
    types.EllipsisType: lambda v: ["..."],
    types.NotImplementedType: lambda v: ["NI"],
    decimal.Decimal: lambda v: ["decimal", str(v)],
    fractions.Fraction: lambda v: ["fraction", encode_integer(v.numerator), encode_integer(v.denominator)],
    uuid.UUID: lambda v: ["uuid", v.hex],
    datetime.date: lambda v: ["date", v.year, v.month, v.day],
    datetime.timedelta: lambda v: ["delta", v.days, v.seconds, v.microseconds],
    datetime.time: lambda v: ["time", v.hour, v.minute, v.second, v.microsecond, v.fold, _timezone(v.tzinfo)],
    datetime.datetime: lambda v: [
        "datetime", v.year, v.month, v.day, v.hour, v.minute, v.second, v.microsecond, v.fold, _timezone(v.tzinfo),
    ],
    datetime.timezone: lambda v: ["tz", _timezone(v)],
    zoneinfo.ZoneInfo: lambda v: ["tz", _timezone(v)],
    pathlib.PosixPath: lambda v: ["path", "PosixPath", encode_text(str(v))],
    pathlib.PurePosixPath: lambda v: ["path", "PurePosixPath", encode_text(str(v))],
    pathlib.PureWindowsPath: lambda v: ["path", "PureWindowsPath", encode_text(str(v))],
    array.array: lambda v: ["array", v.typecode, v.tobytes().decode("latin-1")],
    ipaddress.IPv4Address: lambda v: ["ip4", int(v)],
    ipaddress.IPv6Address: lambda v: ["ip6", int(v)],
}  # fmt: skip


def _text(value: Any) -> str:
    if type(value) is str:
        return value
    if type(value) is list and len(value) == 2 and value[0] == "s" and type(value[1]) is str:
        return value[1].encode("latin-1").decode("utf-8", "surrogatepass")
    raise Malformed("text was expected")


def _integer(value: Any) -> int:
    if type(value) is int:
        return value
    if type(value) is list and len(value) == 2 and value[0] == "i" and type(value[1]) is str:
        if len(value[1]) > MAX_INTEGER_BITS // 4:
            raise Malformed("an integer is over the bridge's limit")
        return int(value[1], 16)
    raise Malformed("an integer was expected")


_PATHS = {
    "PosixPath": pathlib.PosixPath,
    "PurePosixPath": pathlib.PurePosixPath,
    "PureWindowsPath": pathlib.PureWindowsPath,
}


def _array(parts: list[Any]) -> array.array[Any]:
    made: array.array[Any] = array.array(parts[1])
    made.frombytes(parts[2].encode("latin-1"))
    return made


DECODERS: dict[str, Callable[[list[Any]], Any]] = {
    "i": _integer,
    "s": _text,
    "b": lambda p: p[1].encode("latin-1"),
    "x": lambda p: complex(p[1], p[2]),
    "range": lambda p: range(_integer(p[1]), _integer(p[2]), _integer(p[3])),
    "...": lambda p: ...,
    "NI": lambda p: NotImplemented,
    "decimal": lambda p: _decimal(p[1]),
    "fraction": lambda p: fractions.Fraction(_integer(p[1]), _integer(p[2])),
    "uuid": lambda p: uuid.UUID(hex=p[1]),
    "date": lambda p: _date(*p[1:4]),
    "delta": lambda p: _timedelta(*p[1:4]),
    "time": lambda p: _time(p[1], p[2], p[3], p[4], _to_timezone(p[6]), fold=p[5]),
    "datetime": lambda p: _datetime(p[1], p[2], p[3], p[4], p[5], p[6], p[7], _to_timezone(p[9]), fold=p[8]),
    "tz": lambda p: _to_timezone(p[1]),
    "path": lambda p: _PATHS[p[1]](_text(p[2])),
    "array": _array,
    "ip4": lambda p: ipaddress.IPv4Address(p[1]),
    "ip6": lambda p: ipaddress.IPv6Address(p[1]),
}

#: Tuples with names that are made in C, by name.
_RECORDS: dict[str, Any] = {"time": time.struct_time, "stat": os.stat_result, "terminal": os.terminal_size}


def _record(name: str) -> Encoder:
    def encode(value: Any) -> Any:
        _, (items, named) = value.__reduce__()
        if not is_flat([*items, *named.values()]):
            raise TypeError("a record that holds what is no plain value")
        return ["record", name, list(items), named]

    return encode


def _to_record(parts: list[Any]) -> Any:
    items, named = parts[2], parts[3]
    if not {*map(type, items), *map(type, named.values())} <= ATOMS:
        raise Malformed("a record that holds what is no plain value")
    return _RECORDS[parts[1]](items, named)


ENCODERS |= {kind: _record(name) for name, kind in _RECORDS.items()}
DECODERS["record"] = _to_record

_PATTERN_FLAGS = re.RegexFlag
MAX_PATTERN = 10_000


def encode_pattern(value: re.Pattern[Any]) -> Any:
    source = value.pattern
    encoded = source.decode("latin-1") if isinstance(source, bytes) else encode_text(source)
    return ["re", isinstance(source, bytes), encoded, value.flags]


def decode_pattern(parts: list[Any]) -> re.Pattern[Any]:
    source: Any = parts[2].encode("latin-1") if parts[1] else _text(parts[2])
    if len(source) > MAX_PATTERN:
        raise Malformed("a regular expression is over the bridge's limit")
    flags = parts[3] & ~re.DEBUG if parts[1] else parts[3] & ~(re.DEBUG | re.LOCALE)
    made: re.Pattern[Any] = re.compile(source, flags)
    return made


ENCODERS[re.Pattern] = encode_pattern
DECODERS["re"] = decode_pattern
