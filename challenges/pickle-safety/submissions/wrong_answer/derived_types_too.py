# Fails: test_derived_types_are_refused
# Mistake: asks with isinstance, which lets derived types through to come back as something else.

import io
import json
import math
import pickle
import pickletools
from datetime import datetime
from decimal import Decimal

MAX_SIZE = 1_000_000
MAX_PARTS = 10_000
MAX_LEVELS = 100
KINDS = (bool, int, float, str, list, tuple, set, dict, datetime, Decimal)
CLASSES = {("builtins", "set"): set, ("datetime", "datetime"): datetime, ("decimal", "Decimal"): Decimal}


class Refused(ValueError):
    """What was given is not what the functions of this module take."""


def check(value):
    """Refuse what is not a value."""
    parts, left = 0, [(value, 1)]
    while left:
        value, level = left.pop()
        parts += 1
        if parts > MAX_PARTS or level > MAX_LEVELS:
            raise Refused("too large")
        kind = next((each for each in KINDS if isinstance(value, each)), type(value))
        if kind in (list, tuple, set, dict):
            if len(value) > MAX_PARTS:
                raise Refused("too large")
            if kind is dict and any(type(key) is not str for key in value):
                raise Refused("a key is no text")
            left += [(item, level + 1) for item in (value.values() if kind is dict else value)]
        elif kind is int:
            if not -(2**63) <= value < 2**63:
                raise Refused("too large a number")
        elif kind in (float, Decimal):
            if not (math.isfinite(value) if kind is float else value.is_finite()):
                raise Refused("not finite")
        elif kind is datetime:
            if value.tzinfo is not None:
                raise Refused("has a time zone")
        elif kind not in (type(None), bool, str):
            raise Refused(f"a {kind.__name__}")


class Reader(pickle.Unpickler):
    def find_class(self, module, name):
        if (module, name) not in CLASSES:
            raise Refused(f"{module}.{name}")
        return CLASSES[module, name]


def read_pickle(data):
    if len(data) > MAX_SIZE:
        raise Refused("too long")
    try:
        for opcode, argument, position in pickletools.genops(data):
            # The memo is an array as long as its largest index says.
            if opcode.name in ("PUT", "BINPUT", "LONG_BINPUT") and argument > len(data):
                raise Refused("a memo out of proportion")
        if position + 1 < len(data):
            raise Refused("there is more behind the pickle")
        value = Reader(io.BytesIO(data)).load()
    except Exception as error:
        raise Refused("not a pickle that is taken here") from error
    check(value)
    return value


def to_json(value):
    check(value)
    return json.dumps(encode(value))


def encode(value):
    match value:
        case dict():
            return {"$" + key if key.startswith("$") else key: encode(item) for key, item in value.items()}
        case list():
            return [encode(item) for item in value]
        case tuple():
            return {"$tuple": [encode(item) for item in value]}
        case set():
            return {"$set": [encode(item) for item in value]}
        case datetime():
            return {"$datetime": value.isoformat()}
        case Decimal():
            return {"$decimal": str(value)}
    return value


DECODERS = {"$tuple": tuple, "$set": set, "$datetime": datetime.fromisoformat, "$decimal": Decimal}


def decode(pairs):
    made = dict(pairs)
    if len(made) < len(pairs):
        raise Refused("a name twice")
    [name, *_] = [*made, None]
    if name in DECODERS:
        [argument] = made.values()
        return DECODERS[name](argument)
    return {key.removeprefix("$") if key.startswith("$$") else key: item for key, item in made.items()}


def from_json(text):
    if len(text) > MAX_SIZE:
        raise Refused("too long")
    try:
        value = json.loads(text, object_pairs_hook=decode)
    except (ValueError, TypeError, ArithmeticError, RecursionError) as error:
        raise Refused("not JSON that is taken here") from error
    check(value)
    return value
