# Fails: test_is_a_generator, test_file_is_closed_when_the_caller_stops_early,
#   test_file_is_closed_when_a_row_is_wrong
# Mistake: returns an iterator object, which cannot be closed and keeps its file open.

import csv
from itertools import islice


def read_chunks(path, size):
    if size < 1:
        raise ValueError(f"size must be at least 1, not {size}")
    return Chunks(path, size)


class Chunks:
    def __init__(self, path, size):
        self.file = open(path, encoding="utf-8-sig", newline="")
        self.rows = _rows(self.file)
        self.size = size

    def __iter__(self):
        return self

    def __next__(self):
        chunk = list(islice(self.rows, self.size))
        if not chunk:
            self.file.close()
            raise StopIteration
        return chunk


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
