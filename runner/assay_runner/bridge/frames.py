"""The values of pandas across the bridge: by their index and columns, each column by the arrays below it, never pickled.

A frame or series that both sides hold is a replica: a change in place on either side is carried over at the next
crossing. Imported only where pandas is (see ``libraries``).
"""

from __future__ import annotations

import datetime
import re
import zoneinfo
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from . import arrays, parts, replicas
from .wire import Malformed

if TYPE_CHECKING:
    from .decoding import Decoder
    from .encoding import Encoder

_UNITS = ("s", "ms", "us", "ns")
_OFFSET = re.compile(r"-?[0-9]{0,9}[A-Za-z]{1,12}(?:-[A-Za-z]{1,12})?")
#: Columns of one frame, and levels of one index, at most.
MAX_COLUMNS = 20_000
_MAX_TEXT = 100


# ---- time zones and frequencies ------------------------------------------------------------------------------------


def _encode_zone(zone: Any) -> Any:
    if zone is None:
        return None
    if isinstance(zone, zoneinfo.ZoneInfo) and zone.key:
        return ["zoneinfo", zone.key]
    if type(zone) is datetime.timezone:
        return ["offset", zone.utcoffset(None).total_seconds()]
    if type(zone).__module__.partition(".")[0] == "pytz":
        minutes = getattr(zone, "_minutes", None)
        return ["pytz", str(zone)] if minutes is None else ["minutes", int(minutes)]
    raise TypeError(f"a time zone of type {type(zone).__name__} does not cross")


def _decode_zone(coded: Any) -> Any:
    if coded is None:
        return None
    kind, value = coded
    if kind == "offset":
        return datetime.timezone(datetime.timedelta(seconds=value))
    if kind == "zoneinfo":
        return zoneinfo.ZoneInfo(value)
    import pytz

    if kind == "minutes":
        return pytz.FixedOffset(value)
    if value not in pytz.all_timezones_set:
        raise Malformed("not a known time zone")
    return pytz.timezone(value)


def _encode_offset(offset: Any) -> str | None:
    if offset is None:
        return None
    if type(offset).__module__ != "pandas._libs.tslibs.offsets":
        raise TypeError("a frequency of this kind does not cross")
    text = str(offset.freqstr)
    if not _OFFSET.fullmatch(text) or pd.tseries.frequencies.to_offset(text) != offset:
        raise TypeError(f"the frequency {offset!r} does not cross")
    return text


def _decode_offset(coded: Any) -> Any:
    if coded is None:
        return None
    if type(coded) is not str or not _OFFSET.fullmatch(coded):
        raise Malformed("not a frequency")
    return pd.tseries.frequencies.to_offset(coded)


def _frequency(coded: Any) -> str:
    """A period's frequency, whose text pandas reads in a way of its own."""
    if type(coded) is not str or not _OFFSET.fullmatch(coded):
        raise Malformed("not a frequency")
    return coded


def _unit(coded: Any) -> str:
    if coded not in _UNITS:
        raise Malformed("not a unit of time")
    return str(coded)


# ---- arrays of pandas ----------------------------------------------------------------------------------------------


def _encode_values(encoder: Encoder, values: Any) -> Any:
    """The array below a series or an index."""
    if type(values) is np.ndarray:
        return ["numpy", arrays.whole(encoder, values)]
    inner = _encode_values
    match values:
        case pd.arrays.StringArray():
            return ["string", inner(encoder, values.to_numpy(object)), values.dtype.na_value is pd.NA]
        case pd.arrays.NumpyExtensionArray():
            return ["numpy", arrays.whole(encoder, values.to_numpy())]
        case pd.Categorical():
            return [
                "categorical",
                inner(encoder, values.codes),
                _encode_index(encoder, values.categories),
                bool(values.ordered),
            ]
        case pd.arrays.DatetimeArray():
            ticks = values.asi8
            return [
                "datetime",
                inner(encoder, ticks),
                values.unit,
                _encode_zone(values.tz),
                _encode_offset(values.freq),
            ]
        case pd.arrays.TimedeltaArray():
            return ["timedelta", inner(encoder, values.asi8), values.unit, _encode_offset(values.freq)]
        case pd.arrays.PeriodArray():
            return ["period", inner(encoder, values.asi8), str(values.dtype)[len("period[") : -1]]
        case pd.arrays.IntervalArray():
            return [
                "interval",
                _encode_index(encoder, values.left),
                _encode_index(encoder, values.right),
                values.closed,
            ]
        case pd.arrays.IntegerArray() | pd.arrays.FloatingArray() | pd.arrays.BooleanArray():
            return ["masked", inner(encoder, values._data), inner(encoder, values._mask)]
    raise TypeError(f"a {type(values).__name__} does not cross by value")


