"""Runs one package's own tests across the bridge and in one plain pytest process, and tells where they disagree."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from . import sdists
from .manifest import Apart, Package

if TYPE_CHECKING:
    from harness import Examiner, Run
    from truth import PlainPytest

#: A suite of thousands of edge cases across the bridge, each of which has its own limit.
PATIENCE_SECONDS = 120.0
#: More than the product's default of ten: whether an edge case agrees is asked here, on a machine that does other work too.
EDGE_CASE_SECONDS = 30.0


@dataclass
class Disagreement:
    """An edge case that ends differently."""

    case: str
    plain: str
    bridge: str
    message: str


@dataclass
class Comparison:
    """How one package's edge cases end both ways."""

    package: Package
    cases: int
    disagreements: list[Disagreement]
    plain_seconds: float
    bridge_seconds: float
    #: What made the whole suite end early, on either side.
    faults: list[str] = field(default_factory=list)

    @property
    def agree(self) -> int:
        return self.cases - len(self.disagreements)

    def explained(self) -> list[tuple[Apart, list[Disagreement]]]:
        """The manifest's reasons with the disagreements that each of them names first."""
        return [
            (one, [apart for apart in self.disagreements if self._reason(apart) is one]) for one in self.package.apart
        ]

    def unexplained(self) -> list[Disagreement]:
        """Disagreements that no reason names."""
        return [apart for apart in self.disagreements if self._reason(apart) is None]

    def stale(self) -> list[Apart]:
        """Reasons for disagreements that are none."""
        return [one for one, named in self.explained() if not named]

    def _reason(self, apart: Disagreement) -> Apart | None:
        return next((one for one in self.package.apart if one.names(apart.case)), None)


def compare(package: Package, plain: PlainPytest, examiner: Examiner) -> Comparison:
    """Fetches, runs both ways, compares edge case by edge case."""
    files = sdists.fetch(package.source)
    tests = package.hidden(files)
    submission = package.submission(files)
    for source in package.needs:
        submission |= source.taken(sdists.fetch(source))
    for source in package.beside:
        tests |= source.taken(sdists.fetch(source))
    modules = sorted({path.split("/")[0].removesuffix(".py") for path in submission if path.endswith(".py")})
    began = time.monotonic()
    truth = plain.examine(submission, tests)
    between = time.monotonic()
    run = examiner.examine(
        submission,
        {f"hidden/{path}": tests[path] for path in tests},
        modules,
        patience_seconds=PATIENCE_SECONDS,
        edge_case_seconds=EDGE_CASE_SECONDS,
    )
    ended = time.monotonic()
    expected = {id: _coarse(outcome) for id, outcome in truth.outcomes.items()}
    actual = {id: _coarse(outcome) for id, outcome in run.outcomes().items()}
    everything = list(dict.fromkeys([*expected, *actual]))
    disagreements = [
        Disagreement(id, expected.get(id, "absent"), actual.get(id, "absent"), _message(run, id))
        for id in everything
        if expected.get(id) != actual.get(id)
    ]
    faults = [f"plain pytest: {fault}" for fault in truth.faults] + ([f"bridge: {run.fault}"] if run.fault else [])
    return Comparison(package, len(everything), disagreements, between - began, ended - between, faults)


def _coarse(outcome: str) -> str:
    """Whether an edge case was met; how it was missed has more words across the bridge than in pytest."""
    return outcome if outcome in ("passed", "not_run") else "missed"


def _message(run: Run, id: str) -> str:
    return run.cases[id].message if id in run.cases else ""
