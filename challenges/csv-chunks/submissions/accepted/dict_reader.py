"""csv.DictReader, with its silent repairs turned into errors."""

import csv


class WrongFile(ValueError):
    """The file is not as described."""


def read_chunks(path, size):
    if size < 1:
        raise ValueError("size must be positive")

    def chunks():
        with open(path, encoding="utf-8-sig", newline="") as file:
            lines = Lines(file)
            chunk = []
            for row in checked_rows(lines):
                chunk.append(row)
                if len(chunk) == size:
                    yield chunk
                    chunk = []
            if chunk:
                yield chunk

    return chunks()


class Lines:
    """The lines from the first one that is not blank, counted from the file's first."""

    def __init__(self, file):
        self.file = file
        self.number = 0
        self.begun = False

    def __iter__(self):
        return self

    def __next__(self):
        for line in self.file:
            self.number += 1
            if self.begun or line.strip("\r\n"):
                self.begun = True
                return line
        raise StopIteration


def checked_rows(lines):
    surplus = object()
    reader = csv.DictReader(lines, restkey=surplus, restval=surplus, strict=True)
    try:
        names = reader.fieldnames or []
        if len(names) != len(set(names)):
            raise WrongFile("a column is named twice")
        for row in reader:
            if surplus in row or surplus in row.values():
                raise WrongFile(f"wrong number of fields in line {lines.number}")
            yield row
    except csv.Error as error:
        raise WrongFile(f"not CSV in line {lines.number}: {error}") from error
