# Fails: test_line_of_a_wrong_row_is_the_line_of_the_file, test_empty_file_gives_nothing,
#   test_blank_lines_are_no_rows
# Mistake: takes a blank line for a row without fields.

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
        columns = next(reader, [])
        if len(set(columns)) < len(columns):
            raise ValueError(f"line {reader.line_num}: a column is named twice")
        for record in reader:
            if len(record) != len(columns):
                raise ValueError(f"line {reader.line_num}: {len(record)} fields instead of {len(columns)}")
            yield dict(zip(columns, record))
    except csv.Error as error:
        raise ValueError(f"line {reader.line_num}: {error}") from error
