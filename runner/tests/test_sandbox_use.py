"""What a sandbox tells of its own use, and that one submission's sandbox is nobody else's."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from harness import Examiner, encode

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from assay_runner.examiner import usage

TESTS = {"hidden/a_test.py": b"import candidate\n\ndef test_it():\n    assert candidate.value == 1\n"}
RIGHT = {"candidate.py": b"value = 1\n"}


def finished(examiner: Examiner, sandbox: int, files: dict[str, bytes], name: str, **more: Any) -> dict[str, Any]:
    """The last event of one run."""
    examiner.say(
        {
            "type": "run",
            "run": name,
            "challenge": examiner.load(TESTS, ["candidate"]),
            "sandbox": sandbox,
            "files": encode(files),
            "suites": ["hidden"],
            "edge_case_seconds": 10.0,
            "output_bytes": 65_536,
            "fresh_interpreter": False,
            "collect_only": False,
            "skip": [],
            "seed": 0,
            "examples": 1,
            **more,
        }
    )
    return examiner.wait("finished", run=name)


@pytest.mark.parametrize("answer", [["used", 5_000_000, 1 << 20], ["used", 0, 0]])
def test_a_plausible_use_is_told(answer: list[Any]) -> None:
    assert usage._checked(answer) == {"cpu_ms": answer[1] / 1e6, "peak_memory_bytes": answer[2]}


@pytest.mark.parametrize(
    "answer",
    [
        None,
        "used",
        ["used"],
        ["other", 1, 1],
        ["used", -1, -1],
        ["used", 10**30, 1 << 60],
        ["used", 1.5, "much"],
        ["used", True, False],
        ["used", float("nan"), None],
        ["used", 1, 1, 1],
    ],
)
def test_an_absurd_use_is_not_told(answer: Any) -> None:
    assert usage._checked(answer) == {}


def test_one_absurd_number_takes_the_other_not_along() -> None:
    assert usage._checked(["used", 10**30, 4096]) == {"peak_memory_bytes": 4096}


def test_an_agent_starts_without_what_few_submissions_need() -> None:
    told = "import assay_runner.agent.__main__, sys; print(*sorted({'asyncio', 'ssl', 'subprocess', 'shutil'} & set(sys.modules)))"
    runner = Path(__file__).resolve().parent.parent
    # Without the site folder, whose packages import what they like.
    done = subprocess.run([sys.executable, "-S", "-c", told], cwd=runner, capture_output=True, text=True, check=True)
    assert done.stdout == "\n"


def test_a_used_sandbox_is_nobody_elses(examiner: Examiner) -> None:
    with examiner.sandbox() as sandbox:
        assert finished(examiner, sandbox, RIGHT, "first")["fault"] is None
        for name, more in (("again", {}), ("first", {}), ("author", {"owner": "the author of x"})):
            fault = finished(examiner, sandbox, RIGHT, name, **more)["fault"]
            assert fault is not None, name
            assert (fault["kind"], fault["message"]) == ("examiner", "the sandbox has been used"), name


def test_an_authors_runs_follow_each_other_and_nobody_elses_do(examiner: Examiner) -> None:
    with examiner.sandbox() as sandbox:
        for name in ("one", "two"):
            assert finished(examiner, sandbox, RIGHT, name, owner="the author of x")["fault"] is None
        for name, more in (("candidate", {}), ("other", {"owner": "the author of y"})):
            fault = finished(examiner, sandbox, RIGHT, name, **more)["fault"]
            assert fault is not None, name
            assert fault["message"] == "the sandbox has been used", name
        assert finished(examiner, sandbox, RIGHT, "three", owner="the author of x")["fault"] is None


def test_an_interpreter_that_waits_imports_what_it_may_need(examiner: Examiner) -> None:
    # Not in one word: for a submission that has it, it is imported anyhow.
    looks = {"candidate.py": b"import sys\nvalue = int('asyn' + 'cio' in sys.modules)\n"}
    for number in range(10):
        # It does so on an idle CPU only.
        with examiner.sandbox() as sandbox:
            time.sleep(4)
            finished(examiner, sandbox, looks, f"waited-{number}")
            if examiner.wait("case_finished", run=f"waited-{number}")["outcome"] == "passed":
                return
    pytest.fail("an interpreter waited ten times and imported nothing")
