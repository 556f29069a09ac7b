"""The same suites and submissions across the bridge and in one plain pytest, edge case by edge case."""

from __future__ import annotations

from pathlib import Path

import pytest
from departures import DELIBERATE, OPEN, reason
from harness import Examiner
from suites import Submission, Suite, find_suites
from truth import PlainPytest, Truth

SUITES = find_suites(Path(__file__).parent / "constructs")
PAIRS = [(suite, submission) for suite in SUITES for submission in suite.submissions()]
pairs = pytest.mark.parametrize(
    ("suite", "submission"), [pytest.param(*pair, id=f"{pair[0].name}-{pair[1].name}") for pair in PAIRS]
)
_truths: dict[Path, Truth] = {}


def truth_of(plain: PlainPytest, suite: Suite, submission: Submission) -> Truth:
    """How it ends without a bridge; asked once a session."""
    if submission.path not in _truths:
        _truths[submission.path] = plain.examine(submission.files(), suite.tests())
    return _truths[submission.path]


def coarse(outcome: str) -> str:
    """Whether an edge case was met; how it was missed has more words across the bridge than in pytest."""
    return outcome if outcome in ("passed", "not_run", "challenge_fault") else "missed"


@pairs
def test_plain_pytest_tells_right_from_wrong(plain_pytest: PlainPytest, suite: Suite, submission: Submission) -> None:
    truth = truth_of(plain_pytest, suite, submission)
    assert truth.outcomes or truth.faults
    missed = {id: truth.messages[id] for id, outcome in truth.outcomes.items() if coarse(outcome) == "missed"}
    if submission.is_right:
        assert not missed
        assert not truth.faults
    else:
        assert missed or truth.faults, "a wrong submission that no edge case catches proves nothing"


@pairs
def test_the_bridge_agrees_with_plain_pytest(
    plain_pytest: PlainPytest, examiner: Examiner, suite: Suite, submission: Submission
) -> None:
    truth = truth_of(plain_pytest, suite, submission)
    run = examiner.examine(submission.files(), suite.tests("hidden/"), suite.modules())
    expected = {id: coarse(outcome) for id, outcome in truth.outcomes.items()}
    actual = {id: coarse(outcome) for id, outcome in run.outcomes().items()}
    for id in run.subtests.keys() - expected.keys():
        # unittest reports none that is expected to fail, and none around one that failed.
        assert actual.pop(id) == "passed"
    apart = [id for id in expected | actual if expected.get(id) != actual.get(id)]
    names = (suite.name, submission.name)
    stale = [id for id in expected if reason(DELIBERATE, *names, id) and id not in apart]
    assert not stale, f"these agree now and should leave departures.py: {stale}"
    apart = [id for id in apart if not reason(DELIBERATE, *names, id) and not reason(OPEN, *names, id)]
    assert not apart, f"plain pytest says {[expected.get(id) for id in apart]}\n{run.explain(apart)}"
    if truth.faults:
        assert run.fault is not None, "what plain pytest cannot collect is told"
        assert run.fault["kind"] == "import", "and it is the candidate's fault, since the right submission is collected"
    else:
        assert run.fault is None, run.explain()
    tests = [id for id in run.cases if id not in run.subtests]
    assert run.collected == tests, "every edge case that was collected ends, in that order"