def _decode_values(decoder: Decoder, coded: Any) -> Any:
    kind, first, *rest = coded
    if kind == "numpy":
        return arrays.build_whole(decoder, first)
    if kind == "interval":
        left, right = _decode_index(decoder, first), _decode_index(decoder, rest[0])
        return pd.arrays.IntervalArray.from_arrays(left, right, closed=rest[1])
    values = _decode_values(decoder, first)
    if kind == "categorical":
        return pd.Categorical.from_codes(values, categories=_decode_index(decoder, rest[0]), ordered=bool(rest[1]))
    if kind == "string":
        return pd.array(values, dtype=pd.StringDtype(storage="python", na_value=pd.NA if rest[0] else np.nan))
    if kind == "masked":
        made: Any = {"b": pd.arrays.BooleanArray, "f": pd.arrays.FloatingArray}.get(
            values.dtype.kind, pd.arrays.IntegerArray
        )
        return made(values, _decode_values(decoder, rest[0]))
    if values.dtype != np.int64:
        raise Malformed("not ticks of time")
    if kind == "period":
        return pd.arrays.PeriodArray(values, dtype=pd.PeriodDtype(_frequency(rest[0])))
    if kind == "timedelta":
        ticks = values.view(f"m8[{_unit(rest[0])}]")
        return _with_offset(pd.array(ticks), rest[1])
    if kind != "datetime":
        raise Malformed("not an array of pandas")
    ticks = values.view(f"M8[{_unit(rest[0])}]")
    zone = _decode_zone(rest[1])
    made = pd.array(ticks)
    return _with_offset(made if zone is None else made.tz_localize("UTC").tz_convert(zone), rest[2])


def _with_offset(values: Any, coded: Any) -> Any:
    """An array with the frequency that was told of it; pandas itself checks that its values keep it."""
    if coded is not None:
        values.freq = _decode_offset(coded)
    return values


def _encode_index(encoder: Encoder, index: Any) -> Any:
    names = [encoder.encode(name) for name in index.names]
    if type(index) is pd.RangeIndex:
        return ["range", names, index.start, index.stop, index.step]
    if type(index) is pd.MultiIndex:
        levels = [_encode_index(encoder, level) for level in index.levels]
        return ["multi", names, levels, [_encode_values(encoder, np.asarray(codes)) for codes in index.codes]]
    if type(index) not in _PLAIN_INDEXES:
        raise TypeError(f"a {type(index).__name__} does not cross by value")
    return ["plain", names, _encode_values(encoder, index.array)]


def _decode_index(decoder: Decoder, coded: Any) -> Any:
    kind, coded_names, *rest = coded
    names = decoder.items(coded_names)
    if kind == "multi":
        if len(rest[0]) > MAX_COLUMNS:
            raise Malformed("an index with too many levels")
        levels = [_decode_index(decoder, level) for level in rest[0]]
        return pd.MultiIndex(levels, [_decode_values(decoder, codes) for codes in rest[1]], names=names)
    (name,) = names
    if kind == "range":
        if not all(type(number) is int and abs(number) < 1 << 62 for number in rest):
            raise Malformed("not a range")
        return pd.RangeIndex(*rest, name=name)
    return pd.Index(_decode_values(decoder, rest[0]), name=name, copy=False)


# ---- frames and series ---------------------------------------------------------------------------------------------


class FrameForm(replicas.Form):
    """How frames are kept in step: as a whole, whenever anything of one changed."""

    tag = "p"

    def children(self, thing: Any) -> list[Any]:
        return []

    def remember(self, thing: Any) -> Any:
        labels = [
            thing.index,
            thing.index.names,
            *([thing.columns, thing.columns.names] if thing.ndim == 2 else [thing.name]),
        ]
        flags = [thing.flags.allows_duplicate_labels, dict(thing.attrs)]
        return labels, flags, [_state(column.array) for column in _columns(thing)]

    def is_same(self, thing: Any, before: Any) -> bool:
        labels, flags, columns = self.remember(thing)
        old_labels, old_flags, old_columns = before
        return (
            all(map(_same_label, labels, old_labels))
            and flags == old_flags
            and len(columns) == len(old_columns)
            and all(map(_same_state, columns, old_columns))
        )

    def difference(self, thing: Any, before: Any, encode: Callable[[Any], Any]) -> list[Any] | None:
        encoder: Any = encode.__self__  # type: ignore[attr-defined]
        return [self.contents(encoder, thing)]

    def apply(self, thing: Any, parts: list[Any], decode: Callable[[Any], Any]) -> None:
        decoder: Any = decode.__self__  # type: ignore[attr-defined]
        made = self.build(decoder, parts[0])
        if type(made) is not type(thing):
            raise Malformed("a frame changed into something else")
        thing._update_inplace(made)
        if thing.ndim == 1:
            thing.name = made.name
        thing.attrs = made.attrs
        thing.flags.allows_duplicate_labels = made.flags.allows_duplicate_labels

    def contents(self, encoder: Encoder, thing: Any) -> Any:
        attrs = encoder.encode(dict(thing.attrs)) if thing.attrs else None
        told = [attrs, bool(thing.flags.allows_duplicate_labels), _encode_index(encoder, thing.index)]
        columns = [_encode_values(encoder, column.array) for column in _columns(thing)]
        if thing.ndim == 1:
            return ["series", *told, columns[0], encoder.encode(thing.name)]
        return ["frame", *told, columns, _encode_index(encoder, thing.columns)]

    def build(self, decoder: Decoder, content: Any) -> Any:
        return _carefully(_build, decoder, content)


