"""An Unpickler that knows three classes, after a look at the opcodes; keys of user data are escaped in JSON."""

import io
import json
import math
import pickle
import pickletools
from datetime import datetime
from decimal import Decimal

CLASSES = {"builtins.set": set, "datetime.datetime": datetime, "decimal.Decimal": Decimal}
DECODERS = {"$tuple": tuple, "$set": set, "$datetime": datetime.fromisoformat, "$Decimal": Decimal}


class Refused(ValueError):
    """What was given is not what the functions of this module take."""


class Reader(pickle.Unpickler):
    def find_class(self, module, name):
        return CLASSES[f"{module}.{name}"]


def load(data):
    for opcode, argument, position in pickletools.genops(data):
        # The memo is an array as long as its largest index says.
        if "PUT" in opcode.name and argument > len(data):
            raise Refused("a memo out of proportion")
    if position + 1 < len(data):
        raise Refused("there is more behind the pickle")
    return Reader(io.BytesIO(data)).load()


def check(value):
    """Refuse what is not a value."""
    parts = [(value, 1)]
    for part, level in parts:
        kind = type(part)
        items = part.values() if type(part) is dict else part if kind in (list, tuple, set) else ()
        if level > 100 or len(parts) + len(items) > 10_000:
            raise Refused("too large")
        parts += [(item, level + 1) for item in items]
        if type(part) is dict:
            fine = all(type(key) is str for key in part)
        elif type(part) is int:
            fine = -(2**63) <= part < 2**63
        elif type(part) is float:
            fine = math.isfinite(part)
        elif type(part) is Decimal:
            fine = part.is_finite()
        elif type(part) is datetime:
            fine = part.tzinfo is None
        else:
            fine = kind in (type(None), bool, str, list, tuple, set)
        if not fine:
            raise Refused(f"a {kind.__name__} that is no value")


def read(how, given):
    if len(given) > 1_000_000:
        raise Refused("too long")
    try:
        value = how(given)
    except Exception as error:
        raise Refused("cannot be read") from error
    check(value)
    return value


def encode(value):
    kind = type(value)
    if type(value) is dict:
        return {"$" + key if key.startswith("$") else key: encode(item) for key, item in value.items()}
    if type(value) is list:
        return [encode(item) for item in value]
    if kind in (tuple, set):
        return {f"${kind.__name__}": [encode(item) for item in value]}
    return {f"${kind.__name__}": str(value)} if kind in (datetime, Decimal) else value


def decode(pairs):
    if dict(pairs).keys() & DECODERS.keys():
        [(name, argument)] = pairs
        return DECODERS[name](argument)
    made = {name.removeprefix("$"): item for name, item in pairs}
    if len(made) < len(pairs):
        raise Refused("a name twice")
    return made


def read_pickle(data):
    return read(load, data)


def to_json(value):
    check(value)
    return json.dumps(encode(value))


def from_json(text):
    return read(lambda given: json.loads(given, object_pairs_hook=decode), text)
