# Fails: test_user_data_that_looks_like_the_encoding, test_user_data_with_a_tag_and_more
# Mistake: reads every object with the name __type__ as a type of its own, be it a user's or not.

import json
import pickle
import pickletools
from datetime import datetime
from decimal import Decimal

from math import isfinite
from io import BytesIO


class Refused(ValueError):
    """What was given is not what the functions of this module take."""


ALLOWED = {"builtins.set": set, "datetime.datetime": datetime, "decimal.Decimal": Decimal}
PUTS = {"PUT", "BINPUT", "LONG_BINPUT"}


class SafeUnpickler(pickle.Unpickler):
    def find_class(self, module, name):
        return ALLOWED[f"{module}.{name}"]


class Checker:
    def __init__(self):
        self.parts = 0

    def visit(self, value, level=1):
        self.parts += 1
        if self.parts > 10_000 or level > 100:
            raise Refused("too large")
        method = getattr(self, f"visit_{type(value).__name__.lower()}", None)
        if method is None or type(value) not in TYPES:
            raise Refused(f"no value: {type(value)}")
        method(value, level)

    def visit_nonetype(self, value, level):
        pass

    visit_str = visit_bool = visit_nonetype

    def visit_int(self, value, level):
        if value.bit_length() > 63 and value != -(2**63):
            raise Refused("too large a number")

    def visit_float(self, value, level):
        if not (isfinite(value) if type(value) is float else value.is_finite()):
            raise Refused("not finite")

    visit_decimal = visit_float

    def visit_datetime(self, value, level):
        if value.tzinfo:
            raise Refused("a time zone")

    def visit_list(self, value, level):
        for item in value:
            self.visit(item, level + 1)

    visit_tuple = visit_set = visit_list

    def visit_dict(self, value, level):
        for key, item in value.items():
            if type(key) is not str:
                raise Refused("a key is no text")
            self.visit(item, level + 1)


TYPES = {type(None), bool, int, float, str, list, tuple, set, dict, datetime, Decimal}


def read_pickle(data):
    try:
        if len(data) > 1_000_000:
            raise Refused("too long")
        opcodes = list(pickletools.genops(data))
        if any(code.name in PUTS and number > len(opcodes) for code, number, _ in opcodes):
            raise Refused("memo")
        if opcodes[-1][2] != len(data) - 1:
            raise Refused("more than one pickle")
        value = SafeUnpickler(BytesIO(data)).load()
        Checker().visit(value)
        return value
    except Refused:
        raise
    except Exception as error:
        raise Refused(str(error)) from None


class Encoder(json.JSONEncoder):
    def default(self, value):
        return {"__type__": type(value).__name__, "value": str(value)}


def to_json(value):
    Checker().visit(value)
    return Encoder().encode(tag(value))


def tag(value):
    if isinstance(value, dict):
        return {key: tag(item) for key, item in value.items()}
    if isinstance(value, (set, tuple)):
        return {"__type__": type(value).__name__, "value": [tag(item) for item in value]}
    if isinstance(value, list):
        return [tag(item) for item in value]
    return value


MAKERS = {"set": set, "tuple": tuple, "Decimal": Decimal, "datetime": datetime.fromisoformat}


def untag(pairs):
    made = dict(pairs)
    if len(made) != len(pairs):
        raise Refused("twice")
    if made.get("__type__") in MAKERS:
        return MAKERS[made["__type__"]](made["value"])
    return made


def from_json(text):
    if len(text) > 1_000_000:
        raise Refused("too long")
    try:
        value = json.loads(text, object_pairs_hook=untag)
    except Exception as error:
        raise Refused(str(error)) from None
    Checker().visit(value)
    return value
