"""What goes wrong, and how it is told."""

import re

import pytest
from csv_chunks import read_chunks


@pytest.mark.parametrize("size", [0, -1])
def test_size_is_refused_by_the_call(write, size):
    """Refuses a size of zero or less, when it is called.

    Area: faults
    Tells: Whether the candidate knows that nothing of a generator function runs until the first chunk is asked for.
    Advises: Call the function with a bad size, and do nothing else.
    """
    path = write("id\n1\n")
    with pytest.raises(ValueError):
        read_chunks(path, size)


def test_missing_file_is_told(tmp_path):
    """Tells of a missing file with FileNotFoundError.

    Area: faults
    Tells: Whether errors of the operating system reach whoever can act on them.
    Advises: Give the path of a file that is not there.
    """
    with pytest.raises(FileNotFoundError):
        list(read_chunks(tmp_path / "missing.csv", 2))


@pytest.mark.parametrize("record", ["2", "2,b,extra", "2,b,"], ids=["too-few", "too-many", "empty-one-more"])
def test_wrong_number_of_fields_is_told(write, record):
    """Tells of a row with too few or too many fields, with its line.

    Area: faults
    Tells: Whether a damaged row stops the load, or ends up in the database with its fields shifted or missing.
    Advises: Look at what your parser makes of a row that does not fit the header.
    """
    path = write(f"id,name\n1,a\n{record}\n4,d\n")
    with pytest.raises(ValueError) as caught:
        list(read_chunks(path, 10))
    assert re.search(r"(?<![\w-])3\b", str(caught.value).replace(str(path), ""))


def test_line_of_a_wrong_row_is_the_line_of_the_file(write):
    """Names the line of the file, also after rows of several lines and blank ones.

    Area: faults
    Tells: Whether somebody can find the damaged row in an editor with the number that the message gives.
    Advises: Compare the number in your message with the one that an editor shows.
    """
    path = write('id,note\n1,"two\nlines"\n\n2,b\nx\n')
    with pytest.raises(ValueError) as caught:
        list(read_chunks(path, 10))
    assert re.search(r"(?<![\w-])6\b", str(caught.value).replace(str(path), ""))


def test_chunks_before_a_wrong_row_are_given_out(write):
    """Gives out the whole chunks before a wrong row.

    Area: faults
    Tells: Whether an error stays where it is, so that the caller knows what was loaded and what was not.
    Advises: Put a damaged row into the third chunk, and look at what comes before the error.
    """
    chunks = read_chunks(write("id,name\n1,a\n2,b\n3,c\n4,d\n5\n6,f\n"), 2)
    assert [row["id"] for row in next(chunks)] == ["1", "2"]
    assert [row["id"] for row in next(chunks)] == ["3", "4"]
    with pytest.raises(ValueError):
        next(chunks)


def test_column_named_twice_is_told(write):
    """Tells of a column that is named twice.

    Area: faults
    Tells: Whether the candidate sees that a dict would quietly keep only one of the two.
    Advises: Look at what becomes of a row when two columns have the same name.
    """
    with pytest.raises(ValueError):
        list(read_chunks(write("id,name,id\n1,a,2\n"), 2))


def test_text_that_is_not_utf_8_is_told(write):
    """Tells of text that is not UTF-8, instead of guessing.

    Area: faults
    Tells: Whether names arrive whole or not at all; replaced characters are found months later.
    Advises: Write a file in another encoding, and look at what comes out.
    """
    for content in (b"id,name\n1,Zo\xeb\n", b"id,name\n1,a\xff\xfe\n", "id,name\n1,a\n".encode("utf-16")):
        with pytest.raises(ValueError):
            list(read_chunks(write(content), 2))


def test_file_that_ends_inside_quotes_is_told(write):
    """Tells of a file that ends inside quotes.

    Area: faults
    Tells: Whether half an upload is noticed; by default the csv module takes the rest of such a file as one field.
    Advises: Cut a file off in the middle of a quoted field, and look at the last row.
    """
    for content in ('id,name\n1,"cut o', 'id,name\n1,a\n2,"b\n3,c\n'):
        with pytest.raises(ValueError):
            list(read_chunks(write(content), 2))


def test_text_behind_a_closing_quote_is_told(write):
    """Tells of text between a closing quote and the next comma.

    Area: faults
    Tells: Whether quotes that somebody forgot to double are noticed, before they shift the rest of the row.
    Advises: Read what your parser does with malformed quotes, and how to make it strict.
    """
    with pytest.raises(ValueError):
        list(read_chunks(write('id,said\n1,"She said "no"."\n'), 2))
