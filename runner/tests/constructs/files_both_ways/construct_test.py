import gzip
import io
import mmap
import os
import pathlib
import threading

import candidate
import pytest


def test_the_candidate_writes_and_the_test_reads(tmp_path):
    candidate.save(tmp_path / "data.json", {"a": [1, "ü"]})
    assert (tmp_path / "data.json").read_text(encoding="utf-8") == '{"a": [1, "\\u00fc"]}'


def test_the_test_writes_and_the_candidate_reads(tmp_path):
    path = tmp_path / "x.json"
    path.write_text('{"n": 1}')
    assert candidate.load(path) == {"n": 1}
    path.write_text('{"n": 2}')
    assert candidate.load(str(path)) == {"n": 2}


def test_broken_and_missing_files(tmp_path):
    (tmp_path / "bad").write_text("{\n}}")
    with pytest.raises(ValueError, match="line 2"):
        candidate.load(tmp_path / "bad")
    with pytest.raises(FileNotFoundError) as caught:
        candidate.load(tmp_path / "none")
    assert caught.value.filename == str(tmp_path / "none") or caught.value.filename == tmp_path / "none"
    with pytest.raises(IsADirectoryError):
        candidate.count_lines(tmp_path)


def test_appending_by_turns(tmp_path):
    path = tmp_path / "log"
    candidate.append(path, "one")
    with path.open("a") as file:
        file.write("two\n")
    candidate.append(path, "three")
    assert path.read_text() == "one\ntwo\nthree\n"
    assert candidate.count_lines(path) == 3


def test_a_tree_made_by_the_candidate(tmp_path):
    result = candidate.make_tree(tmp_path)
    assert result == tmp_path / "a"
    assert isinstance(result, pathlib.Path)
    assert (tmp_path / "a/b/deep.txt").read_text() == "deep"
    assert (tmp_path / "empty").is_dir()
    assert (tmp_path / "data.bin").read_bytes() == bytes(range(256))
    assert candidate.tree(tmp_path) == ["a", "a/b", "a/b/deep.txt", "data.bin", "empty"]


def test_a_tree_made_by_the_test(tmp_path):
    (tmp_path / "x" / "y").mkdir(parents=True)
    (tmp_path / "x" / "f").touch()
    assert candidate.tree(tmp_path) == ["x", "x/f", "x/y"]
    assert candidate.tree(tmp_path / "x" / "y") == []


def test_renaming_and_removing_by_the_candidate(tmp_path):
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_text("content")
    assert candidate.rename(old, new) == new
    assert not old.exists()
    assert new.read_text() == "content"
    candidate.remove(new)
    assert not new.exists()
    assert list(tmp_path.iterdir()) == []


def test_removing_by_the_test(tmp_path):
    path = tmp_path / "x"
    candidate.append(path, "a")
    path.unlink()
    with pytest.raises(FileNotFoundError):
        candidate.count_lines(path)
    candidate.append(path, "b")
    assert path.read_text() == "b\n"


def test_removing_a_tree(tmp_path):
    candidate.make_tree(tmp_path)
    candidate.remove_tree(tmp_path / "a")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data.bin", "empty"]


