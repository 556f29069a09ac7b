"""Moments in zones of either side, read-only mappings, namespaces, and protocols with special names of their own."""

import argparse
import datetime
import os
import time
import types

import candidate
import pytest
from candidate import Markup, Registry, Summer, Zone, escape, in_utc, later, layout, moment, parse, run, time_of_day, total

UTC = datetime.timezone.utc


def test_a_moment_in_a_zone_of_the_candidate():
    zone = Zone(5)
    found = moment(zone)
    assert found == datetime.datetime(2024, 2, 29, 7, tzinfo=UTC)
    assert found != datetime.datetime(2024, 2, 29, 12, tzinfo=UTC)
    assert type(found) is datetime.datetime
    assert isinstance(found, datetime.datetime)
    assert found.tzinfo is zone
    assert isinstance(found.tzinfo, Zone)
    assert found.tzinfo == Zone(5)
    assert found.utcoffset() == datetime.timedelta(hours=5)
    assert found.isoformat() == "2024-02-29T12:00:00+05:00"
    assert found.tzname() == "here"
    assert found < moment(Zone(-1))
    assert sorted([moment(Zone(1)), found])[0] is found
    assert len({found, datetime.datetime(2024, 2, 29, 7, tzinfo=UTC)}) == 1


def test_computing_with_it():
    found = moment(Zone(5))
    assert found - datetime.datetime(2024, 2, 29, tzinfo=UTC) == datetime.timedelta(hours=7)
    assert found + datetime.timedelta(hours=1) == datetime.datetime(2024, 2, 29, 8, tzinfo=UTC)
    assert later(found, hours=1) == datetime.datetime(2024, 2, 29, 8, tzinfo=UTC)
    assert found.astimezone(UTC).hour == 7
    assert in_utc(found).hour == 7
    assert found.replace(month=3).utcoffset() == datetime.timedelta(hours=5)


def test_a_zone_that_answers_by_the_moment():
    zone = Summer()
    winter, summer = moment(zone), later(moment(zone), days=150)
    assert winter.utcoffset() == datetime.timedelta(hours=1)
    assert summer.utcoffset() == datetime.timedelta(hours=2)
    assert (winter.tzname(), summer.tzname()) == ("winter", "summer")
    assert summer.replace(month=1).utcoffset() == datetime.timedelta(hours=1)
    assert summer.tzinfo is winter.tzinfo


def test_a_time_of_day():
    assert time_of_day(Zone(2)).utcoffset() == datetime.timedelta(hours=2)
    assert time_of_day(Zone(2)) == datetime.time(5, 30, tzinfo=UTC)
    assert time_of_day(UTC) == datetime.time(7, 30, tzinfo=UTC)


def test_a_zone_of_the_test():
    class Mine(datetime.tzinfo):
        def utcoffset(self, moment):
            return datetime.timedelta(minutes=90)

        def dst(self, moment):
            return None

    zone = Mine()
    found = moment(zone)
    assert found.tzinfo is zone
    assert candidate.zone_of(found) is zone
    assert found == datetime.datetime(2024, 2, 29, 10, 30, tzinfo=UTC)
    assert in_utc(found) == found
    assert later(found, minutes=30).tzinfo is zone


def test_a_moment_of_the_test_in_a_zone_of_the_candidate():
    mine = datetime.datetime(2020, 1, 1, tzinfo=Zone(-3))
    assert in_utc(mine).hour == 3
    assert later(mine, hours=1) == datetime.datetime(2020, 1, 1, 4, tzinfo=UTC)


def test_a_zone_that_fails():
    with pytest.raises(ValueError, match="no idea"):
        moment(candidate.Broken()).utcoffset()


def test_a_namespace():
    assert parse("a").times == 1
    found = parse("a", "--times", "3")
    assert vars(found) == {"name": "a", "times": 3, "run": moment}
    assert found == argparse.Namespace(name="a", times=3, run=moment)
    assert found != argparse.Namespace(name="b", times=3, run=moment)
    assert "times" in found
    assert repr(argparse.Namespace(a=1)) == "Namespace(a=1)"


def test_a_namespace_is_shared():
    mine = argparse.Namespace(name="x", times=1)
    assert run(mine) == "xx"
    assert mine.times == 2
    mine.times = 4
    assert run(mine) == "xxxxx"
    found = parse("y")
    found.times = 2
    assert run(found) == "yyy"


def test_a_read_only_mapping_of_the_candidate():
    registry = Registry().add("a", 1)
    items = registry.items
    assert isinstance(items, types.MappingProxyType)
    assert items == {"a": 1}
    assert dict(items) == {"a": 1}
    with pytest.raises(TypeError):
        items["b"] = 2
    registry.add("c", 3)
    assert items == {"a": 1, "c": 3}
    assert total(items) == 4


def test_a_read_only_mapping_of_the_test():
    mine = types.MappingProxyType({"a": 1, "b": 2})
    assert total(mine) == 3
    assert candidate.is_read_only(mine)
    assert candidate.is_read_only(Registry().items)
    assert not candidate.is_read_only({})


def test_a_protocol_with_a_special_name():
    class Bold:
        def __init__(self, text):
            self.text = text

        def __html__(self):
            return f"<b>{self.text}</b>"

        def __html_format__(self, spec):
            return spec.upper()

    class Sub(Bold):
        pass

    assert escape(Bold("x")) == "<b>x</b>"
    assert escape(Sub("y")) == "<b>y</b>"
    assert layout(Sub("y"), "abc") == "ABC"
    assert layout(3, "03d") == "003"
    assert escape("<") == "&lt;"
    assert escape(Markup("<")) == "<"
    assert Markup("<i>").__html__() == "<i>"


def test_a_protocol_that_fails():
    class Bad:
        def __html__(self):
            raise ZeroDivisionError("not today")

    with pytest.raises(ZeroDivisionError, match="not today"):
        escape(Bad())


def test_a_clock_patched_by_the_test(monkeypatch):
    original = time.localtime

    def summer(seconds):
        told = original(seconds)
        return time.struct_time((*tuple(told)[:8], 1 if told.tm_year < 2000 else 0))

    monkeypatch.setattr(time, "localtime", summer)
    local = candidate.Local()
    assert datetime.datetime(2012, 12, 25, tzinfo=local).utcoffset() == datetime.timedelta(hours=10)
    assert in_utc(datetime.datetime(1999, 12, 25, 12, tzinfo=local)).hour == 1
    assert moment(local).isoformat() == "2024-02-29T12:00:00+10:00"


def test_records_made_in_c():
    assert candidate.year_of(time.gmtime(0)) == 1970
    assert candidate.same(time.gmtime(0)) == time.gmtime(0)
    assert isinstance(candidate.same(time.gmtime(0)), time.struct_time)
    assert candidate.same(os.stat("/")).st_mode == os.stat("/").st_mode
    assert candidate.same(os.terminal_size((80, 24))).columns == 80


def test_a_read_only_mapping_is_itself():
    registry = Registry().add("a", 1)
    items = registry.items
    assert candidate.same(items) is items
    mine = types.MappingProxyType({"a": [1]})
    assert candidate.same(mine) is mine
    behind = {"a": 1}
    view = types.MappingProxyType(behind)
    assert total(view) == 1
    behind["b"] = 2
    assert total(view) == 3
