"""A generator of rows, cut into chunks by islice."""

import csv
import os
from collections.abc import Generator, Iterator
from itertools import islice

Row = dict[str, str]


def read_chunks(path: str | os.PathLike[str], size: int) -> Generator[list[Row], None, None]:
    """Give the rows of the CSV file at `path` in lists of `size` rows."""
    if size < 1:
        raise ValueError(f"size must be at least 1, not {size}")
    return _chunks(path, size)


def _chunks(path: str | os.PathLike[str], size: int) -> Generator[list[Row], None, None]:
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = _rows(file)
        while chunk := list(islice(rows, size)):
            yield chunk


def _rows(file: Iterator[str]) -> Iterator[Row]:
    reader = csv.reader(file, strict=True)
    try:
        records = filter(None, reader)
        columns = next(records, [])
        if len(set(columns)) < len(columns):
            raise ValueError(f"line {reader.line_num}: a column is named twice: {columns}")
        for record in records:
            if len(record) != len(columns):
                raise ValueError(f"line {reader.line_num}: {len(record)} fields instead of {len(columns)}")
            yield dict(zip(columns, record))
    except csv.Error as error:
        raise ValueError(f"line {reader.line_num}: {error}") from error
