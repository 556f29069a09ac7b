"""Subtests where their number, their names or their end is the submission's doing."""

from __future__ import annotations

import textwrap

from harness import Examiner, Run


def examine(examiner: Examiner, candidate: str, test: str, **options: object) -> Run:
    tests = {"hidden/a_test.py": textwrap.dedent(test).encode()}
    return examiner.examine({"candidate.py": textwrap.dedent(candidate).encode()}, tests, ["candidate"], **options)


THREE = """
    import unittest
    import candidate

    class Loop(unittest.TestCase):
        def test_numbers(self):
            for number in range(3):
                with self.subTest(number=number):
                    self.assertEqual(candidate.same(number), number)

        def test_other(self):
            self.assertEqual(candidate.same(5), 5)
"""


def test_a_subtest_that_ends_the_interpreter_costs_its_test_and_nothing_else(examiner: Examiner) -> None:
    run = examine(examiner, "import os\ndef same(n): return n if n != 1 else os._exit(7)", THREE)
    assert run.outcomes() == {
        "a_test.py::Loop::test_numbers (number=0)": "passed",
        "a_test.py::Loop::test_numbers (number=1)": "error",
        "a_test.py::Loop::test_numbers": "error",
        "a_test.py::Loop::test_other": "passed",
    }
    assert "exit status 7" in run.cases["a_test.py::Loop::test_numbers (number=1)"].message


def test_a_subtest_that_takes_too_long_is_told_with_its_test(examiner: Examiner) -> None:
    endless = "def same(n):\n    while n == 1: pass\n    return n"
    run = examine(examiner, endless, THREE, edge_case_seconds=1)
    assert run.outcomes()["a_test.py::Loop::test_numbers (number=1)"] == "timed_out"
    assert run.outcomes()["a_test.py::Loop::test_numbers"] == "timed_out"
    assert "a_test.py::Loop::test_numbers (number=2)" not in run.cases


def test_collecting_runs_only_what_has_subtests(examiner: Examiner) -> None:
    test = """
        import candidate

        def test_numbers(subtests):
            for number in range(2):
                with subtests.test(number=number):
                    assert candidate.same(number) == number

        def test_other():
            raise AssertionError("it ran")
    """
    run = examine(examiner, "def same(n): return n", test, collect_only=True)
    assert run.collected == ["a_test.py::test_numbers", "a_test.py::test_other"]
    assert list(run.subtests) == ["a_test.py::test_numbers (number=0)", "a_test.py::test_numbers (number=1)"]
    assert "a_test.py::test_other" not in run.cases
    assert run.titles["a_test.py::test_numbers (number=1)"] == "numbers: number=1"


def test_a_submission_invents_no_subtests_without_limit(examiner: Examiner) -> None:
    test = """
        import candidate

        def test_all(subtests):
            for name in candidate.names():
                with subtests.test(name=name):
                    assert name != "1500"
    """
    run = examine(examiner, "def names(): return [str(n) for n in range(2000)]", test)
    assert len(run.subtests) == 1000
    assert set(run.outcomes().values()) == {"passed", "failed"}
    assert run.cases["a_test.py::test_all"].outcome == "failed", "what is told together is judged all the same"


def test_names_that_a_submission_gives_are_bounded_text(examiner: Examiner) -> None:
    test = """
        import unittest
        import candidate

        class Names(unittest.TestCase):
            def test_all(self):
                for name in candidate.names():
                    with self.subTest(name, name=name):
                        pass
    """
    run = examine(examiner, r"""def names(): return ["x" * 10**6, "\n\0\x1b[2J\ud800", "x" * 10**6]""", test)
    assert len(run.subtests) == 3
    assert all(len(id) < 900 and "\0" not in id and "\n" not in id for id in run.subtests)
    assert all(len(run.titles[id]) < 250 for id in run.subtests)
