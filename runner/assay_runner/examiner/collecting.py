"""Collecting the edge cases, and whose fault it is when that fails: the candidate's, or the author's with file and line."""

from __future__ import annotations

import re
import signal
import types
import unittest
from collections.abc import Callable, Generator
from typing import Any

import pytest
from _pytest.pathlib import ImportPathMismatchError

from ..bridge import mirror_type
from ..suites import collected, telling
from ..suites.namesakes import Namesakes, identity, suite_of
from . import last_words, program, verdict
from .implementations import guard
from .over import EdgeCaseOver, Fault
from .run import OVER, Run

_PLUGIN = re.compile(r"""Error importing plugin ["'](.+?)["']""")
_ENDING = (KeyboardInterrupt, SystemExit, pytest.exit.Exception)


class Collecting:
    """The hooks of a run until its edge cases are known. Registered in the fork server; they do their work in the forks."""

    def __init__(self, wait_for_run: Callable[[Any], Run]) -> None:
        self.wait_for_run = wait_for_run
        self.run: Run | None = None
        self.namesakes: Namesakes | None = None
        self._collected = False
        #: What was told of each edge case, by its id.
        self.cases: dict[str, dict[str, Any]] = {}
        #: Where the author's code was when the time was over, unless it waited for the candidate's.
        self._late_at: dict[str, Any] | None = None

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self, session: pytest.Session) -> None:
        self.run = run = self.wait_for_run(session)
        self.namesakes = Namesakes(run.tests)
        signal.signal(signal.SIGALRM, self._late)
        signal.setitimer(signal.ITIMER_REAL, run.seconds * 2)
        run.last_words.expect_end_in(run.seconds * 2 + 0.5)

    def _late(self, _number: int, frame: types.FrameType | None) -> None:
        run = self.run
        if run is None:
            return
        run.hangs_in_implementation = guard.is_in_implementation(frame)
        if not _waits_for_candidate(frame):
            self._late_at = last_words.place_of(frame, run.tests)
        if run.peer.fault is None:
            run.peer.fault = Fault("timed_out", f"not done after {run.seconds:g} seconds")
        raise EdgeCaseOver("the deadline has passed")

    @pytest.hookimpl(tryfirst=True)
    def pytest_pycollect_makeitem(self, collector: Any, name: str, obj: Any) -> Any:
        # What a star import or an attribute of the candidate's brings is no test of the author's.
        run = self.run
        if run is None:
            return None
        if run.peer.stand_ins.is_registered(obj):
            if isinstance(obj, mirror_type.MirrorType) and not obj.__dict__.get("_assay_own"):
                self._refuse_tests_below_candidates(collector, name, obj)
            return []
        if mirror_type.number_of(obj) is not None or (
            isinstance(obj, mirror_type.MirrorType) and obj.__dict__.get("_assay_own")
        ):
            return []
        return None

    def _refuse_tests_below_candidates(self, collector: Any, name: str, kind: Any) -> None:
        """Instances of a test's class below one of the candidate's live in the sandbox: as a test class it would have its
        assertions there, and what they are to find."""
        assert self.run is not None
        if not (issubclass(kind, unittest.TestCase) or collector.istestclass(kind, name)):
            return
        own = [above for above in mirror_type.order(kind) if not above.__dict__.get("_assay_own")]
        tests = [
            value.__code__
            for above in own
            for key, value in above.__dict__.items()
            if isinstance(value, types.FunctionType) and collector.funcnamefilter(key)
        ]
        if tests:
            text = f"the test class {name} is below a class of the candidate's; let it hold an instance instead"
            self._finish("challenge", text, last_words.place_of_code(tests[0], self.run.tests))

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(self, collector: Any) -> Generator[None, Any, Any]:
        run = self.run
        if run is None:
            return (yield)
        if self.namesakes is not None:
            self.namesakes.enter(suite_of(collector))
        try:
            report = yield
        except _ENDING as error:
            run.last_words.check_process()
            self._collection_failed(error, collector)
            raise
        run.last_words.check_process()
        call = getattr(report, "call", None)
        if call is not None and call.excinfo is not None and not telling.is_skip(call.excinfo.value):
            self._collection_failed(call.excinfo.value, collector)
        return report

    def _collection_failed(self, error: BaseException, collector: Any) -> None:
        run = self.run
        assert run is not None
        peer = run.peer
        signal.setitimer(signal.ITIMER_REAL, 0)
        cause = verdict.candidates_own(peer, error) or verdict.innermost(error)
        if self._late_at is not None:
            text = f"the tests hang while they are collected: not done after {run.seconds * 2:g} seconds"
            self._finish("challenge", text, self._late_at)
        elif peer.fault is not None:
            messages = {"timed_out": f"importing the module took longer than {run.seconds * 2:g} seconds"}
            kind = "import" if peer.crossings else "challenge"
            text = messages.get(peer.fault.outcome, f"while the module was imported, {peer.fault.message}")
            self._finish(kind, text, None, peer.fault.outcome)
        elif peer.came_from_far(cause):
            trace = peer.stand_ins.traces[id(cause)]
            finding = verdict.raised(peer, cause, trace)
            syntax = isinstance(cause, SyntaxError) and finding.location is not None and not trace.frames
            self._finish("syntax" if syntax else "import", finding.message, finding.location)
        elif verdict.about_candidate(peer, cause):
            self._finish(
                "import",
                f"the submission lacks what the tests import: {telling.text_of(cause).partition(' (')[0]}",
                None,
            )
        elif peer.lacking or verdict.touches_candidate(peer, cause):
            text = f"the tests could not use what the module offers\n{telling.one_line(cause)}"
            self._finish("import", text + telling.line_of(cause, run.tests), None)
        else:
            self._blame_author(error, cause, collector)

    def _blame_author(self, error: BaseException, cause: BaseException, collector: Any) -> None:
        assert self.run is not None
        tests = self.run.tests
        place = telling.place_in(cause, tests) or telling.place_in(error, tests)
        plugin = _PLUGIN.search(telling.text_of(error)) or _PLUGIN.search(telling.text_of(error.__cause__ or error))
        if plugin is not None:
            text = f"the tests ask for the pytest plugin `{plugin[1]}`, which is not there: {telling.text_of(cause)}"
        elif isinstance(cause, ImportPathMismatchError):
            name, one, other = (str(part).removeprefix(f"{tests}/") for part in cause.args)
            text = (
                f"{one} and {other} are both imported as `{name}`; give one another name, or put an empty __init__.py "
                "into their folders"
            )
        elif isinstance(cause, _ENDING):
            text = f"the tests end pytest while they are collected: {telling.one_line(cause)}"
        elif isinstance(cause, ModuleNotFoundError) and cause.name:
            text = collected.absent(cause.name, self.run.peer.candidate_names)
        else:
            own = type(cause).__module__.startswith("_pytest")
            text = telling.text_of(cause) if own else telling.one_line(cause)
            text = f"the tests could not be collected: {text}".replace(f"{tests}/", "")
            place = place or collected.place_named(text, collector)
        self._finish("challenge", text, place or {"file": collected.file_of(collector), "line": 1})

    def _parse_program(self) -> None:
        """Source that does not parse is said before anything of it has run and has seen an input."""
        assert self.run is not None
        peer = self.run.peer
        try:
            peer.ask("parse", [peer.main_file])
        except (SyntaxError, ValueError, FileNotFoundError) as error:
            finding = verdict.raised(peer, error, peer.stand_ins.traces[id(error)])
            kind = "import" if isinstance(error, FileNotFoundError) else "syntax"
            self._finish(kind, finding.message, finding.location)

    def _finish(self, kind: str, message: str, location: dict[str, Any] | None, outcome: str = "error") -> None:
        assert self.run is not None
        fault = {"kind": kind, "message": telling.cut(message), "location": location}
        self.run.emit({"type": "over", "fault": fault, "outcome": outcome})
        last_words.end_process(OVER)

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, session: pytest.Session, items: list[Any]) -> None:
        run = self.run
        assert run is not None
        run.last_words.check_process()
        signal.setitimer(signal.ITIMER_REAL, 0)
        run.last_words.arrived()
        self._collected = True
        run.items = list(items)
        wrong = collected.wrong_number(items, run.request["suites"], run.tests)
        if wrong is not None:
            self._finish("challenge", *wrong)
        if program.is_used(items) or any(hasattr(item, "stands_for") for item in items):
            self._parse_program()
        cases = collected.describe(items, run.tests)
        run.emit({"type": "collected", "edge_cases": cases})
        self.cases = {case["id"]: {**case, "has_subtests": False} for case in cases}
        # Subtests show only when their test runs: so those that may have some do, also where the rest is only collected.
        wanted = {case["id"] for case in cases if case["has_subtests"] or not run.request["collect_only"]} - run.skip
        items[:] = [item for item in items if identity(item, run.tests)["id"] in wanted]
        if run.request["collect_only"] and not items:
            run.emit({"type": "over", "fault": None})
            last_words.end_process(OVER)
        place = {id: at for at, id in enumerate(run.mutant["order"])}
        items.sort(key=lambda item: place.get(identity(item, run.tests)["id"], len(place)))

    @pytest.hookimpl(tryfirst=True)
    def pytest_internalerror(self, excinfo: Any) -> None:
        # In pytest, in a plugin, or in this file: never the candidate's fault.
        if self.run is None:
            return
        self.run.last_words.check_process()
        place = telling.place_in(excinfo.value, self.run.tests)
        if isinstance(excinfo.value, EdgeCaseOver) and not self._collected:
            # The time was over while pytest itself was at it: with a busy machine, or with nothing but time left.
            self._finish("examiner", "the tests were not collected in time", None)
        if place is not None:
            # A hook of the author's conftest.py or plugin.
            self._finish("challenge", f"a hook of the tests raised {telling.one_line(excinfo.value)}", place)
        self._finish("examiner", f"pytest failed: {telling.one_line(excinfo.value)}", None)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self) -> None:
        if self.run is None:
            return
        self.run.last_words.check_process()
        if not self._collected:
            self._finish("challenge", "pytest ended before the tests were collected", None)
        self.run.emit({"type": "over", "fault": None, "effort": self.run.effort()})
        last_words.end_process(OVER)


def _waits_for_candidate(frame: types.FrameType | None) -> bool:
    """Whether this frame stands in a call that crossed the bridge."""
    while frame is not None:
        if frame.f_globals.get("__name__") == "assay_runner.examiner.remote":
            return True
        frame = frame.f_back
    return False
