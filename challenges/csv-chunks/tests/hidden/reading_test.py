"""How the file is read, observed from outside: through pipes that the test feeds, by warnings and by limits."""

import inspect
import threading
import time

import pytest
from csv_chunks import read_chunks

PATIENCE = 1.0
# Together 32 MB of text, beside an interpreter in 48 MiB of memory.
ROW_COUNT = 512
LONG_FIELD = "x" * 62_500


def left_open(warnings):
    return [str(warning.message) for warning in warnings if issubclass(warning.category, ResourceWarning)]


def endless(start):
    """Rows without end, yet not for ever: a reader that reads on and on must not hang the test."""
    yield start
    deadline = time.monotonic() + 2 * PATIENCE
    while time.monotonic() < deadline:
        yield b"9,more\n" * 1000


def test_is_a_generator(write):
    """Returns a generator.

    Area: reading
    Tells: Whether the candidate writes what was asked for; callers rely on close() and on getting each chunk once.
    Advises: Look at the type of what your function returns.
    """
    assert inspect.isgenerator(read_chunks(write("id\n1\n"), 2))


def test_first_chunk_comes_before_the_rest_is_read(feed):
    """Gives the first chunk before the rest of the file is there.

    Area: reading
    Tells: Whether reading is lazy in truth: a yield at the end of a function that reads everything is not.
    Advises: Feed your generator slowly, and look at when the first chunk comes.
    """
    first_came = threading.Event()
    came_in_time = []

    def content():
        yield b"id,name\n1,a\n2,b\n"
        came_in_time.append(first_came.wait(PATIENCE))
        yield b"3,c\n4,d\n5,e\n"

    chunks = read_chunks(feed(content()).path, 2)
    first = next(chunks)
    first_came.set()
    rest = list(chunks)

    assert [row["id"] for row in first] == ["1", "2"]
    assert [[row["id"] for row in chunk] for chunk in rest] == [["3", "4"], ["5"]]
    assert came_in_time == [True], "the first chunk came only after more of the file was read"


def test_memory_does_not_grow_with_the_file(feed):
    """Reads a file that is larger than the memory.

    Area: reading
    Tells: Whether anything is kept that is no longer needed: lines, rows, chunks or the whole text.
    Advises: Watch the memory of your program while it reads a large file.
    """

    def content():
        yield b"id,text\n"
        for number in range(ROW_COUNT):
            yield b"%d,%s\n" % (number, LONG_FIELD.encode())

    count = 0
    for chunk in read_chunks(feed(content()).path, 16):
        count += len(chunk)
        assert chunk[-1]["id"] == str(count - 1)
    assert count == ROW_COUNT


def test_time_grows_with_the_file_only(write):
    """Takes twice the time for twice the rows, not four times.

    Area: reading
    Tells: Whether every chunk costs the same, or each one walks through the file again.
    Advises: Measure a file of many small chunks, and one twice as long.
    """
    count = 360
    text = "y" * 4_000
    path = write("id,text\n" + "".join(f"{number},{text}\n" for number in range(count)))

    def seconds(size):
        began = time.monotonic()
        numbers = [int(row["id"]) for chunk in read_chunks(path, size) for row in chunk]
        assert numbers == list(range(count))
        return time.monotonic() - began

    whole = seconds(count)
    # What 120 chunks cost beside one doubles the time at most; whoever begins anew for each needs 15 times as long or more.
    # A busy machine may slow one try, hardly three.
    times = []
    while len(times) < 3 and (not times or min(times) > 6 * whole):
        times.append(seconds(3))
    assert min(times) <= 6 * whole, f"in 120 chunks it took {min(times):.2f} s, in one {whole:.2f} s"


def test_file_is_closed_when_the_caller_stops_early(feed, recwarn):
    """Closes the file when the caller stops early.

    Area: closing
    Tells: Whether the candidate knows that a generator can be left in the middle, and what then runs.
    Advises: Ask for one chunk, close the generator, and look at the open files, with python -X dev.
    """
    feeder = feed(endless(b"id,name\n1,a\n"))
    chunks = read_chunks(feeder.path, 1)
    assert next(chunks) == [{"id": "1", "name": "a"}]
    chunks.close()
    assert feeder.broken.wait(PATIENCE), "the pipe was not closed while it was written to"
    assert left_open(recwarn) == []


def test_file_is_closed_when_a_row_is_wrong(feed, recwarn):
    """Closes the file when a row is wrong.

    Area: closing
    Tells: Whether closing is tied to leaving the block, or to the lines that run when all goes well.
    Advises: Look at the open files after an error, with python -X dev.
    """
    feeder = feed(endless(b"id,name\n1,a\n2,b,c\n"))
    with pytest.raises(ValueError) as caught:
        for count, _ in enumerate(read_chunks(feeder.path, 2)):
            assert count < 3, "chunks come after the wrong row"
    assert feeder.broken.wait(PATIENCE), "the pipe was not closed while it was written to"
    assert left_open(recwarn) == []
    del caught


def test_file_is_closed_at_its_end(write, recwarn):
    """Closes the file at its end.

    Area: closing
    Tells: Whether closing is left to chance, which works on some interpreters and not on others.
    Advises: Read a file to its end with python -X dev.
    """
    assert len(list(read_chunks(write("id,name\n1,a\n"), 2))) == 1
    assert left_open(recwarn) == []
