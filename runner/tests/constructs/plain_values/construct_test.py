import datetime
import decimal
import math
import pathlib
import re
import uuid
import zoneinfo
from decimal import Decimal
from fractions import Fraction

import candidate
import pytest

VALUES = [
    None, True, False, 0, 1, -1, 2**63, -(2**64), 10**300, 0.1, -1e-300, 1e308, 1 + 2j, "", "text", "ü\u2603\U0001f600",
    "\x00", "\ud800", b"", b"\x00\xff", (), (1,), (1, (2, [3])), frozenset(), frozenset({1, 2}), range(0), range(1, 10, 3),
    Decimal("1.10"), Decimal("-0"), Decimal("Infinity"), Fraction(1, 3), datetime.date(1, 1, 1), datetime.date.max,
    datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc), datetime.datetime.max, datetime.time(23, 59), datetime.timedelta(1, 2, 3),
    uuid.UUID(int=1), pathlib.Path("x/y"), pathlib.PurePosixPath("/a"), ..., NotImplemented, slice(1, 2, 3), int, ValueError,
    [], [[]], {}, {"a": {1: (2,)}}, set(), {1, 2}, bytearray(b"z"),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: ascii(value)[:30])
def test_a_value_comes_back_as_it_went(value):
    back = candidate.echo(value)
    assert back == value
    assert type(back) is type(value)


@pytest.mark.parametrize("value", VALUES, ids=lambda value: ascii(value)[:30])
def test_the_candidate_sees_the_type(value):
    assert candidate.kind(value) == type(value).__name__


def test_not_a_number():
    assert math.isnan(candidate.echo(math.nan))
    assert math.isnan(candidate.make("nan"))
    assert candidate.equal(math.nan, float("nan")) is False
    assert candidate.make("decimal nan").is_nan()


def test_infinity_and_minus_zero():
    assert candidate.make("inf") == -math.inf
    assert math.copysign(1, candidate.make("minus zero")) == -1
    assert math.copysign(1, candidate.echo(-0.0)) == -1


def test_floats_are_exact():
    assert candidate.make("float") == 0.30000000000000004
    assert candidate.make("float") != 0.3
    assert candidate.make("float") == pytest.approx(0.3)
    assert candidate.divide(1, 3) == 1 / 3


def test_true_is_no_one():
    assert candidate.make("true") is True
    assert candidate.make("int") is not True
    assert type(candidate.echo(1)) is int


def test_big_integers():
    assert candidate.make("huge") == 10**500
    assert candidate.make("negative") == -(2**200)
    assert candidate.echo(7**2000) == 7**2000


def test_text_with_surrogates_and_nulls():
    assert candidate.make("text") == "a\x00b\ud800c"
    assert candidate.make("bytes") == bytes(range(256))


def test_nested_tuples_and_sets():
    assert candidate.make("tuple") == (1, (2, (3,)))
    assert candidate.make("frozenset") == {1, "a"}
    assert type(candidate.make("frozenset")) is frozenset
    assert candidate.make("set") == {1, (2, 3)}
    assert candidate.make("dict") == {(1, 2): {"x": [1.5]}, None: True}
    assert candidate.make("list") == [1, "a", None]
    assert type(candidate.make("list")) is list


def test_ranges_and_slices():
    assert candidate.make("range") == range(10, 0, -3)
    assert list(candidate.make("range")) == [10, 7, 4, 1]
    assert candidate.make("slice") == slice(1, None, 2)
    assert "abcdef"[candidate.make("slice")] == "bdf"


def test_decimals_and_fractions():
    assert str(candidate.make("decimal")) == "1.10"
    assert candidate.make("fraction") == Fraction(3, 2)
    assert candidate.divide(Decimal(1), Decimal(3)) == Decimal(1) / 3
    assert candidate.divide(Fraction(1), 3) == Fraction(1, 3)
    with pytest.raises(decimal.DivisionByZero):
        candidate.divide(Decimal(1), Decimal(0))


def test_dates():
    assert candidate.make("date") == datetime.date(2024, 2, 29)
    assert candidate.make("datetime").isoformat() == "2024-01-02T03:04:05.000678+00:00"
    assert candidate.make("offset").utcoffset() == datetime.timedelta(hours=-5, minutes=-30)
    assert candidate.make("fold").fold == 1
    assert candidate.make("time") == datetime.time(1, 2, 3, 4)
    assert candidate.make("timedelta").total_seconds() == -86399.999999
    assert candidate.parse("2024-05-06T07:08:09") == datetime.datetime(2024, 5, 6, 7, 8, 9)
    with pytest.raises(TypeError):
        candidate.make("datetime") < datetime.datetime(2024, 1, 1)


def test_a_time_zone():
    assert candidate.local(zoneinfo.ZoneInfo("Europe/Berlin")) == datetime.timedelta(hours=2)
    assert candidate.local(datetime.timezone.utc) == datetime.timedelta(0)


def test_identifiers_and_paths():
    assert candidate.make("uuid") == uuid.UUID(int=5)
    assert candidate.make("path") == pathlib.Path("a/b.txt")
    assert candidate.make("path").suffix == ".txt"
    assert candidate.make("pure path") == pathlib.PurePosixPath("/x")
    assert str(candidate.make("address")) == "127.0.0.1"
    assert candidate.make("address").is_loopback


def test_patterns_and_matches():
    assert candidate.make("pattern").match("AAA")
    assert candidate.make("pattern").pattern == "a+"
    found = candidate.match(re.compile(r"(?P<year>\d+)-(\d+)"), "2024-05")
    assert found.group("year") == "2024"
    assert found.groups() == ("2024", "05")
    assert found[2] == "05"
    assert candidate.match(re.compile("a"), "b") is None


def test_types_as_values():
    assert candidate.make("type") is int
    assert candidate.make("types")[0] is str
    assert candidate.make("types")[1] == list[int]
    assert candidate.make("types")[2] == int | None


def test_views_and_bytes():
    assert candidate.make("bytearray") == bytearray(b"xy")
    assert bytes(candidate.make("memory")) == b"abc"
    mapping = {"a": 1, "b": 2}
    keys = candidate.keys(mapping)
    assert list(keys) == ["a", "b"]
    assert keys == {"a", "b"}
    assert "a" in keys
    mapping["c"] = 3
    assert len(keys) == 3
    assert list(candidate.items({"x": 1})) == [("x", 1)]


def test_mixed_numbers():
    assert candidate.average([1, 2]) == 1.5
    assert candidate.average([Fraction(1, 2), Fraction(1, 4)]) == Fraction(3, 8)
    assert candidate.average((True, False)) == 0.5
