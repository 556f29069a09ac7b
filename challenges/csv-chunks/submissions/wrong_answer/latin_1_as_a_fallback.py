# Fails: test_text_that_is_not_utf_8_is_told
# Mistake: takes every byte that is not UTF-8 for Latin-1, which never fails and is often wrong.

import codecs
import csv
from itertools import islice


def as_latin_1(error):
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("as_latin_1", as_latin_1)


def read_chunks(path, size):
    if size < 1:
        raise ValueError(f"size must be at least 1, not {size}")
    return _chunks(path, size)


def _chunks(path, size):
    with open(path, encoding="utf-8-sig", errors="as_latin_1", newline="") as file:
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
        for record in records:
            if len(record) != len(columns):
                raise ValueError(f"line {reader.line_num}: {len(record)} fields instead of {len(columns)}")
            yield dict(zip(columns, record))
    except csv.Error as error:
        raise ValueError(f"line {reader.line_num}: {error}") from error