def _columns(thing: Any) -> list[Any]:
    return [thing] if thing.ndim == 1 else [thing.iloc[:, position] for position in range(thing.shape[1])]


def _build(decoder: Decoder, content: Any) -> Any:
    kind, coded_attrs, duplicates, coded_index, columns, labels = content
    index = _decode_index(decoder, coded_index)
    made: Any
    if kind == "series":
        made = pd.Series(_decode_values(decoder, columns), index=index, name=decoder.decode(labels), copy=False)
    elif kind == "frame" and len(columns) <= MAX_COLUMNS:
        names = _decode_index(decoder, labels)
        if len(names) != len(columns):
            raise Malformed("a frame without a name for each column")
        made = pd.DataFrame({at: _decode_values(decoder, column) for at, column in enumerate(columns)}, index=index)
        made.columns = names
    else:
        raise Malformed("neither a frame nor a series")
    if coded_attrs is not None:
        made.attrs = decoder.decode(coded_attrs)
    if duplicates is False:
        made = made.set_flags(allows_duplicate_labels=False)
    return made


def _state(values: Any) -> Any:
    """What of an array tells whether it changed. Objects are compared by identity."""
    if type(values) is pd.arrays.NumpyExtensionArray:
        values = values.to_numpy()
    if type(values) is np.ndarray:
        return [values.dtype, list(values) if values.dtype.kind == "O" else values.tobytes()]
    match values:
        case pd.Categorical():
            return [values.dtype, values.codes.tobytes()]
        case pd.arrays.DatetimeArray() | pd.arrays.TimedeltaArray() | pd.arrays.PeriodArray():
            return [values.dtype, values.asi8.tobytes()]
        case pd.arrays.IntegerArray() | pd.arrays.FloatingArray() | pd.arrays.BooleanArray():
            return [values.dtype, values._data.tobytes() + values._mask.tobytes()]
        case pd.arrays.StringArray():
            return [values.dtype, list(values.to_numpy(object))]
    return [values.dtype, values.copy()]


def _same_state(state: Any, before: Any) -> bool:
    (dtype, content), (old_dtype, old_content) = state, before
    if dtype != old_dtype:
        return False
    if type(content) is list:
        return len(content) == len(old_content) and all(a is b for a, b in zip(content, old_content, strict=True))
    return bool(content == old_content) if type(content) is bytes else bool(content.equals(old_content))


def _same_label(label: Any, before: Any) -> bool:
    if isinstance(label, pd.Index):
        return label is before or (isinstance(before, pd.Index) and bool(label.identical(before)))
    return bool(type(label) is type(before) and (label is before or label == before))


def _carefully(make: Callable[[Decoder, Any], Any], decoder: Decoder, coded: Any) -> Any:
    """What pandas refuses to make was never one of its values."""
    try:
        return make(decoder, coded)
    except (Malformed, MemoryError):
        raise
    except Exception as error:
        raise Malformed(
            f"a value of pandas could not be read: {type(error).__name__}: {str(error)[:_MAX_TEXT]}"
        ) from error


# ---- what crosses by its parts -------------------------------------------------------------------------------------


def _encode_timestamp(_: Encoder, value: Any) -> Any:
    return ["pd.timestamp", int(value._value), value.unit, _encode_zone(value.tz)]


def _decode_timestamp(_: Decoder, coded: list[Any]) -> Any:
    ticks = np.array([coded[1]], np.int64).view(f"M8[{_unit(coded[2])}]")
    zone = _decode_zone(coded[3])
    made = pd.array(ticks)[0]
    return made if zone is None else made.tz_localize("UTC").tz_convert(zone)


