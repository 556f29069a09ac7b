"""Returns what it gets, and makes values of every plain type."""

import datetime
import decimal
import fractions
import ipaddress
import math
import pathlib
import re
import uuid


def echo(value):
    return value


def kind(value):
    return type(value).__name__


def equal(one, other):
    return one == other


def make(name):
    return {
        "none": None,
        "true": True,
        "int": 3,
        "huge": 10**500,
        "negative": -(2**200),
        "float": 0.1 + 0.2,
        "nan": math.nan,
        "inf": -math.inf,
        "minus zero": -0.0,
        "complex": complex(1, -2),
        "text": "a\x00b\ud800c",
        "empty": "",
        "bytes": bytes(range(256)),
        "tuple": (1, (2, (3,))),
        "frozenset": frozenset({1, "a"}),
        "range": range(10, 0, -3),
        "slice": slice(1, None, 2),
        "decimal": decimal.Decimal("1.10"),
        "decimal nan": decimal.Decimal("NaN"),
        "fraction": fractions.Fraction(6, 4),
        "date": datetime.date(2024, 2, 29),
        "datetime": datetime.datetime(2024, 1, 2, 3, 4, 5, 678, tzinfo=datetime.timezone.utc),
        "offset": datetime.datetime(2024, 1, 2, tzinfo=datetime.timezone(datetime.timedelta(hours=-5, minutes=-30))),
        "fold": datetime.datetime(2024, 1, 2, fold=1),
        "time": datetime.time(1, 2, 3, 4),
        "timedelta": datetime.timedelta(days=-1, microseconds=1),
        "uuid": uuid.UUID(int=5),
        "path": pathlib.Path("a/b.txt"),
        "pure path": pathlib.PurePosixPath("/x"),
        "address": ipaddress.ip_address("127.0.0.1"),
        "pattern": re.compile("a+", re.I),
        "ellipsis": ...,
        "list": [1, "a", None],
        "dict": {(1, 2): {"x": [1.5]}, None: True},
        "set": {1, (2, 3)},
        "bytearray": bytearray(b"xy"),
        "memory": memoryview(b"abc"),
        "type": int,
        "types": (str, list[int], int | None),
    }[name]


def match(pattern, text):
    return pattern.fullmatch(text)


def divide(one, other):
    return one / other


def parse(text):
    return datetime.datetime.fromisoformat(text)


def local(zone):
    return datetime.datetime(2024, 7, 1, 12, tzinfo=zone).utcoffset()


def keys(mapping):
    return mapping.keys()


def items(mapping):
    return mapping.items()


def average(values):
    return sum(values) / len(values)
