# Fails: test_line_of_a_wrong_row_is_the_line_of_the_file
# Mistake: names the number of the record instead of the line in the file.

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
    reader = csv.reader(file, strict=True)
    try:
        records = filter(None, reader)
        columns = next(records, [])
        if len(set(columns)) < len(columns):
            raise ValueError(f"line {reader.line_num}: a column is named twice")
        for number, record in enumerate(records, start=2):
            if len(record) != len(columns):
                raise ValueError(f"line {number}: {len(record)} fields instead of {len(columns)}")
            yield dict(zip(columns, record))
    except csv.Error as error:
        raise ValueError(f"line {reader.line_num}: {error}") from error
