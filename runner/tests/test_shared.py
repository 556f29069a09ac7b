"""Challenges whose tests share the candidate's process: what plain pytest does holds, limits hold, and nonsense is no outcome."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest
from harness import Examiner, Run

SUBMISSION = '''
"""A module."""
import threading, time

class Stack(list):
    def __eq__(self, other):
        return list(self) == other
    __hash__ = None

_cache = {}

def double(number):
    _cache[number] = number * 2
    return _cache[number]

def shout(text):
    print(text.upper())

def broken():
    raise ValueError("not today")

def checked(value):
    assert value > 0, "not positive"
    return value

async def later():
    return 3
'''

#: All of it passes in one plain pytest process; most of it could not across a bridge.
ORDINARY = '''
import gc
import os
import subprocess
import sys
import unittest
from pathlib import Path

import candidate
import pytest
from candidate import Stack, double
from hypothesis import given, strategies as st


def test_looks_inside():
    """Keeps a private cache.

    Area: inside
    Tells: Whether they read.
    Advises: Read.
    """
    assert double(4) == 8
    assert candidate._cache[4] == 8
    assert "_cache" in double.__code__.co_names
    assert double.__globals__["_cache"] is candidate._cache
    candidate.__dict__["double"] = lambda number: 0
    assert candidate.double(3) == 0
    candidate.__dict__["double"] = double


def test_own_equality_counts():
    assert [1] == Stack([1])
    assert sys.modules["candidate"] is candidate


def test_runs_itself():
    source = Path(candidate.__file__).read_text()
    assert "class Stack" in source
    program = "import sys; sys.path.insert(0, sys.argv[1]); import candidate; print(candidate.double(2))"
    command = [sys.executable, "-c", program, str(Path(candidate.__file__).parent)]
    ended = subprocess.run(command, capture_output=True, text=True)
    assert ended.stdout == "4\\n", ended.stderr


@pytest.mark.parametrize("number, twice", [(1, 2), (3, 6)], ids=["one", "three of them"])
def test_numbers(number, twice):
    """Doubles."""
    assert double(number) == twice


def test_output(capsys, tmp_path, monkeypatch):
    candidate.shout("hi")
    assert capsys.readouterr().out == "HI\\n"
    (tmp_path / "x").write_text("1")
    monkeypatch.setattr(candidate, "double", lambda number: 7)
    assert candidate.double(1) == 7


def test_helper(ready):
    assert ready == 2 and os.path.exists("given.txt")


def test_subtests(subtests):
    for number in range(2):
        with subtests.test(number=number):
            assert double(number) == number * 2


class Case(unittest.TestCase):
    def test_unittest(self):
        for number in (5, 6):
            with self.subTest("n", number=number):
                self.assertEqual(double(number), number * 2)


@pytest.mark.asyncio
async def test_awaits():
    assert await candidate.later() == 3


@given(st.integers())
def test_property(number):
    assert double(number) == number + number


@pytest.mark.xfail(strict=True)
def test_expected_failure():
    assert double(1) == 3


@pytest.mark.skip(reason="not now")
def test_skipped():
    assert False
'''
CONFTEST = "import pytest\nfrom candidate import double\n\n@pytest.fixture\ndef ready():\n    return double(1)\n"


@pytest.fixture
def judged(examiner: Examiner) -> Callable[..., Run]:
    def judge(tests: str, source: str = SUBMISSION, more: dict[str, str] | None = None, **options: object) -> Run:
        files = {"hidden/a_test.py": tests, "hidden/conftest.py": CONFTEST, ".given/given.txt": "x", **(more or {})}
        laid = {path: textwrap.dedent(text).encode() for path, text in files.items()}
        challenge = examiner.load(laid, ["candidate"], shared=True)
        with examiner.sandbox(pytest=True) as sandbox:
            submission = {"candidate.py": textwrap.dedent(source).encode()}
            return examiner.run(challenge, submission, sandbox, **options)  # type: ignore[arg-type]

    return judge


def ended(run: Run) -> dict[str, str]:
    return {id.partition("::")[2]: case.outcome for id, case in run.cases.items()}


def case(run: Run, name: str):  # type: ignore[no-untyped-def]
    return next(case for case in run.cases.values() if case.id.endswith(f"::{name}"))


def test_everything_of_plain_pytest_is_at_hand(judged: Callable[..., Run]) -> None:
    run = judged(ORDINARY)
    assert run.fault is None, run.explain()
    outcomes = ended(run)
    assert outcomes.pop("test_skipped") == "not_run"
    assert set(outcomes.values()) == {"passed"}, run.explain()
    assert {"test_subtests (number=0)", "Case::test_unittest [n] (number=6)", "test_numbers[three of them]"} <= set(
        outcomes
    )
    titles = set(run.titles.values())
    assert {"Keeps a private cache", "Doubles: three of them", "own equality counts"} <= titles


def test_two_suites_with_files_of_one_name_stay_apart(judged: Callable[..., Run]) -> None:
    visible = "from help_us import word\nfrom candidate import double\n\ndef test_it():\n    assert word == 'visible' and double(1) == 2\n"
    hidden = visible.replace("'visible'", "'hidden'")
    more = {
        "visible/a_test.py": visible,
        "visible/help_us.py": "word = 'visible'",
        "hidden/help_us.py": "word = 'hidden'",
    }
    run = judged(hidden, more=more, suites=("hidden", "visible"))
    outcomes = {id: case.outcome for id, case in run.cases.items()}
    assert outcomes == {"a_test.py::test_it": "passed", "visible/a_test.py::test_it": "passed"}, run.explain()


def test_whose_fault_a_failure_is(judged: Callable[..., Run]) -> None:
    run = judged(
        """
        import candidate
        import pytest

        def test_failed():
            number = 4
            assert candidate.double(number) == 9

        def test_raised():
            candidate.broken()

        def test_assertion_of_the_code():
            candidate.checked(-1)

        def test_uses_none():
            candidate.shout("x")["key"]

        def test_broken():
            candidate.double(nowhere)

        def test_no_fixture(nosuch):
            pass

        def test_exits():
            raise SystemExit(3)
        """
    )
    assert ended(run) == {
        "test_failed": "failed",
        "test_raised": "error",
        "test_assertion_of_the_code": "error",
        "test_uses_none": "failed",
        "test_broken": "challenge_fault",
        "test_no_fixture": "challenge_fault",
        "test_exits": "challenge_fault",
    }, run.explain()
    failed = case(run, "test_failed")
    assert failed.message.startswith("assert 8 == 9")
    assert "in the test: assert candidate.double(number) == 9\n  number = 4" in failed.message
    raised = case(run, "test_raised")
    assert raised.message.startswith("the code raised ValueError: not today\ncandidate.py, line 20, in broken: raise")
    assert raised.location == {"file": "candidate.py", "line": 20}
    assert case(run, "test_uses_none").stdout == "X\n"
    assert case(run, "test_broken").location == {"file": "hidden/a_test.py", "line": 19}


ENDS = """
import os, sys, time, threading
def hang():
    while True: pass
