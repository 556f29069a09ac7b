"""Memo entries are numbered as pickle numbers them, and an Unpickler knows three names; in JSON every list says what it is."""

import io
import itertools
import json
import pickle
import pickletools
from datetime import datetime
from decimal import Decimal

PLAIN = {kind: lambda value: True for kind in (type(None), bool, str, list, tuple, set)}
FINE = PLAIN | {
    int: lambda value: -(2**63) <= value < 2**63,
    float: lambda value: value - value == 0,
    Decimal: Decimal.is_finite,
    datetime: lambda value: value.tzinfo is None,
    dict: lambda value: all(type(key) is str for key in value),
}
KNOWN = {"builtins": {"set": set}, "datetime": {"datetime": datetime}, "decimal": {"Decimal": Decimal}}
LISTED = {"list": list, "tuple": tuple, "set": set}
NAMED = {"datetime": datetime.fromisoformat, "Decimal": Decimal}


class Refused(ValueError):
    """What was given is not what the functions of this module take."""


class Machine(pickle.Unpickler):
    def find_class(self, module, name):
        return KNOWN[module][name]


def run(data):
    file, puts = io.BytesIO(data), itertools.count()
    for opcode, argument, _ in pickletools.genops(file):
        if "PUT" in opcode.name and argument != next(puts):
            raise Refused("a memo that pickle does not write")
    if file.read():
        raise Refused("more than a pickle")
    return Machine(io.BytesIO(data)).load()


def parts(value, levels=100):
    """Every part of a value, as often as it is in it."""
    if not levels:
        raise Refused("too deep")
    yield value
    nested = type(value) in (list, tuple, set)
    for item in value.values() if type(value) is dict else value if nested else ():
        yield from parts(item, levels - 1)


def checked(value):
    for number, part in enumerate(parts(value)):
        if number == 10_000 or type(part) not in FINE or not FINE[type(part)](part):
            raise Refused(type(part).__name__)
    return value


def taken(make, given):
    if len(given) > 1_000_000:
        raise Refused("too long")
    try:
        return checked(make(given))
    except Exception as error:
        raise Refused("cannot be read") from error


def packed(value):
    name = type(value).__name__
    if name in LISTED:
        return [name, *map(packed, value)]
    if name == "dict":
        return {key: packed(item) for key, item in value.items()}
    return [name, str(value)] if name in NAMED else value


def unpacked(value):
    if type(value) is list:
        name, *items = value
        return NAMED[name](*items) if name in NAMED else LISTED[name](map(unpacked, items))
    return value


def object_of(pairs):
    made = {name: unpacked(item) for name, item in pairs}
    if len(made) < len(pairs):
        raise Refused("a name twice")
    return made


def read_pickle(data):
    return taken(run, data)


def to_json(value):
    return json.dumps(packed(checked(value)))


def from_json(text):
    return taken(lambda given: unpacked(json.loads(given, object_pairs_hook=object_of)), text)