def _encode_timedelta(_: Encoder, value: Any) -> Any:
    return ["pd.timedelta", int(value._value), value.unit]


def _decode_timedelta(_: Decoder, coded: list[Any]) -> Any:
    return pd.array(np.array([coded[1]], np.int64).view(f"m8[{_unit(coded[2])}]"))[0]


def _encode_period(_: Encoder, value: Any) -> Any:
    return ["pd.period", int(value.ordinal), str(value.freqstr)]


def _decode_period(_: Decoder, coded: list[Any]) -> Any:
    return pd.Period(ordinal=coded[1], freq=_frequency(coded[2]))


def _encode_interval(encoder: Encoder, value: Any) -> Any:
    return ["pd.interval", encoder.encode(value.left), encoder.encode(value.right), value.closed]


def _decode_interval(decoder: Decoder, coded: list[Any]) -> Any:
    return pd.Interval(decoder.decode(coded[1]), decoder.decode(coded[2]), closed=coded[3])


def _encode_extension_dtype(encoder: Encoder, value: Any) -> Any:
    empty = pd.array([], dtype=value)
    return ["pd.dtype", _encode_values(encoder, empty)]


_PLAIN_INDEXES = (pd.Index, pd.DatetimeIndex, pd.TimedeltaIndex, pd.PeriodIndex, pd.CategoricalIndex, pd.IntervalIndex)
_INDEXES = (*_PLAIN_INDEXES, pd.RangeIndex, pd.MultiIndex)
_ARRAYS = (
    pd.Categorical, pd.arrays.DatetimeArray, pd.arrays.TimedeltaArray, pd.arrays.PeriodArray, pd.arrays.IntervalArray,
    pd.arrays.IntegerArray, pd.arrays.FloatingArray, pd.arrays.BooleanArray, pd.arrays.StringArray,
)  # fmt: skip
_DTYPES = (
    pd.CategoricalDtype, pd.DatetimeTZDtype, pd.PeriodDtype, pd.IntervalDtype, pd.StringDtype, pd.BooleanDtype,
    pd.Int8Dtype, pd.Int16Dtype, pd.Int32Dtype, pd.Int64Dtype, pd.UInt8Dtype, pd.UInt16Dtype, pd.UInt32Dtype,
    pd.UInt64Dtype, pd.Float32Dtype, pd.Float64Dtype,
)  # fmt: skip

_ENCODERS: dict[type, Callable[[Encoder, Any], Any]] = {
    type(pd.NA): lambda _encoder, _value: ["pd.na"],
    type(pd.NaT): lambda _encoder, _value: ["pd.nat"],
    pd.Timestamp: _encode_timestamp,
    pd.Timedelta: _encode_timedelta,
    pd.Period: _encode_period,
    pd.Interval: _encode_interval,
    **dict.fromkeys(_INDEXES, lambda encoder, value: ["pd.index", _encode_index(encoder, value)]),
    **dict.fromkeys(_ARRAYS, lambda encoder, value: ["pd.array", _encode_values(encoder, value)]),
    **dict.fromkeys(_DTYPES, _encode_extension_dtype),
}
_DECODERS: dict[str, Callable[[Decoder, Any], Any]] = {
    "pd.na": lambda _decoder, _coded: pd.NA,
    "pd.nat": lambda _decoder, _coded: pd.NaT,
    "pd.timestamp": _decode_timestamp,
    "pd.timedelta": _decode_timedelta,
    "pd.period": _decode_period,
    "pd.interval": _decode_interval,
    "pd.index": lambda decoder, coded: _decode_index(decoder, coded[1]),
    "pd.array": lambda decoder, coded: _decode_values(decoder, coded[1]),
    "pd.dtype": lambda decoder, coded: _decode_values(decoder, coded[1]).dtype,
}


def _by_value(encode: Callable[[Encoder, Any], Any]) -> Callable[[Encoder, Any], Any]:
    """What cannot be taken apart is a reference."""

    def coder(encoder: Encoder, value: Any) -> Any:
        try:
            return encode(encoder, value)
        except (TypeError, ValueError):
            return encoder.encode_object(type(value), value)

    return coder


def _to_value(decode: Callable[[Decoder, Any], Any]) -> Callable[[Decoder, Any], Any]:
    return lambda decoder, coded: _carefully(decode, decoder, coded)


def register() -> None:
    """Has the values of pandas cross from now on."""
    form = FrameForm()
    replicas.add_form(pd.DataFrame, form)
    replicas.add_form(pd.Series, form)
    parts.ENCODERS |= {kind: _by_value(encode) for kind, encode in _ENCODERS.items()}
    parts.DECODERS |= {tag: _to_value(decode) for tag, decode in _DECODERS.items()}
