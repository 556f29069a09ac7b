"""Runs a challenge's own tests in the candidate's interpreter, for a challenge that says so: plain pytest, in one process.

Nothing keeps a submission from reading these tests or from telling what it likes in their place. Whoever reads the report
is told so; here nothing tries to prevent it.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import sys
from collections.abc import Callable, Generator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import _pytest.assertion.rewrite as rewrite
import pytest

from ..suites import collected, configuration, subtests, telling
from ..suites.namesakes import Namesakes, identity, suite_of
from .judging import Judge

if TYPE_CHECKING:
    from .interpreter import SandboxPeer

#: Tells the examiner of something: what it is, and about it a text of JSON.
Note = Callable[[str, str], Any]
#: The folder below a run's root in which the tests lie.
FOLDER = "tests"


class _Ended(Exception):
    """In the place of an exit or an interrupt that a test or the code raised: it ends its own edge case alone."""


class Suite:
    """The plugin of this pytest."""

    def __init__(self, peer: SandboxPeer, tests: Path, wanted: dict[str, Any], note: Note) -> None:
        self.peer = peer
        self.tests = tests
        self.wanted = wanted
        self.note = note
        self.judge = Judge(tests, Path(peer.root), wanted["modules"])
        self.namesakes = Namesakes(tests)
        self.cases: dict[str, dict[str, Any]] = {}
        self.findings: list[telling.Finding] = []
        self.subtests = subtests.OfTest({})
        self.collected = False

    def tell(self, what: str, about: dict[str, Any] | list[dict[str, Any]]) -> None:
        self.note(what, json.dumps(about))

    # ---- collecting --------------------------------------------------------------------------------------------

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self, session: pytest.Session) -> None:
        # What pytest had to say of its settings is said; from now on it is the tests' own.
        sys.stderr = sys.__stderr__
        configuration.admit_conftests(session.config)

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(self, collector: Any) -> Generator[None, Any, Any]:
        self.namesakes.enter(suite_of(collector))
        try:
            report = yield
        except (KeyboardInterrupt, SystemExit, pytest.exit.Exception) as error:
            self._uncollected(error, collector)
            raise
        call = getattr(report, "call", None)
        if call is not None and call.excinfo is not None and not telling.is_skip(call.excinfo.value):
            self._uncollected(call.excinfo.value, collector)
            raise pytest.exit.Exception("the tests cannot be collected")
        return report

    def _uncollected(self, error: BaseException, collector: Any) -> None:
        self.tell("uncollected", self.judge.uncollected(error, collector))

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        wrong = collected.wrong_number(items, self.wanted["suites"], self.tests)
        if wrong is not None:
            self.tell("uncollected", {"kind": "challenge", "message": wrong[0], "location": wrong[1]})
            raise pytest.exit.Exception(wrong[0])
        self.collected = True
        cases = collected.describe(items, self.tests)
        self.cases = {case["id"]: case for case in cases}
        self.tell("collected", cases)
        run = {case["id"] for case in cases if case["has_subtests"] or not self.wanted["collect_only"]}
        run -= set(self.wanted["skip"])
        items[:] = [item for item in items if self._id(item) in run]
        place = {id: at for at, id in enumerate(self.wanted["order"])}
        items.sort(key=lambda item: place.get(self._id(item), len(place)))

    def _id(self, item: Any) -> str:
        return identity(item, self.tests)["id"]

    # ---- running -----------------------------------------------------------------------------------------------

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: Any) -> Generator[None, Any, Any]:
        case = self.cases[self._id(item)]
        self.namesakes.enter(case["suite"])
        self.findings = []
        self.subtests = subtests.OfTest(case)
        self.tell("began", {"id": case["id"]})
        result = yield
        _flush()
        if (of_subtests := self.subtests.finding()) is not None:
            self.findings.append(of_subtests)
        left = bool(self.peer.world.threads_alive() or self.peer.world.children_alive())
        self.tell("ended", {"id": case["id"], **_told(self.findings), "left": left})
        return result

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: Any, call: Any) -> Generator[None, Any, Any]:
        report = yield
        error = call.excinfo.value if call.excinfo is not None else None
        subtest = subtests.running()
        findings = self.findings if subtest is None else subtest.findings
        if hasattr(report, "wasxfail") or error is None:
            if report.outcome == "failed":
                findings.append(telling.Finding("failed", str(report.longrepr)))
        elif isinstance(error, _Ended):
            pass
        elif telling.is_skip(error) and not self.judge.is_candidates(error):
            if call.when != "teardown":
                findings.append(telling.Finding("not_run", f"skipped by its author: {telling.text_of(error)}"))
        else:
            finding = self.judge.examine(error)
            if finding.outcome == "challenge_fault" and finding.location is None:
                finding.location = {"file": item.location[0], "line": (item.location[1] or 0) + 1}
            findings.append(finding)
        return report

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self) -> Generator[None, Any, Any]:
        return (yield from self._contained())

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_setup(self) -> Generator[None, Any, Any]:
        return (yield from self._contained())

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_teardown(self) -> Generator[None, Any, Any]:
        return (yield from self._contained())

    def _contained(self) -> Generator[None, Any, Any]:
        try:
            return (yield)
        except (KeyboardInterrupt, SystemExit, pytest.exit.Exception) as error:
            self.findings.append(self.judge.ended(error))
            raise _Ended(str(error)) from None

    @pytest.hookimpl(wrapper=True)
    def pytest_assertrepr_compare(self, config: Any, left: Any, right: Any) -> Generator[None, Any, Any]:
        # A difference of small values whole, of large ones in short: pytest's whole ones can take minutes.
        whole = "1" if telling.is_small(left) and telling.is_small(right) else "0"
        config._inicache["verbosity_assertions"] = whole
        return (yield)

    # ---- subtests ----------------------------------------------------------------------------------------------

    def subtest_began(self, message: str | None, parameters: Mapping[str, Any]) -> subtests.Subtest | None:
        subtest = self.subtests.begin(message, parameters, (0, 0, 0))
        if subtest is not None:
            _flush()
            self.tell("subtest_began", subtest.edge_case)
        return subtest

    def subtest_ended(self, subtest: subtests.Subtest) -> None:
        _flush()
        told = _told(subtest.findings)
        self.subtests.ended.append((subtest.name, told["outcome"]))
        self.tell("subtest_ended", {"id": subtest.edge_case["id"], **told})


def run(peer: SandboxPeer, wanted: dict[str, Any], note: Note) -> None:
    """Lays out the tests beside the submission, collects them and runs what is wanted. Tells of each as it ends."""
    root = Path(peer.root).parent
    tests = root / FOLDER
    for name, content in wanted["tests"].items():
        path = tests / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("latin-1"))
    for name, content in wanted["given"].items():
        path = Path.cwd() / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("latin-1"))
    suite = Suite(peer, tests, wanted, note)
    subtests.watch(suite)
    os.environ.pop("PYTEST_DISABLE_PLUGIN_AUTOLOAD", None)
    # What plain pytest finds: no handler but the interpreter's own.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    arguments = [
        *configuration.arguments(tests, capture="no"),
        *("--basetemp", str(root / "tmp" / "pytest")),
        *(str(tests / name) for name in wanted["suites"] if (tests / name).is_dir()),
    ]
    # Installed plugins are imported before any fork, and their assertions are nobody's here.
    rewrite.AssertionRewritingHook._warn_already_imported = lambda *_: None  # type: ignore[method-assign]
    sys.stderr = said = io.StringIO()
    status, why = 0, ""
    try:
        status = int(pytest.main(arguments, plugins=[suite, configuration.OptionsOfConftests(tests)]))
    except Exception as error:
        if suite.collected:
            raise
        why = telling.one_line(error)
    finally:
        sys.stderr = sys.__stderr__
    if not suite.collected:
        message, place = configuration.misconfigured(why or said.getvalue(), status, tests)
        suite.tell("uncollected", {"kind": "challenge", "message": message, "location": place})


def _told(findings: list[telling.Finding]) -> dict[str, Any]:
    worst = telling.worst(findings)
    return {"outcome": worst.outcome, "message": worst.message, "location": worst.location}


def _flush() -> None:
    """What was printed belongs to what ends now."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(Exception):
            stream.flush()
