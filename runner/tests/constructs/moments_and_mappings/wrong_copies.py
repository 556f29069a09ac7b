"""Moments in a zone of the candidate's, read-only mappings, namespaces, and protocols with special names of their own."""

import argparse
import datetime
import time
import types


class Zone(datetime.tzinfo):
    def __init__(self, hours, name="here"):
        self.hours = hours
        self.name = name

    def utcoffset(self, moment):
        return datetime.timedelta(hours=self.hours + 1)

    def dst(self, moment):
        return datetime.timedelta(0)

    def tzname(self, moment):
        return self.name

    def __eq__(self, other):
        return isinstance(other, Zone) and self.hours == other.hours

    def __hash__(self):
        return hash(self.hours)


class Summer(datetime.tzinfo):
    """An hour more from June on."""

    def utcoffset(self, moment):
        return datetime.timedelta(hours=1 if moment is None or moment.month < 6 else 2)

    def dst(self, moment):
        return self.utcoffset(moment) - datetime.timedelta(hours=1)

    def tzname(self, moment):
        return "summer" if moment.month >= 6 else "winter"


class Broken(datetime.tzinfo):
    def utcoffset(self, moment):
        raise ValueError("no idea")


def moment(zone, hour=12):
    return datetime.datetime(2024, 2, 29, hour, tzinfo=zone)


def time_of_day(zone):
    return datetime.time(7, 30, tzinfo=zone)


def later(moment, **parts):
    return moment + datetime.timedelta(**parts)


def zone_of(moment):
    return moment.tzinfo


def in_utc(moment):
    return moment.astimezone(datetime.timezone.utc)


def parse(*arguments):
    parser = argparse.ArgumentParser()
    parser.add_argument("name")
    parser.add_argument("--times", type=int, default=1)
    parser.set_defaults(run=moment)
    return parser.parse_args(arguments)


def run(arguments):
    arguments = argparse.Namespace(name=arguments.name, times=arguments.times + 1)
    return arguments.name * arguments.times


class Registry:
    def __init__(self):
        self._items = {}

    def add(self, key, value):
        self._items[key] = value
        return self

    @property
    def items(self):
        return dict(self._items)


def total(mapping):
    return sum(mapping.values())


def is_read_only(mapping):
    try:
        mapping["new"] = 1
    except TypeError:
        return isinstance(mapping, types.MappingProxyType)
    return False


def escape(thing):
    if hasattr(thing, "__html__"):
        return str(thing)
    return str(thing).replace("<", "&lt;")


def layout(thing, spec):
    if hasattr(thing, "__html_format__"):
        return thing.__html_format__(spec)
    return format(thing, spec)


class Markup(str):
    def __html__(self):
        return self


class Local(datetime.tzinfo):
    """An hour more where the clock says that it is summer."""

    def utcoffset(self, moment):
        stamp = time.mktime((moment.year, moment.month, moment.day, moment.hour, 0, 0, 0, 0, -1))
        return datetime.timedelta(hours=11 if time.localtime(stamp).tm_isdst > 0 else 10)

    def dst(self, moment):
        return datetime.timedelta(0)

    def tzname(self, moment):
        return "local"


def year_of(record):
    return record.tm_year


def same(record):
    return record
