"""The pytest plugin of one run: stops before collecting until a submission comes, then tells each edge case's outcome as it happens."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest

from ..bridge import mirror_type
from . import program, verdict, words
from .over import EdgeCaseOver, Fault
from .remote import ExaminerPeer
from .verdict import Finding

#: Exit statuses of a run's process: over, or to be continued with a fresh interpreter in the sandbox.
OVER = 0
CONTINUE = 3
_SEVERITY = ["passed", "not_run", "failed", "error", "out_of_memory", "timed_out", "challenge_fault"]
#: Seconds that a setup or teardown may go on after the deadline before the process itself is ended from outside.
GRACE_SECONDS = 1.0


class Run:
    """What the process of one submission needs to know."""

    def __init__(
        self, peer: ExaminerPeer, tests: Path, request: dict[str, Any], emit: Callable[[dict[str, Any]], None]
    ) -> None:
        self.peer = peer
        self.tests = tests
        self.request = request
        self.emit = emit
        self.seconds: float = request["edge_case_seconds"]
        self.skip = set(request["skip"])
        self.items: list[Any] = []


class Plugin:
    """Registered in the fork server; its hooks do their work in the forks."""

    def __init__(self, wait_for_run: Callable[[Any], Run]) -> None:
        self.wait_for_run = wait_for_run
        self.run: Run | None = None
        self.findings: list[Finding] = []
        self.number = 0
        self.current = ""

    # ---- collecting --------------------------------------------------------------------------------------------

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self, session: pytest.Session) -> None:
        self.run = self.wait_for_run(session)
        signal.signal(signal.SIGALRM, self._late)
        signal.setitimer(signal.ITIMER_REAL, self.run.seconds * 2)

    def _late(self, *_: Any) -> None:
        run = self.run
        if run is None:
            return
        if run.peer.fault is None:
            run.peer.fault = Fault("timed_out", f"not done after {run.seconds:g} seconds")
        raise EdgeCaseOver("the deadline has passed")

    @pytest.hookimpl(tryfirst=True)
    def pytest_pycollect_makeitem(self, name: str, obj: Any) -> Any:
        # What a star import or an attribute of the candidate's brings is no test of the author's.
        run = self.run
        if run is None:
            return None
        if run.peer.stand_ins.is_registered(obj):
            return []
        if mirror_type.number_of(obj) is not None or (
            isinstance(obj, mirror_type.MirrorType) and obj.__dict__.get("_assay_own")
        ):
            return []
        return None

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(self, collector: Any) -> Generator[None, Any, Any]:
        report = yield
        call = getattr(report, "call", None)
        if call is not None and call.excinfo is not None and not verdict.is_skip(call.excinfo.value):
            self._collection_failed(call.excinfo.value, collector)
        return report

    def _collection_failed(self, error: BaseException, collector: Any) -> None:
        run = self.run
        assert run is not None
        peer = run.peer
        signal.setitimer(signal.ITIMER_REAL, 0)
        cause = error
        while not isinstance(cause, EdgeCaseOver) and not peer.came_from_far(cause) and cause.__cause__ is not None:
            cause = cause.__cause__
        if peer.fault is not None:
            messages = {"timed_out": f"importing the module took longer than {run.seconds * 2:g} seconds"}
            kind = "import" if peer.crossings else "challenge"
            text = messages.get(peer.fault.outcome, f"while the module was imported, {peer.fault.message}")
            self._finish(kind, text, None, peer.fault.outcome)
        elif peer.came_from_far(cause):
            finding = verdict.raised(peer, cause, peer.stand_ins.traces[id(cause)])
            syntax = (
                isinstance(cause, SyntaxError)
                and finding.location is not None
                and not peer.stand_ins.traces[id(cause)].frames
            )
            self._finish("syntax" if syntax else "import", finding.message, finding.location)
        elif verdict._about_candidate(peer, cause):
            self._finish(
                "import",
                f"the submission lacks what the tests import: {verdict.text_of(cause).partition(' (')[0]}",
                None,
            )
        elif verdict.touches_candidate(peer, cause):
            text = f"the tests could not use what the module offers: {verdict.one_line(cause)}"
            self._finish("import", text + verdict.line_of(cause, run.tests), None)
        else:
            place = verdict.place_in(cause, run.tests)
            text = (
                verdict.one_line(cause) if not type(cause).__module__.startswith("_pytest") else verdict.text_of(cause)
            )
            self._finish(
                "challenge",
                f"the tests could not be collected: {text}",
                place or {"file": str(collector.nodeid), "line": 1},
            )

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
        fault = {"kind": kind, "message": message, "location": location}
        self.run.emit({"type": "over", "fault": fault, "outcome": outcome})
        os._exit(OVER)

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, session: pytest.Session, items: list[Any]) -> None:
        run = self.run
        assert run is not None
        signal.setitimer(signal.ITIMER_REAL, 0)
        run.items = list(items)
        if not items:
            self._finish("challenge", "the tests contain no edge case", None)
        if program.is_used(items):
            self._parse_program()
        run.emit(
            {"type": "collected", "edge_cases": [{**self._identity(item), **words.describe(item)} for item in items]}
        )
        if run.request["collect_only"]:
            run.emit({"type": "over", "fault": None})
            os._exit(OVER)
        items[:] = [item for item in items if self._identity(item)["id"] not in run.skip]

    @staticmethod
    def _identity(item: Any) -> dict[str, str]:
        suite, _, rest = item.nodeid.partition("/")
        return {"id": rest, "suite": suite}

    # ---- running -----------------------------------------------------------------------------------------------

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: Any) -> Generator[None, Any, Any]:
        run = self.run
        assert run is not None
        peer = run.peer
        self.number += 1
        self.findings = []
        self.current = self._identity(item)["id"]
        run.emit({"type": "case_started", "id": self.current})
        peer.world.begin_case()
        peer.world.binary = not {"capsysbinary", "capfdbinary"}.isdisjoint(getattr(item, "fixturenames", ()))
        peer.begin_case(self.number)
        started = time.perf_counter()
        signal.setitimer(signal.ITIMER_REAL, run.seconds)
        try:
            result = yield
        except EdgeCaseOver:
            result = True
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        seconds = time.perf_counter() - started
        if peer.fault is None:
            self._left_behind()
        self._tell(seconds)
        if peer.fault is not None or run.request["fresh_interpreter"]:
            os._exit(CONTINUE)
        return result

    def _left_behind(self) -> None:
        """Ends the edge case in the sandbox; whatever still runs there then must not see the next one."""
        assert self.run is not None
        peer = self.run.peer
        try:
            left = peer.end_case()
            if type(left) is list and any(left):
                peer.fault = Fault("left", "threads or processes were left running")
        except EdgeCaseOver:
            return
        except Exception as error:
            peer.fault = Fault("left", f"the sandbox did not answer: {error}")

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: Any, call: Any) -> Generator[None, Any, Any]:
        report = yield
        run = self.run
        assert run is not None
        error = call.excinfo.value if call.excinfo is not None else None
        if hasattr(report, "wasxfail"):
            if report.outcome == "passed":
                self.findings.append(Finding("passed"))
            return report
        if error is None:
            if report.outcome == "failed":
                self.findings.append(Finding("failed", str(report.longrepr)))
        elif verdict.is_skip(error) and not run.peer.came_from_far(error):
            if call.when != "teardown":
                self.findings.append(Finding("not_run", f"skipped by its author: {verdict.text_of(error)}"))
        elif not isinstance(error, EdgeCaseOver):
            self.findings.append(verdict.examine(run.peer, error, run.tests))
        return report

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: Any) -> Generator[None, Any, Any]:
        return (yield from self._contained())

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_setup(self, item: Any) -> Generator[None, Any, Any]:
        return (yield from self._contained())

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_teardown(self, item: Any) -> Generator[None, Any, Any]:
        return (yield from self._contained())

    def _contained(self) -> Generator[None, Any, Any]:
        """A skip, an exit or an interrupt that the candidate raised is an error of its edge case and of nothing else."""
        assert self.run is not None
        try:
            return (yield)
        except (KeyboardInterrupt, SystemExit, pytest.exit.Exception) as error:
            if self.run.peer.came_from_far(error):
                self.findings.append(verdict.raised(self.run.peer, error, self.run.peer.stand_ins.traces[id(error)]))
            else:
                self.findings.append(verdict.examine(self.run.peer, error, self.run.tests))
            raise EdgeCaseOver("the edge case ended itself") from None

    def _tell(self, seconds: float) -> None:
        run = self.run
        assert run is not None
        peer = run.peer
        worst = max(self.findings, key=lambda finding: _SEVERITY.index(finding.outcome), default=Finding("passed"))
        fault = peer.fault
        outcome, message = worst.outcome, worst.message
        if fault is not None and fault.outcome != "left":
            outcome = fault.outcome
            message = (
                f"{fault.message}\n{message}"
                if message and worst.outcome not in ("passed", fault.outcome)
                else fault.message
            )
        elif outcome == "passed" and peer.swallowed:
            # As in one process this passes; but the interviewer is told.
            message = "passed, though a failure inside a callback was caught by the code: " + peer.swallowed[0]
        elif outcome != "passed" and peer.swallowed and peer.swallowed[0] not in message:
            message += f"\ninside a callback: {peer.swallowed[0]}"
        run.emit(
            {
                "type": "case_finished",
                "id": self.current,
                "outcome": outcome,
                "message": verdict.cut(message),
                "duration_ms": round(seconds * 1000, 3),
                "stdout": peer.world.printed[0],
                "stderr": peer.world.printed[1],
                "output_cut": peer.world.cut,
                "location": worst.location,
                "positions": peer.world.positions,
            }
        )

    @pytest.hookimpl(tryfirst=True)
    def pytest_internalerror(self, excinfo: Any) -> None:
        # In pytest, in a plugin, or in this file: never the candidate's fault.
        if self.run is not None:
            self._finish("examiner", f"pytest failed: {verdict.one_line(excinfo.value)}", None)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self) -> None:
        if self.run is not None:
            self.run.emit({"type": "over", "fault": None})
            os._exit(OVER)
