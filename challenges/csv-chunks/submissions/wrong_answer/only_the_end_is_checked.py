# Fails: test_text_behind_a_closing_quote_is_told
# Mistake: counts the quotes of the last record itself, and leaves the csv module in its lenient mode.

import csv
from itertools import islice


def read_chunks(path, size):
    if size < 1:
        raise ValueError(f"size must be at least 1, not {size}")
    return _chunks(path, size)


def _chunks(path, size):
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = _rows(file)
        while chunk := list(islice(rows, size)):
            yield chunk


def _rows(file):
    quotes = 0

    def counted():
        nonlocal quotes
        for line in file:
            quotes += line.count('"')
            yield line

    reader = csv.reader(counted())
    records = filter(None, reader)
    columns = next(records, [])
    if len(set(columns)) < len(columns):
        raise ValueError(f"line {reader.line_num}: a column is named twice")
    for record in records:
        if quotes % 2:
            raise ValueError(f"line {reader.line_num}: the file ends inside quotes")
        if len(record) != len(columns):
            raise ValueError(f"line {reader.line_num}: {len(record)} fields instead of {len(columns)}")
        yield dict(zip(columns, record))
