"""Hostile submissions: nothing forged passes, nothing vanishes, an innocent edge case after an attack passes.

A suite's edge cases say by their names what must hold: `test_target_*` must not pass whatever the submission
does, `test_innocent_*` must pass in spite of it, `test_told_*` may pass but must tell the interviewer what
was odd. A search that must find nothing is an innocent, since its searcher is honest.
"""

from __future__ import annotations

import ast
import time
from pathlib import Path

import pytest
from harness import Examiner, Run
from suites import Suite, find_suites

SUITES = find_suites(Path(__file__).parent / "hostile")
EDGE_CASE_SECONDS = 2.0
# What a fresh interpreter and the bookkeeping of an edge case may take on a busy machine.
OVERHEAD_SECONDS = 3.0


def written_cases(suite: Suite) -> set[str]:
    """Names of the test functions in a suite's source, which no submission can make vanish."""
    sources = [content for name, content in suite.tests().items() if name.endswith("_test.py")]
    nodes = [node for source in sources for node in ast.walk(ast.parse(source))]
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return {node.name for node in nodes if isinstance(node, kinds) and node.name.startswith("test_")}


def plain_name(id: str) -> str:
    """The function's name in an edge case's id."""
    return id.rpartition("::")[2].partition("[")[0]


def examine(examiner: Examiner, suite: Suite, **options: bool) -> Run:
    """Runs the suite with short deadlines and keeps the time."""
    files = suite.submissions()[0].files()
    started = time.monotonic()
    run = examiner.examine(
        files, suite.tests("hidden/"), suite.modules(), edge_case_seconds=EDGE_CASE_SECONDS, **options
    )
    run.seconds = time.monotonic() - started
    return run


@pytest.mark.parametrize("suite", [pytest.param(suite, id=suite.name) for suite in SUITES])
def test_a_hostile_submission_gains_nothing(examiner: Examiner, suite: Suite) -> None:
    run = examine(examiner, suite)
    outcomes = run.outcomes()
    assert run.fault is None, run.explain()
    tests = [id for id in outcomes if id not in run.subtests]
    assert tests == run.collected, f"an edge case vanished\n{run.explain()}"
    assert {plain_name(id) for id in tests} == written_cases(suite), run.explain()
    forged = [
        id
        for id, outcome in outcomes.items()
        if "target" in id and outcome not in ("failed", "error", "timed_out", "out_of_memory")
    ]
    assert not forged, f"forged:\n{run.explain(forged)}"
    silent = [id for id, case in run.cases.items() if "test_told" in id and not case.message]
    assert not silent, f"a swallowed failure is not told: {silent}"
    harmed = [id for id, outcome in outcomes.items() if "innocent" in plain_name(id) and outcome != "passed"]
    assert not harmed, f"harmed:\n{run.explain(harmed)}"
    assert run.seconds < len(outcomes) * (EDGE_CASE_SECONDS + OVERHEAD_SECONDS), "a run's time is bounded"


def test_the_examiner_is_still_itself_after_all_of_them(examiner: Examiner) -> None:
    tests = {"hidden/plain_test.py": b"import candidate\n\ndef test_right():\n    assert candidate.right() == 42\n"}
    run = examiner.examine({"candidate.py": b"def right():\n    return 42\n"}, tests, ["candidate"])
    assert run.outcomes() == {"plain_test.py::test_right": "passed"}, run.explain()
