"""A candidate's module run as a script: the `program` fixture, in a real sandbox."""

from __future__ import annotations

from textwrap import dedent

import pytest
from harness import Examiner, Run

TESTS = {
    "hidden/adding_test.py": dedent(
        """
        def test_adds(program):
            assert program("1 2\\n").stdout == "3\\n"

        def test_adds_a_megabyte(program):
            lines = 90_000
            given = "".join(f"{number} {number}\\n" for number in range(lines))
            assert program(given).stdout == "".join(f"{2 * number}\\n" for number in range(lines))

        def test_runs_twice(program):
            assert program("1 2\\n").stdout == "3\\n"
            assert program("1 5\\n").stdout == "6\\n"

        def test_may_end_with_a_status(program):
            assert program("1 2\\n", check=False).returncode in (0, 3)
        """
    ).encode()
}

RIGHT = {
    "input": "while True:\n    try:\n        print(sum(map(int, input().split())))\n    except EOFError:\n        exit()",
    "open_0": "for line in open(0):\n    print(sum(map(int, line.split())))",
    "bytes_at_exit": (
        "import atexit, os, sys\nout = []\natexit.register(lambda: os.write(1, b''.join(out)))\n"
        "for line in sys.stdin.buffer:\n    out.append(b'%d\\n' % sum(map(int, line.split())))"
    ),
    "thread": (
        "import sys, threading\ndef main():\n    for line in sys.stdin:\n"
        "        sys.stdout.write(f'{sum(map(int, line.split()))}\\n')\n"
        "if __name__ == '__main__':\n    threading.Thread(target=main).start()"
    ),
    "leaves_at_once": (
        "import os, sys\nfor line in sys.stdin:\n    print(sum(map(int, line.split())))\nsys.stdout.flush()\nos._exit(0)"
    ),
}


def run(examiner: Examiner, source: str, seconds: float = 10.0) -> Run:
    files = {"adding.py": source.encode()}
    return examiner.examine(files, TESTS, ["adding"], fresh_interpreter=True, edge_case_seconds=seconds)


@pytest.mark.parametrize("source", RIGHT.values(), ids=RIGHT)
def test_every_way_to_read_and_print_works(examiner: Examiner, source: str) -> None:
    run_ = run(examiner, source)
    assert set(run_.outcomes().values()) == {"passed"}, run_.explain()


def test_what_a_program_raises_is_an_error_with_its_line(examiner: Examiner) -> None:
    cases = run(examiner, "def divide():\n    return 1 / 0\n\ndivide()").cases
    assert {case.outcome for case in cases.values()} == {"error"}
    assert "adding.py, line 2, in divide: return 1 / 0" in cases["adding_test.py::test_adds"].message


def test_a_status_that_says_failure_is_an_error_unless_the_test_asks_for_it(examiner: Examiner) -> None:
    outcomes = run(examiner, "import sys\nprint(sum(map(int, input().split())))\nsys.exit(3)").outcomes()
    assert outcomes["adding_test.py::test_adds"] == "error"
    assert outcomes["adding_test.py::test_may_end_with_a_status"] == "passed"


def test_an_endless_program_times_out(examiner: Examiner) -> None:
    assert set(run(examiner, "while True: pass", 0.3).outcomes().values()) == {"timed_out"}


def test_source_that_does_not_parse_is_told_before_it_sees_an_input(examiner: Examiner) -> None:
    run_ = run(examiner, "print(input()\n")
    assert run_.fault is not None
    assert (run_.fault["kind"], run_.fault["location"]) == ("syntax", {"file": "adding.py", "line": 1})
    assert not run_.cases
