"""The pytest plugin of one run: stops before collecting until a submission comes, then tells each edge case's outcome as it happens."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Generator
from typing import Any

import pytest

from . import verdict
from .collecting import Collecting
from .last_words import end_process
from .over import EdgeCaseOver, Fault
from .run import CONTINUE, Run
from .verdict import Finding

_SEVERITY = ["passed", "not_run", "failed", "error", "out_of_memory", "timed_out", "challenge_fault"]


class Plugin(Collecting):
    """Registered in the fork server; its hooks do their work in the forks."""

    def __init__(self, wait_for_run: Callable[[Any], Run]) -> None:
        super().__init__(wait_for_run)
        self.findings: list[Finding] = []
        self.number = 0
        self.current = ""

    # ---- running -----------------------------------------------------------------------------------------------

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: Any) -> Generator[None, Any, Any]:
        run = self.run
        assert run is not None
        peer = run.peer
        self.number += 1
        self.findings = []
        self.current = self.identity(item)["id"]
        if self.namesakes is not None:
            self.namesakes.enter(self.identity(item)["suite"])
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
            run.last_words.check_process()
            signal.setitimer(signal.ITIMER_REAL, 0)
        seconds = time.perf_counter() - started
        if peer.fault is None:
            self._left_behind()
        self._tell(seconds)
        if peer.fault is not None or run.request["fresh_interpreter"]:
            end_process(CONTINUE)
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
            finding = verdict.examine(run.peer, error, run.tests)
            if finding.outcome == "challenge_fault" and finding.location is None:
                finding.location = {"file": item.location[0], "line": (item.location[1] or 0) + 1}
            self.findings.append(finding)
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
                place = verdict.place_in(error, self.run.tests)
                text = f"the test itself ends pytest: {verdict.one_line(error)}"
                self.findings.append(Finding("challenge_fault", text, place))
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
