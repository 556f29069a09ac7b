# Fails: test_line_ends, test_commas_and_quotes_in_fields, test_rows_are_counted_not_lines,
#   test_line_breaks_in_fields_stay_as_they_are
# Mistake: cuts the last character off every line in the belief that it is a line end.

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
    reader = csv.reader((line[:-1] for line in file), strict=True)
    try:
        records = filter(None, reader)
        columns = next(records, [])
        if len(set(columns)) < len(columns):
            raise ValueError(f"line {reader.line_num}: a column is named twice")
        for record in records:
            if len(record) != len(columns):
                raise ValueError(f"line {reader.line_num}: {len(record)} fields instead of {len(columns)}")
            yield dict(zip(columns, record))
    except csv.Error as error:
        raise ValueError(f"line {reader.line_num}: {error}") from error
