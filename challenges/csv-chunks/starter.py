"""Read CSV files of any size in chunks."""

import os
from collections.abc import Generator

Row = dict[str, str]


def read_chunks(path: str | os.PathLike[str], size: int) -> Generator[list[Row], None, None]:
    """Give the rows of the CSV file at `path` in lists of `size` rows."""
    raise NotImplementedError
