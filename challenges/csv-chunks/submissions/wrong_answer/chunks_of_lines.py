# Fails: test_line_of_a_wrong_row_is_the_line_of_the_file, test_file_that_ends_inside_quotes_is_told,
#   test_text_behind_a_closing_quote_is_told, test_rows_are_counted_not_lines
# Mistake: cuts the file into chunks of lines and parses each on its own, so that a field of several lines is torn.

import csv
from itertools import islice


def read_chunks(path, size):
    if size < 1:
        raise ValueError(f"size must be at least 1, not {size}")
    return _chunks(path, size)


def _chunks(path, size):
    with open(path, encoding="utf-8-sig", newline="") as file:
        lines = ((number, line) for number, line in enumerate(file, start=1) if line.strip("\r\n"))
        _, header = next(lines, (0, ""))
        columns = next(csv.reader([header]), [])
        if len(set(columns)) < len(columns):
            raise ValueError("a column is named twice")
        while block := list(islice(lines, size)):
            chunk = []
            for (number, _), record in zip(block, csv.reader(line for _, line in block)):
                if len(record) != len(columns):
                    raise ValueError(f"line {number}: {len(record)} fields instead of {len(columns)}")
                chunk.append(dict(zip(columns, record)))
            yield chunk
