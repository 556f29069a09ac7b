# Fails: test_limit_of_the_text[fits], test_limits_of_values[levels-pickle], test_limits_of_values[levels-json],
#   test_limits_of_values[items-pickle], test_limits_of_values[items-json], test_limits_of_values[parts-pickle],
#   test_limits_of_values[parts-json], test_limit_of_the_pickle[fits]
# Mistake: stops one short of the limits.

import json
import operator
import pickletools
from datetime import datetime
from decimal import Decimal


class Refused(ValueError):
    """What was given is not what the functions of this module take."""


KNOWN = {"builtins set": set, "datetime datetime": datetime, "decimal Decimal": Decimal}
CONSTANTS = {"NONE": None, "NEWTRUE": True, "NEWFALSE": False}
EMPTY = {"EMPTY_LIST": list, "EMPTY_DICT": dict, "EMPTY_SET": set}
LITERALS = set(
    "BININT BININT1 BININT2 LONG1 LONG4 BINFLOAT SHORT_BINUNICODE BINUNICODE BINUNICODE8 "
    "SHORT_BINBYTES BINBYTES BINBYTES8".split()
)
FIXED_TUPLES = {"EMPTY_TUPLE": 0, "TUPLE1": 1, "TUPLE2": 2, "TUPLE3": 3}


def cut(stack, start):
    items = stack[start:]
    del stack[start:]
    return items


def since_mark(stack, marks):
    return cut(stack, marks.pop())


def run(data):
    stack, marks, memo = [], [], {}
    for opcode, argument, position in pickletools.genops(data):
        name = opcode.name
        if name in ("PROTO", "FRAME"):
            pass
        elif name in LITERALS:
            stack.append(argument)
        elif name in CONSTANTS:
            stack.append(CONSTANTS[name])
        elif name in EMPTY:
            stack.append(EMPTY[name]())
        elif name == "MARK":
            marks.append(len(stack))
        elif name in FIXED_TUPLES:
            stack.append(tuple(cut(stack, len(stack) - FIXED_TUPLES[name])))
        elif name == "TUPLE":
            stack.append(tuple(since_mark(stack, marks)))
        elif name == "APPEND":
            [item] = cut(stack, len(stack) - 1)
            stack[-1].append(item)
        elif name == "APPENDS":
            items = since_mark(stack, marks)
            stack[-1].extend(items)
        elif name == "ADDITEMS":
            items = since_mark(stack, marks)
            stack[-1].update(items)
        elif name in ("SETITEM", "SETITEMS"):
            items = cut(stack, len(stack) - 2) if name == "SETITEM" else since_mark(stack, marks)
            stack[-1].update(zip(items[::2], items[1::2], strict=True))
        elif name in ("BINPUT", "LONG_BINPUT", "MEMOIZE"):
            memo[len(memo) if argument is None else argument] = stack[-1]
        elif name in ("BINGET", "LONG_BINGET"):
            stack.append(memo[argument])
        elif name == "GLOBAL":
            stack.append(KNOWN[argument])
        elif name == "STACK_GLOBAL":
            stack.append(KNOWN[" ".join(cut(stack, len(stack) - 2))])
        elif name == "REDUCE":
            made, arguments = cut(stack, len(stack) - 2)
            if made not in KNOWN.values():
                raise Refused(made)
            stack.append(made(*arguments))
        elif name == "STOP":
            [value] = stack
            if position + 1 == len(data):
                return value
            raise Refused("more than a pickle")
        else:
            raise Refused(name)


class Budget:
    """Counts the parts while it walks through a value."""

    def __init__(self):
        self.parts = 9_999

    def take(self, value, levels=99):
        self.parts -= 1
        if not levels or self.parts < 0:
            raise Refused("too much")
        if not self.is_fine(value):
            raise Refused(type(value).__name__)
        items = value.values() if type(value) is dict else value if type(value) in (list, tuple, set) else ()
        for item in items:
            self.take(item, levels - 1)

    @staticmethod
    def is_fine(value):
        kind = type(value)
        if kind is int:
            return -(2**63) <= value < 2**63
        if kind is float:
            return value - value == 0
        if kind is Decimal:
            return value.is_finite()
        if kind is datetime:
            return value.tzinfo is None
        if kind is dict:
            return all(type(key) is str for key in value)
        return kind in (bool, str, list, tuple, set) or value is None


def guarded(make, given):
    if len(given) >= 1_000_000:
        raise Refused("too long")
    try:
        value = make(given)
    except Exception as error:
        raise Refused("cannot be read") from error
    Budget().take(value)
    return value


def read_pickle(data):
    return guarded(run, data)


def to_json(value):
    Budget().take(value)
    return json.dumps(packed(value))


def packed(value):
    kind = type(value)
    if kind is dict:
        return {key: packed(item) for key, item in value.items()}
    if kind in (list, tuple, set):
        return [kind.__name__, *map(packed, value)]
    return [kind.__name__, str(value)] if kind in (Decimal, datetime) else value


KINDS = {
    "list": list,
    "tuple": tuple,
    "set": set,
    "Decimal": lambda texts: Decimal(*texts),
    "datetime": lambda texts: datetime.fromisoformat(*texts),
}


def unpacked(value):
    if type(value) is dict:
        return {key: unpacked(item) for key, item in value.items()}
    if type(value) is list:
        kind, *items = value
        return KINDS[kind]([unpacked(item) for item in items])
    return value


def unique(pairs):
    if len(set(map(operator.itemgetter(0), pairs))) < len(pairs):
        raise Refused("a name twice")
    return dict(pairs)


def from_json(text):
    return guarded(lambda given: unpacked(json.loads(given, object_pairs_hook=unique)), text)
