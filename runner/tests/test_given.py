"""Data files that a challenge gives to the candidate's code, and only those."""

from __future__ import annotations

from harness import Examiner

CANDIDATE = b"""
from pathlib import Path

def words():
    with open("words.txt") as file:
        return file.read().split()

def beside():
    return (Path(__file__).parent / "data" / "numbers.csv").read_text()

def there(name):
    found = [str(path) for path in Path("/").glob(f"tmp/**/{name}")]
    return found

def overwrite():
    Path("words.txt").write_text("mine")
"""
TESTS = b"""
import candidate
from pathlib import Path

def test_in_the_working_directory():
    assert candidate.words() == ["one", "two"]

def test_beside_its_file():
    assert candidate.beside() == "1,2\\n"

def test_the_test_sees_them_too():
    assert Path("words.txt").read_text() == "one two\\n"

def test_what_is_hidden_is_nowhere():
    assert candidate.there("words.txt") != []
    assert candidate.there("expected.json") == []
    assert candidate.there("*_test.py") == []
    assert (Path(__file__).parent / "expected.json").read_text() == "{}"

def test_what_it_writes_is_seen_here():
    candidate.overwrite()
    assert Path("words.txt").read_text() == "mine"
    assert candidate.words() == ["mine"]
"""


def test_given_files_are_where_code_looks_for_them(examiner: Examiner) -> None:
    tests = {
        "hidden/a_test.py": TESTS,
        "hidden/expected.json": b"{}",
        ".given/words.txt": b"one two\n",
        ".given/data/numbers.csv": b"1,2\n",
    }
    run = examiner.examine({"candidate.py": CANDIDATE}, tests, ["candidate"])
    assert run.fault is None, run.fault
    assert set(run.outcomes().values()) == {"passed"}, run.explain()
    assert len(run.cases) == 5
    fresh = examiner.examine({"candidate.py": CANDIDATE}, tests, ["candidate"], fresh_interpreter=True)
    assert set(fresh.outcomes().values()) == {"passed"}, fresh.explain()