def test_a_csv_is_read_row_by_row(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text('name,note\nada,"two\nlines"\nbob,\n')
    rows = candidate.rows(path)
    assert next(rows) == {"name": "ada", "note": "two\nlines"}
    assert list(rows) == [{"name": "bob", "note": ""}]


def test_a_fifo_fed_by_a_thread_of_the_test(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)

    def feed():
        with open(path, "w") as file:
            file.write("first\nsecond\n")

    thread = threading.Thread(target=feed)
    thread.start()
    assert candidate.first_line(path) == "first"
    thread.join()


def test_an_open_file_is_returned(tmp_path):
    path = tmp_path / "x"
    path.write_text("a\nb\n")
    with candidate.opened(path) as file:
        assert file.readline() == "a\n"
        assert file.read() == "b\n"
        assert file.name == str(path) or file.name == path
    assert file.closed
    with pytest.raises(ValueError, match="closed"):
        file.read()
    with candidate.opened(path, "rb") as file:
        assert file.read(1) == b"a"
    assert list(candidate.opened(path)) == ["a\n", "b\n"]


def test_exclusive_creation(tmp_path):
    path = tmp_path / "lock"
    with candidate.exclusive(path):
        assert path.exists()
        with pytest.raises(FileExistsError):
            with candidate.exclusive(path):
                pass
    assert not path.exists()


def test_compression(tmp_path):
    path = tmp_path / "big.txt"
    path.write_text("abc\n" * 10_000)
    target = candidate.compress(path)
    with gzip.open(target, "rt") as file:
        assert file.read() == path.read_text()


def test_facts_about_a_file(tmp_path):
    path = tmp_path / "x.txt"
    path.write_bytes(b"12345")
    assert candidate.info(path) == (5, True, True, ".txt")


def test_a_file_in_the_working_directory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    candidate.write_here("here.txt", "text")
    assert (tmp_path / "here.txt").read_text() == "text"
    assert pathlib.Path("here.txt").read_text() == "text"


def test_a_file_in_the_working_directory_as_it_is():
    candidate.write_here("plain.txt", "found")
    try:
        assert pathlib.Path("plain.txt").read_text() == "found"
    finally:
        candidate.remove("plain.txt")
    assert not pathlib.Path("plain.txt").exists()


def test_a_temporary_folder_of_the_candidate():
    text, folder = candidate.temporary()
    assert text == "temporary"
    assert not pathlib.Path(folder).exists()


def test_permissions(tmp_path):
    path = tmp_path / "script"
    path.write_text("#!")
    candidate.executable(path)
    assert os.access(path, os.X_OK)
    assert path.stat().st_mode & 0o777 == 0o755


def test_open_files_of_the_test(tmp_path):
    source, target = tmp_path / "in", tmp_path / "out"
    source.write_text("a\nb\n")
    with source.open() as reading, target.open("w") as writing:
        candidate.copy_stream(reading, writing)
    assert target.read_text() == "A\nB\n"


def test_a_stream_in_memory():
    target = io.StringIO()
    candidate.copy_stream(io.StringIO("x\ny"), target)
    assert target.getvalue() == "X\nY"
    candidate.copy_stream(["z"], target)
    assert target.getvalue() == "X\nYZ"


def test_flushed_content_is_seen_before_close(tmp_path):
    path = tmp_path / "log"
    log = candidate.Log(path)
    log.write("a")
    log.flush()
    assert path.read_text() == "a"
    log.write("b")
    log.close()
    assert path.read_text() == "ab"


def test_tmpdir_and_factory(tmpdir, tmp_path_factory):
    candidate.append(tmpdir / "x", "1")
    assert (tmpdir / "x").read() == "1\n"
    other = tmp_path_factory.mktemp("other")
    candidate.append(other / "y", "2")
    assert (other / "y").read_text() == "2\n"


def test_a_file_changes_at_once_and_keeps_its_size(tmp_path):
    file = tmp_path / "counter"
    for number in range(10, 60):
        file.write_text(str(number))
        assert candidate.read(file) == str(number)
        candidate.write(file, str(number + 1))
        assert file.read_text() == str(number + 1)


def test_a_large_file_both_ways(tmp_path):
    file = tmp_path / "large"
    file.write_bytes(bytes(range(256)) * 4_000)
    assert candidate.read_bytes(file) == bytes(range(256)) * 4_000
    candidate.write(file, "\u00fc" * 100_000)
    assert file.read_text("utf-8") == "\u00fc" * 100_000


def test_a_mapped_file(tmp_path):
    file = tmp_path / "mapped"
    file.write_bytes(b"0" * 100)
    with file.open("r+b") as opened, mmap.mmap(opened.fileno(), 0) as mapped:
        assert candidate.read(file) == "0" * 100
        mapped[:5] = b"12345"
        mapped.flush()
        assert candidate.read(file)[:6] == "123450"
