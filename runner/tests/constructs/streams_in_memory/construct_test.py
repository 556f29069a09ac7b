import io
import json

import candidate
import pytest


def test_lines_of_a_stream():
    assert candidate.numbers(io.StringIO("10\n2\n\n3")) == [10, 2, 3]
    assert candidate.numbers(iter(["1", "2"])) == [1, 2]


def test_csv_is_written_with_quotes():
    stream = io.StringIO(newline="")
    candidate.to_csv([["a", "b,c"], [1, 'x"y']], stream)
    assert stream.getvalue() == 'a,"b,c"\r\n1,"x""y"\r\n'


def test_csv_is_read_with_quotes():
    assert candidate.from_csv(io.StringIO('a,b\n1,"x,\ny"\n')) == [{"a": "1", "b": "x,\ny"}]


def test_a_stream_is_returned():
    stream = candidate.render(["a", "b"])
    assert stream.read() == "a\nb\n"
    stream.seek(0)
    assert stream.readlines() == ["a\n", "b\n"]
    assert stream.getvalue() == "a\nb\n"
    stream.write("c")
    assert stream.getvalue() == "a\nb\nc"
    assert isinstance(stream, io.StringIO)


def test_bytes_are_returned():
    stream = candidate.binary(b"\x00\xff")
    assert stream.read(1) == b"\x00"
    assert stream.getbuffer().nbytes == 2
    assert isinstance(stream, io.BytesIO)


def test_the_position_is_kept():
    stream = io.StringIO("abcdef")
    stream.read(2)
    assert candidate.head(stream, 3) == "cde"
    assert stream.tell() == 2
    assert stream.read() == "cdef"


def test_copy_in_pieces():
    source, target = io.BytesIO(b"0123456789"), io.BytesIO()
    candidate.copy(source, target)
    assert target.getvalue() == b"0123456789"
    assert source.read() == b""


def test_json_both_ways():
    stream = io.StringIO()
    candidate.dump({"a": [1]}, stream)
    assert stream.getvalue() == '{\n  "a": [\n    1\n  ]\n}'
    stream.seek(0)
    assert candidate.load(stream) == {"a": [1]}
    with pytest.raises(json.JSONDecodeError):
        candidate.load(io.StringIO("{"))


def test_closed_by_the_candidate():
    stream = io.StringIO("x")
    candidate.close(stream)
    assert stream.closed
    with pytest.raises(ValueError):
        stream.read()


def test_used_in_with():
    stream = io.StringIO("content")
    assert candidate.use(stream) == "content"
    assert stream.closed


def test_a_stream_class_of_the_candidate():
    stream = candidate.Reverse()
    print("abc", "de", file=stream)
    assert stream.written == ["cba", " ", "ed", "\n"]
    assert isinstance(stream, io.TextIOBase)
    json.dump([1], stream)


def test_a_wrapper_of_the_candidate():
    wrapped = candidate.Upper(io.StringIO("ab\ncd"))
    assert wrapped.read(2) == "AB"
    assert list(wrapped) == ["\n", "CD"]
    wrapped.seek(0)
    assert wrapped.readline() == "ab\n"


def test_a_file_like_of_the_test():
    class Mine:
        def __init__(self):
            self.parts = []
            self.flushed = False

        def write(self, text):
            self.parts.append(text)

        def flush(self):
            self.flushed = True

    mine = Mine()
    candidate.dump([], mine)
    assert "".join(mine.parts) == "[]"


def test_a_reader_of_the_test_that_fails():
    class Mine:
        def read(self, size=-1):
            raise OSError(5, "broken")

    with pytest.raises(OSError) as caught:
        candidate.copy(Mine(), io.StringIO())
    assert caught.value.errno == 5
