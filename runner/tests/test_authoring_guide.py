"""The example of `docs/authoring.md`, taken from its text: what the guide tells a stranger to type must hold."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from harness import Examiner, Run

GUIDE = Path(__file__).parents[2] / "docs" / "authoring.md"
# A line that is a path in backticks and a colon, and the fenced block below it.
_FILE = re.compile(r"^`([\w/]+\.\w+)`:\n\n(`{3,})\w+\n(.*?)^\2$", re.MULTILINE | re.DOTALL)
FILES = {path: text for path, _, text in _FILE.findall(GUIDE.read_text("utf-8"))}
SETTINGS = tomllib.loads(FILES["challenge.toml"])
MODULE: str = SETTINGS["module"]
SUBMISSIONS = [path for path in FILES if path.startswith("submissions/")]
TESTS = {path.removeprefix("tests/"): text.encode() for path, text in FILES.items() if path.startswith("tests/")}
# The property test comes later in the guide, with the reference that it needs.
PROPERTY = "hidden/days_test.py"
NAMED = {path: text for path, text in TESTS.items() if path != PROPERTY}


def grade(examiner: Examiner, path: str, tests: dict[str, bytes] = NAMED, reference: str | None = None) -> Run:
    challenge = examiner.load(tests, [MODULE], as_submitted(reference) if reference else None)
    with examiner.sandbox() as uid:
        return examiner.run(challenge, as_submitted(path), uid, suites=("hidden", "visible"))


def as_submitted(path: str) -> dict[str, bytes]:
    return {f"{MODULE}.py": FILES[path].encode()}


def failed(run: Run) -> set[str]:
    """The tests that did not pass, as a header names them."""
    assert run.cases, run.explain()
    return {case.id.partition("::")[2] for case in run.cases.values() if case.outcome != "passed"}


def named_in_header(source: str) -> set[str]:
    header = re.search(r"^# Fails: (.*?)^# Mistake:", source, re.MULTILINE | re.DOTALL)
    assert header is not None, source
    return {name.strip() for name in header[1].replace("#", "").split(",")}


def test_every_file_of_the_example_is_found() -> None:
    assert {"challenge.toml", "statement.md", "starter.py"} <= FILES.keys()
    assert len(SUBMISSIONS) == 9
    assert len(TESTS) == 3


@pytest.mark.parametrize("path", SUBMISSIONS)
def test_each_submission_does_what_the_guide_says(examiner: Examiner, path: str) -> None:
    run = grade(examiner, path)
    names = failed(run)
    if path.startswith("submissions/accepted/"):
        assert not names, run.explain()
        return
    wanted = named_in_header(FILES[path])
    assert {name if name in wanted else name.partition("[")[0] for name in names} == wanted, run.explain()
    raises = path.startswith("submissions/run_time_error/")
    assert raises == ("error" in run.outcomes().values()), run.explain()


def test_the_starter_does_not_pass(examiner: Examiner) -> None:
    assert failed(grade(examiner, "starter.py"))


def test_the_property_test_tells_wrong_from_right(examiner: Examiner) -> None:
    tests = {PROPERTY: TESTS[PROPERTY]}
    for path in SUBMISSIONS:
        run = grade(examiner, path, tests, "submissions/accepted/sort_and_join.py")
        wanted = "passed" if path.startswith("submissions/accepted/") else "failed"
        assert [case.outcome for case in run.cases.values()] == [wanted], run.explain()
