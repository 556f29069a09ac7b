"""A small class that knows where it is in the file; the generator only groups its records."""

from __future__ import annotations

import csv
import io
from contextlib import closing
from operator import index
from pathlib import Path


class Table:
    """The records of a CSV file as dictionaries, one after the other."""

    def __init__(self, path):
        self._file = io.TextIOWrapper(io.FileIO(path), encoding="utf-8", newline="")
        self._reader = csv.reader(self._without_mark(), strict=True)
        self._columns = None

    def _without_mark(self):
        for number, line in enumerate(self._file):
            yield line.removeprefix("\ufeff") if number == 0 else line

    def close(self):
        self._file.close()

    def _record(self):
        while True:
            try:
                record = next(self._reader)
            except csv.Error as error:
                raise ValueError(self._at(str(error))) from None
            if record:
                return record

    def _at(self, text):
        return f"{text} (line {self._reader.line_num})"

    def __iter__(self):
        return self

    def __next__(self):
        if self._columns is None:
            self._columns = self._record()
            if len(dict.fromkeys(self._columns)) != len(self._columns):
                raise ValueError(self._at("the header names a column twice"))
        record = self._record()
        try:
            return dict(zip(self._columns, record, strict=True))
        except ValueError:
            raise ValueError(self._at(f"{len(record)} fields for {len(self._columns)} columns")) from None


def read_chunks(path, size):
    if index(size) <= 0:
        raise ValueError("a chunk has at least one row")
    return _grouped(Path(path), size)


def _grouped(path, size):
    with closing(Table(path)) as table:
        while True:
            chunk = [row for _, row in zip(range(size), table)]
            if not chunk:
                return
            yield chunk
