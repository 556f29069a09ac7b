"""Reproducers run in a plain Python process beside the submission: they fail there, and hold beside the right one."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from harness import Examiner
from suites import find_suites

#: Suites of the kinds that companies have; the rest of the constructs are kinds of values and calls.
CHOSEN = (
    "containers_protocol",
    "dataclass_values",
    "exceptions",
    "fixtures_and_helpers",
    "internals_handed_out",
    "operators",
    "plain_values",
    "subtests",
    "unittest_classes",
)
SUITES = [suite for suite in find_suites(Path(__file__).parent / "constructs") if suite.name in CHOSEN]
#: The share of failed edge cases that must come with a script which proves itself, over these suites.
ENOUGH = 0.9


def ends(folder: Path, files: Mapping[str, bytes], script: str) -> str:
    """How a script ends beside these files: the last line of what it says, or nothing when it holds."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (folder / "reproduce.py").write_text(script)
    try:
        done = subprocess.run(
            [sys.executable, "-B", "reproduce.py"], cwd=folder, capture_output=True, text=True, timeout=10, check=False
        )
    except subprocess.TimeoutExpired:
        return "TimeoutExpired"
    return "" if done.returncode == 0 else (done.stderr.strip().splitlines() or ["exit"])[-1]


def test_reproducers_fail_where_the_edge_case_did_and_nowhere_else(examiner: Examiner, tmp_path: Path) -> None:
    jobs = []
    for suite in SUITES:
        right, *wrong = suite.submissions()
        for submission in wrong:
            run = examiner.examine(submission.files(), suite.tests("hidden/"), suite.modules())
            for case in run.cases.values():
                tests_subtest_failed = case.id in run.subtests.values() and "subtests did not pass" in case.message
                if case.outcome in ("failed", "error", "timed_out") and not tests_subtest_failed:
                    jobs.append((f"{suite.name}-{submission.name}", case, submission.files(), right.files()))

    def judge(numbered: tuple[int, tuple[str, object, Mapping[str, bytes], Mapping[str, bytes]]]) -> str:
        number, (_, case, wrong, right) = numbered
        script = case.reproducer  # type: ignore[attr-defined]
        if not script:
            return "there is none"
        told = ends(tmp_path / f"{number}-wrong", wrong, script)
        if not told or told.startswith(("NameError", "ModuleNotFoundError", "SyntaxError")):
            return f"beside the wrong one it ends with {told!r}"
        held = ends(tmp_path / f"{number}-right", right, script)
        return f"beside the right one it ends with {held!r}" if held else ""

    with ThreadPoolExecutor(2) as pool:
        verdicts = list(pool.map(judge, enumerate(jobs)))
    bad = [f"{job[0]} {job[1].id}: {verdict}" for job, verdict in zip(jobs, verdicts, strict=True) if verdict]
    share = 1 - len(bad) / len(jobs)
    print(f"{len(jobs) - len(bad)} of {len(jobs)} reproducers ({share:.1%})", *bad, sep="\n")
    assert share >= ENOUGH, pytest.fail("\n".join(bad), pytrace=False)
