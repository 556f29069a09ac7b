import contextlib
import io
import sys

import candidate
import pytest


def test_a_report(capsys):
    candidate.report([("a", 1), ("bb", 22)])
    assert capsys.readouterr().out == "a    |   1\nbb   |  22\n"


def test_read_twice(capsys):
    candidate.report([("a", 1)])
    first = capsys.readouterr()
    candidate.report([("b", 2)])
    second = capsys.readouterr()
    assert "a" in first.out
    assert "a" not in second.out
    assert second.err == ""


def test_stderr_is_apart(capsys):
    candidate.warn("careful")
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "careful\n"


def test_end_and_flush(capsys):
    candidate.progress(3)
    assert capsys.readouterr().out == "0 1 2 \n"


def test_direct_writes(capsys):
    candidate.written("x")
    assert capsys.readouterr() == ("x", "error x")


def test_descriptors(capfd):
    candidate.raw(b"raw bytes\n")
    candidate.report([("a", 1)])
    assert capfd.readouterr().out == "raw bytes\na    |   1\n"


def test_a_child_process(capfd):
    candidate.child()
    assert capfd.readouterr().out == "from a child\n"


def test_a_stream_of_the_test():
    stream = io.StringIO()
    candidate.into(stream, "one")
    candidate.into(stream, "two")
    assert stream.getvalue() == "one\ntwo\n"


def test_the_tests_own_stdout_is_passed(capsys):
    candidate.into(sys.stdout, "there")
    candidate.into(sys.stderr, "err")
    assert capsys.readouterr() == ("there\n", "err\n")


def test_redirect_stdout_by_the_test():
    buffer, errors = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(buffer), contextlib.redirect_stderr(errors):
        candidate.report([("a", 1)])
        candidate.warn("w")
        print("mine")
    assert buffer.getvalue() == "a    |   1\nmine\n"
    assert errors.getvalue() == "w\n"


def test_redirect_by_the_candidate_catches_the_test(capsys):
    assert candidate.silently(lambda: print("inside")) == "inside\n"
    assert capsys.readouterr().out == ""


def test_stdout_is_replaced(monkeypatch):
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    candidate.report([("z", 9)])
    monkeypatch.undo()
    assert stream.getvalue() == "z    |   9\n"


def test_unicode(capsys):
    candidate.unicode()
    assert capsys.readouterr().out == "naïve ☃ 漢字 \U0001f600\n"


def test_separators(capsys):
    candidate.table([1, "a", None], sep=";")
    assert capsys.readouterr().out == "1;a;None.\n"


def test_many_lines(capsys):
    candidate.much(2000)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2000
    assert lines[-1] == "line 1999"


def test_output_before_an_error(capsys):
    with pytest.raises(ValueError):
        candidate.fail_after_printing()
    assert capsys.readouterr().out == "before\n"


def test_output_is_interleaved_in_order(capsys):
    candidate.ask(lambda: print("second"))
    assert capsys.readouterr().out == "first\nsecond\nthird\n"


def test_output_seen_from_within_a_callback(capsys):
    seen = []
    candidate.ask(lambda: seen.append(capsys.readouterr().out))
    assert seen == ["first\n"]
    assert capsys.readouterr().out == "third\n"


def test_no_terminal():
    assert candidate.is_terminal() is False


def test_a_generator_prints_as_it_goes(capsys):
    for number in candidate.lines():
        assert capsys.readouterr().out == f"{number}\n"


def test_capsys_disabled(capsys):
    with capsys.disabled():
        pass
    candidate.report([("a", 1)])
    assert capsys.readouterr().out.startswith("a")


def test_binary_output(capsysbinary):
    candidate.binary(b"\xff\x00x")
    assert capsysbinary.readouterr().out == b"\xff\x00x"


def test_nothing_is_printed(capsys):
    candidate.silently(lambda: None)
    assert capsys.readouterr() == ("", "")
