"""Many like rows, whole or held, and large texts in them."""

import collections

KEPT = []


def pairs(count):
    return [(number, f"name {number}") for number in range(count)]


def as_dict(rows):
    return dict(rows)


def records(count):
    return [{"id": number, "name": "x" * (number % 7), "ok": number % 2 == 0} for number in range(count)]


def ragged(count):
    return [{"id": number} if number % 2 else {"name": number} for number in range(count)]


def matrix(size):
    return [[row * size + column for column in range(size)] for row in range(size)]


def grid(size):
    return {(row, column): row * column for row in range(size) for column in range(size)}


def grouped(count):
    found = collections.defaultdict(list)
    for number in range(count):
        found[number % 50].append(number)
    return found


def points(count):
    return {(number, -number) for number in range(count)}


def nested(count):
    return [((number, number + 1), [number]) for number in range(count)]


def keep(rows):
    KEPT.append(rows)
    return len(rows)


def kept():
    return KEPT[-1]


def rename(rows):
    for row in rows:
        row["name"] = row["name"].upper()


def append_row(rows):
    rows.append(rows[0])
    rows.append(list(rows[1]))


def twice(count):
    row = {"a": 1}
    return [row] * count


def columns(rows):
    return [type(row).__name__ for row in rows[:3]], [list(row) for row in rows[:3]]


def mixed_keys(count):
    return [{1: "one"}, {True: "yes"}, {1.0: "float"}] * count


def echo(value):
    return value


def joined(parts):
    return "".join(parts)


def large_rows(count, size):
    return [{"id": str(number), "text": chr(97 + number % 26) * size} for number in range(count)]
