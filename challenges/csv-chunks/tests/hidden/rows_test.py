"""Which rows come, and in which chunks."""

import pytest
from csv_chunks import read_chunks

FIVE = "id,name\n1,a\n2,b\n3,c\n4,d\n5,e\n"
ROWS = [{"id": str(number), "name": name} for number, name in enumerate("abcde", start=1)]


def rows_of(path, size=100):
    return [row for chunk in read_chunks(path, size) for row in chunk]


def test_chunks_have_the_size_asked_for(write):
    """Gives full chunks, and the rest in a shorter last one.

    Area: chunks
    Tells: Whether the plain work is right for every way in which the rows can divide.
    Advises: Work out by hand which chunks a file of five rows gives, for sizes from one to six.
    """
    path = write(FIVE)
    for size in (1, 2, 4, 5, 100):
        assert list(read_chunks(path, size)) == [ROWS[start : start + size] for start in range(0, 5, size)]


def test_no_empty_chunk_at_the_end(write):
    """Gives no empty chunk after the last full one.

    Area: chunks
    Tells: Whether the end of the file is handled on its own, or happens to work when the last chunk is short.
    Advises: Try a file whose number of rows is a multiple of the size.
    """
    chunks = list(read_chunks(write("id,name\n1,a\n2,b\n3,c\n4,d\n"), 2))
    assert chunks == [ROWS[:2], ROWS[2:4]]


def test_empty_file_gives_nothing(write):
    """Gives nothing for an empty file, instead of failing.

    Area: chunks
    Tells: Whether the candidate asks what next() does when there is nothing, inside a generator above all.
    Advises: Try the smallest files that you can think of.
    """
    for content in ("", "\ufeff", "\r\n\r\n"):
        assert list(read_chunks(write(content), 2)) == []


def test_header_alone_gives_nothing(write):
    """Gives nothing for a file that has a header only.

    Area: chunks
    Tells: Whether an export without rows passes quietly, which happens on the first day of every month.
    Advises: Try the smallest files that you can think of.
    """
    for content in ("id,name\n", "id,name"):
        assert list(read_chunks(write(content), 2)) == []


def test_line_ends(write):
    """Reads lines that end as on Unix or Windows, and a last line without an end.

    Area: format
    Tells: Whether the candidate knows where files come from, and leaves line ends to a parser that does.
    Advises: Look at the last field of each row of a file from Windows.
    """
    for end in ("\n", "\r\n"):
        content = FIVE.replace("\n", end)
        assert rows_of(write(content)) == ROWS
        assert rows_of(write(content.removesuffix(end))) == ROWS


def test_commas_and_quotes_in_fields(write):
    """Reads commas and doubled quotes inside quoted fields.

    Area: format
    Tells: Whether a CSV parser is used, or lines are split at commas.
    Advises: Read what RFC 4180 says about quotes.
    """
    path = write('name,said\n"Lovelace, Ada","He said ""no"", twice"\n"","""\n"""\n')
    assert rows_of(path) == [
        {"name": "Lovelace, Ada", "said": 'He said "no", twice'},
        {"name": "", "said": '"\n"'},
    ]


def test_rows_are_counted_not_lines(write):
    """Counts rows, not lines, when a quoted field spans several lines.

    Area: format
    Tells: Whether the candidate knows that a CSV file cannot be cut at its line ends.
    Advises: Save a spreadsheet with a line break in a cell, and look at the file.
    """
    path = write('id,note\n1,"first\nsecond\n\nfourth"\n2,plain\n3,"x\ny"\n')
    assert list(read_chunks(path, 2)) == [
        [{"id": "1", "note": "first\nsecond\n\nfourth"}, {"id": "2", "note": "plain"}],
        [{"id": "3", "note": "x\ny"}],
    ]


def test_line_breaks_in_fields_stay_as_they_are(write):
    """Keeps the line breaks inside a field as they are in the file.

    Area: format
    Tells: Whether the candidate has read how the csv module wants its files opened.
    Advises: Read the first footnote of the csv module's documentation.
    """
    path = write('id,note\r\n1,"one\r\ntwo"\r\n2,"one\rtwo"\r\n3,"one\ntwo"\r\n')
    assert [row["note"] for row in rows_of(path)] == ["one\r\ntwo", "one\rtwo", "one\ntwo"]


def test_text_of_a_field_stays_as_it_is(write):
    """Leaves the text of a field as it is, be it empty, padded or like a number.

    Area: format
    Tells: Whether data passes through unharmed, or is trimmed and guessed at.
    Advises: Compare every character that comes out with what is in the file.
    """
    path = write("code,name,note,price\n007, Ada ,NULL,\n")
    assert rows_of(path) == [{"code": "007", "name": " Ada ", "note": "NULL", "price": ""}]


def test_rare_line_breaks_end_no_line(write):
    """Takes only line feeds and carriage returns for the end of a line.

    Area: format
    Tells: Whether the candidate knows that str.splitlines() cuts at ten characters, two of which end a line of CSV.
    Advises: Put a line separator, U+2028, into a field.
    """
    text = "1\u20282\u20293\x0b4\x0c5\x1c6\x1d7\x1e8\x85"
    path = write(f'id,text\n1,{text}\n2,"{text}"\n')
    assert [row["text"] for row in rows_of(path)] == [text, text]


def test_mark_at_the_start_is_not_part_of_a_name(write):
    """Keeps the mark that some programs write at the start of a file out of the first column's name.

    Area: format
    Tells: Whether the candidate has met the files that Excel writes as "CSV UTF-8", and takes off no more than that.
    Advises: Look at the first bytes of files from different programs.
    """
    path = write('\ufeff"id",name\n1,a\n\ufeff2,b\n')
    assert rows_of(path) == [{"id": "1", "name": "a"}, {"id": "\ufeff2", "name": "b"}]


@pytest.mark.parametrize("place", ["between", "first"])
def test_blank_lines_are_no_rows(write, place):
    """Skips blank lines, wherever they are.

    Area: format
    Tells: Whether the statement was read closely, and both ends of the file were thought of.
    Advises: Put a blank line at every place of a small file.
    """
    content = "id,name\n\n1,a\n\n\n2,b\n\n" if place == "between" else "\n\nid,name\n1,a\n2,b\n"
    assert list(read_chunks(write(content), 2)) == [ROWS[:2]]


def test_chunk_is_left_alone_once_given_out(write):
    """Leaves a chunk alone once it is given out.

    Area: chunks
    Tells: Whether one list is used again and again, which shows only in callers that keep chunks.
    Advises: Keep the first chunk while you ask for the second, and look at both.
    """
    chunks = read_chunks(write(FIVE), 2)
    first = next(chunks)
    second = next(chunks)
    assert first == ROWS[:2]
    assert second == ROWS[2:4]
    second.clear()
    first[0]["name"] = "changed"
    assert next(chunks) == ROWS[4:]
