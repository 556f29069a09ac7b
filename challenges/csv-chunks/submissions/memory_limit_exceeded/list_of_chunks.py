# Fails: test_chunks_before_a_wrong_row_are_given_out, test_is_a_generator,
#   test_first_chunk_comes_before_the_rest_is_read, test_file_is_closed_when_the_caller_stops_early,
#   test_chunk_is_left_alone_once_given_out, test_path_may_be_text, test_memory_does_not_grow_with_the_file
# Mistake: returns a list of all chunks.

import csv
from itertools import islice


def read_chunks(path, size):
    if size < 1:
        raise ValueError(f"size must be at least 1, not {size}")
    return list(_chunks(path, size))


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
        for record in records:
            if len(record) != len(columns):
                raise ValueError(f"line {reader.line_num}: {len(record)} fields instead of {len(columns)}")
            yield dict(zip(columns, record))
    except csv.Error as error:
        raise ValueError(f"line {reader.line_num}: {error}") from error
