"""Moments in a time zone whose class is a test's or the candidate's.

Such a moment crosses whole, with what its zone says of it: so nobody is asked when two moments are compared, and a zone
cannot answer by what it is compared with. The zone itself is a stand-in, asked for moments that it was not told of.
"""

from __future__ import annotations

import datetime
import importlib
from typing import TYPE_CHECKING, Any

from . import mirror_type, mirrors
from .wire import Malformed

if TYPE_CHECKING:
    from .decoding import Decoder
    from .encoding import Encoder

# Captured at import: a test's patches of these must not reach the bridge.
_datetime, _time, _timedelta, _tzinfo = datetime.datetime, datetime.time, datetime.timedelta, datetime.tzinfo
_QUESTIONS = ("utcoffset", "dst", "tzname")
#: Moments of which one zone's answers are remembered at most.
MAX_MOMENTS = 10_000


def encode(encoder: Encoder, value: Any) -> Any:
    """A moment or a time of day by its parts, or by reference where its zone does not answer."""
    told: list[Any] | None = None
    plain = encoder.encode(value.replace(tzinfo=None))
    if encoder.stand_ins.number_of(value.tzinfo) is None and not is_pytz(type(value.tzinfo)):
        try:
            told = [encoder.encode(answer) for answer in (value.utcoffset(), value.dst(), value.tzname())]
        except Exception:
            return encoder.encode_object(type(value), value)
    return ["zoned", plain, encoder.encode_kept(value.tzinfo), told]


def decode(decoder: Decoder, coded: list[Any]) -> Any:
    """The moment, in the stand-in of its zone or in the zone itself."""
    moment, zone = decoder.decode(coded[1]), decoder.decode(coded[2])
    if type(moment) not in (_datetime, _time) or not issubclass(type(zone), _tzinfo):
        raise Malformed("a moment without a time or a zone")
    if coded[3] is not None and mirror_type.is_stand_in(zone):
        told = [decoder.decode(answer) for answer in coded[3]]
        kinds = (type(None), _timedelta), (type(None), _timedelta), (type(None), str)
        if len(told) != len(kinds) or any(type(one) not in fit for one, fit in zip(told, kinds, strict=True)):
            raise Malformed("a zone that answers with what is no offset or name")
        # A time of day has no date to ask of.
        _remember(zone, _key(moment) if type(moment) is _datetime else None, told)
    return moment.replace(tzinfo=zone)


def is_pytz(kind: type) -> bool:
    """Whether this is a class of zones of pytz, which both sides have: they cross by name."""
    return issubclass(kind, _tzinfo) and kind.__module__.partition(".")[0] == "pytz"


def encode_pytz(zone: Any) -> Any:
    """A zone by its name, one of its offsets by what it is found with."""
    return ["pytz", *zone.__reduce__()[1]]


def decode_pytz(_: Decoder, coded: list[Any]) -> Any:
    """The zone of this side, which is the same object each time."""
    pytz: Any = importlib.import_module("pytz")
    name, *found_with = coded[1:] or ["UTC"]
    if type(name) is int:
        return pytz.FixedOffset(name)
    if name not in pytz.all_timezones_set:
        raise Malformed("a time zone that pytz does not know")
    zone = pytz.timezone(name)
    if len(found_with) != 3:
        return zone
    offset, saving, shown = found_with
    return zone._tzinfos.get((_timedelta(0, offset), _timedelta(0, saving), shown), zone)


def _key(moment: Any) -> Any:
    return None if moment is None else (moment.replace(tzinfo=None), moment.fold)


def _remember(zone: Any, key: Any, told: list[Any]) -> None:
    shadowed = mirrors.shadowed(zone)
    known = shadowed.get("_assay_moments")
    if known is None:
        known = shadowed["_assay_moments"] = {}
        for index, question in enumerate(_QUESTIONS):
            shadowed[question] = _answering(
                mirror_type.far_of(zone), mirror_type.number_of(zone), question, index, known
            )
    if len(known) < MAX_MOMENTS:
        known[key] = told


def _answering(far: Any, number: int | None, question: str, index: int, known: dict[Any, list[Any]]) -> Any:
    def answer(moment: Any) -> Any:
        told = known.get(_key(moment))
        return far.get(number, question)(moment) if told is None else told[index]

    answer.__name__ = answer.__qualname__ = question
    return answer
