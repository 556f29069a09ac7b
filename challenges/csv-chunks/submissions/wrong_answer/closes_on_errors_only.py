# Fails: test_file_is_closed_when_the_caller_stops_early
# Mistake: closes the file at the end and on errors, but leaves it open when the caller stops early.

import csv
from itertools import islice


def read_chunks(path, size):
    if size < 1:
        raise ValueError(f"size must be at least 1, not {size}")
    return _chunks(path, size)


def _chunks(path, size):
    file = open(path, encoding="utf-8-sig", newline="")
    try:
        rows = _rows(file)
        while chunk := list(islice(rows, size)):
            yield chunk
    except Exception:
        file.close()
        raise
    else:
        file.close()


def _rows(file):
    reader = csv.reader(file, strict=True)
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