def leave():
    print("bye", flush=True)
    os._exit(0)
def interrupt():
    raise KeyboardInterrupt
def stray():
    threading.Thread(target=time.sleep, args=(60,)).start()
def fine():
    return 1
"""


def test_an_end_costs_its_own_edge_case_alone(judged: Callable[..., Run]) -> None:
    names = ("hang", "leave", "interrupt", "stray", "fine")
    tests = "import candidate\n" + "".join(f"\ndef test_{name}():\n    candidate.{name}()\n" for name in names)
    run = judged(tests, ENDS, more={"hidden/conftest.py": ""}, edge_case_seconds=1.0)
    assert run.fault is None, run.explain()
    assert ended(run) == {
        "test_hang": "timed_out",
        "test_leave": "error",
        "test_interrupt": "error",
        "test_stray": "passed",
        "test_fine": "passed",
    }, run.explain()
    left = case(run, "test_leave")
    assert left.message == "the code ended its own interpreter (exit status 0)"
    assert left.stdout == "bye\n"


@pytest.mark.parametrize(
    ("source", "kind", "said"),
    [
        ("def f(:\n", "syntax", "SyntaxError"),
        ("1 / 0\n", "import", "the code raised ZeroDivisionError"),
        ("other = 1\n", "import", "the submission lacks what the tests import: cannot import name 'double'"),
        ("import os\nos._exit(0)\n", "challenge", "while the tests were collected, the code ended its own interpreter"),
        ("while True: pass\n", "challenge", "the tests hang while they are collected"),
    ],
)
def test_a_submission_that_cannot_be_imported(judged: Callable[..., Run], source: str, kind: str, said: str) -> None:
    run = judged(
        "from candidate import double\n\ndef test_it(): pass\n",
        source,
        {"hidden/conftest.py": ""},
        edge_case_seconds=1.0,
    )
    assert run.fault is not None, run.explain()
    assert (run.fault["kind"], said in run.fault["message"]) == (kind, True), run.fault


@pytest.mark.parametrize(
    ("tests", "said"),
    [
        ("def test_it(:\n", "SyntaxError"),
        ("import nothing_of_that_name\ndef test_it(): pass\n", "the tests import `nothing_of_that_name`"),
        ("def check_it(): pass\n", "no hidden edge case"),
    ],
)
def test_a_suite_that_cannot_be_collected_is_its_authors_fault(
    judged: Callable[..., Run], tests: str, said: str
) -> None:
    run = judged(tests)
    assert run.fault is not None
    assert (run.fault["kind"], said in run.fault["message"]) == ("challenge", True), run.fault
    assert run.fault["location"]["file"] == "hidden/a_test.py"


def test_a_fresh_interpreter_for_each(judged: Callable[..., Run]) -> None:
    tests = "import candidate\n" + "".join(
        f"\ndef test_{number}():\n    assert not candidate._cache\n    candidate.double(1)\n" for number in range(3)
    )
    run = judged(tests, fresh_interpreter=True)
    assert set(ended(run).values()) == {"passed"}, run.explain()
    assert len(run.cases) == 3


def test_only_collecting_runs_what_may_have_subtests(judged: Callable[..., Run]) -> None:
    tests = (
        "def test_plain():\n    assert False\n\ndef test_more(subtests):\n    with subtests.test(n=1):\n        pass\n"
    )
    run = judged(tests, collect_only=True)
    assert run.collected == ["a_test.py::test_plain", "a_test.py::test_more"]
    assert list(run.subtests) == ["a_test.py::test_more (n=1)"]
    assert "a_test.py::test_plain" not in run.cases


FORGER = """
import gc, json
notes = [thing for thing in gc.get_objects() if type(thing).__name__ == "Suite"]
suite = notes[0]
{what}
def double(number): return number * 2
"""


@pytest.mark.parametrize(
    "what",
    [
        "suite.note('collected', '[]' * 3)",
        "suite.note('ended', json.dumps({'id': 'x', 'outcome': 'passed', 'message': '', 'location': None, 'left': False}))",
        "suite.note('collected', json.dumps([{'id': 1}]))",
        "suite.note('nonsense', '{}')",
        "suite.note('began', '[' * 100000)",
        "suite.note('collected', json.dumps([dict(id=str(n), suite='hidden', title='', area='', tells='', advises='', has_subtests=False) for n in range(6000)]))",
    ],
)
def test_what_makes_no_sense_is_no_outcome(judged: Callable[..., Run], what: str) -> None:
    run = judged(
        "from candidate import double\n\ndef test_it(): assert double(1) == 3\n",
        FORGER.format(what=what),
        {"hidden/conftest.py": ""},
    )
    assert run.cases == {}
    assert run.fault is not None
    assert "makes no sense" in run.fault["message"]


def test_what_is_told_is_bounded(judged: Callable[..., Run]) -> None:
    tests = """
        import candidate

        def test_long():
            print("x" * 200_000)
            assert False, "y" * 200_000
        """
    run = judged(tests, output_bytes=1000)
    found = case(run, "test_long")
    assert found.outcome == "failed"
    assert len(found.stdout) == 1000
    assert found.output_cut
    assert len(found.message) < 5_000
