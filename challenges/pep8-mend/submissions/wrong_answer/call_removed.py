# Fails: test_calls_stay
# Mistake: removes the line of an unused variable, with the call in it.

"""Stock of a small warehouse."""

import re
from math import ceil

SEPARATOR = "\\d+\t"
HEAD = "code \t amount   \n---- \t ------"


def read_line(line, convert=int):
    """Read one line: code and amount.

    An amount that cannot be converted is 0.
    """
    parts = line.split(";")
    if len(parts) != 2:
        raise ValueError(
            "this is not a line of the stock list, which has a code, "
            "a semicolon and an amount: " + line
        )
    try:
        amount = convert(parts[1])
    except BaseException:
        amount = 0
    return {"code": parts[0].strip(), "amount": amount}


def split_numbers(text):
    return re.split(SEPARATOR, text)


def is_reserved(item):
    if item["reserved"] in (True,):
        return "reserved"
    elif item["reserved"] is None:
        return "unknown"
    return "free"


def label(value):
    if type(value) is str:
        return value
    return "#" + str(ceil(value))


def correct(item, warn):
    if item["amount"] < 0:
        warn(item["code"])
        item["amount"] = 0
    return item


def count_in(item, log):
    item["amount"] += 1
    return item["amount"]


def missing(codes, stock):
    return [code for code in codes if code not in stock and code is not None]


def by_amount(item):
    return item["amount"]


def smallest(items):
    return min(items, key=by_amount)
