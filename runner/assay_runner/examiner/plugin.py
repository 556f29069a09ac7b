"""The pytest plugin of one run: stops before collecting until a submission comes, then tells each edge case's outcome as it happens."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Generator, Mapping
from typing import Any

import pytest

from ..suites import subtests, telling
from ..suites.namesakes import identity
from ..suites.telling import Finding
from . import verdict
from .collecting import Collecting
from .last_words import end_process
from .over import EdgeCaseOver, Fault
from .reproducer import reproduce
from .run import CONTINUE, Run


class Plugin(Collecting):
    """Registered in the fork server; its hooks do their work in the forks."""

    def __init__(self, wait_for_run: Callable[[Any], Run]) -> None:
        super().__init__(wait_for_run)
        self.findings: list[Finding] = []
        self.number = 0
        self.current = ""
        self.subtests = subtests.OfTest({})
        #: The operands of the last comparison that did not hold, as text, and the script of an end by deadline.
        self.compared: tuple[str, str] | None = None
        self.last_script = ""

    # ---- running -----------------------------------------------------------------------------------------------

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: Any) -> Generator[None, Any, Any]:
        run = self.run
        assert run is not None
        peer = run.peer
        self.number += 1
        self.findings = []
        case = identity(item, run.tests)
        self.current = case["id"]
        if self.namesakes is not None:
            self.namesakes.enter(case["suite"])
        self.subtests = subtests.OfTest(self.cases[self.current])
        self.compared = None
        self.last_script = ""
        run.begin(self.current)
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
            run.last_words.check_process()
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
        subtest = subtests.running()
        findings = self.findings if subtest is None else subtest.findings
        if hasattr(report, "wasxfail"):
            if report.outcome == "passed":
                findings.append(Finding("passed"))
            return report
        if error is None:
            if report.outcome == "failed":
                findings.append(Finding("failed", str(report.longrepr)))
        elif telling.is_skip(error) and not run.peer.came_from_far(error):
            if call.when != "teardown":
                findings.append(Finding("not_run", f"skipped by its author: {telling.text_of(error)}"))
        elif not isinstance(error, EdgeCaseOver):
            finding = verdict.examine(run.peer, error, run.tests)
            if finding.outcome == "challenge_fault" and finding.location is None:
                finding.location = {"file": item.location[0], "line": (item.location[1] or 0) + 1}
            findings.append(finding)
        if error is not None and findings and findings[-1].outcome in ("failed", "error"):
            findings[-1].reproducer = reproduce(item, error, run.tests, verdict.got(error, self.compared))
        elif isinstance(error, EdgeCaseOver) and not self.last_script:
            self.last_script = reproduce(item, error, run.tests)
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
                place = telling.place_in(error, self.run.tests)
                text = f"the test itself ends pytest: {telling.one_line(error)}"
                self.findings.append(Finding("challenge_fault", text, place))
            raise EdgeCaseOver("the edge case ended itself") from None

    @pytest.hookimpl(wrapper=True)
    def pytest_assertrepr_compare(self, config: Any, left: Any, right: Any) -> Generator[None, Any, Any]:
        """A difference of small values whole, of large ones in short: pytest's whole ones can take minutes."""
        whole = "1" if telling.is_small(left) and telling.is_small(right) else "0"
        config._inicache["verbosity_assertions"] = whole
        self.compared = telling.told(left), telling.told(right)
        return (yield)

    # ---- subtests ----------------------------------------------------------------------------------------------

    def subtest_began(self, message: str | None, parameters: Mapping[str, Any]) -> subtests.Subtest | None:
        run = self.run
        assert run is not None
        # A test that caught its end goes no further than to its next subtest.
        run.peer.check_alive()
        printed = run.peer.world.printed
        before = (len(printed[0]), len(printed[1]), len(run.peer.swallowed))
        subtest = self.subtests.begin(message, parameters, before)
        if subtest is not None:
            run.emit({"type": "subtest_started", "edge_case": subtest.edge_case})
        return subtest

    def subtest_ended(self, subtest: subtests.Subtest) -> None:
        run = self.run
        assert run is not None
        if run.peer.fault is not None:
            # It ends as its test does, which is told when it is known how.
            return
        seconds = time.perf_counter() - subtest.started
        ended = self._ending(subtest.edge_case["id"], seconds, subtest.findings, subtest.before)
        self.subtests.ended.append((subtest.name, ended["outcome"]))
        run.emit({"type": "subtest_finished", **ended})

    # ---- telling -----------------------------------------------------------------------------------------------

    def _tell(self, seconds: float) -> None:
        run = self.run
        assert run is not None
        if (of_subtests := self.subtests.finding()) is not None:
            self.findings.append(of_subtests)
        ended = self._ending(self.current, seconds, self.findings, (0, 0, 0))
        examples = run.examples
        if examples is not None and examples["time_over"] and ended["outcome"] == "passed":
            said = f"passed, though its time was over after {examples['tried']} of {examples['asked']} examples"
            ended["message"] = f"{said}\n{ended['message']}".rstrip()
        positions = run.peer.world.positions
        run.emit({"type": "case_finished", **ended, "examples": examples, "positions": positions})

    def _ending(self, id: str, seconds: float, findings: list[Finding], before: tuple[int, int, int]) -> dict[str, Any]:
        """How an edge case ended; ``before`` is what had been printed and caught when it began."""
        assert self.run is not None
        peer = self.run.peer
        worst = telling.worst(findings)
        fault = peer.fault
        outcome, message = worst.outcome, worst.message
        swallowed = peer.swallowed[before[2] :]
        if fault is not None and fault.outcome != "left":
            outcome = fault.outcome
            message = (
                f"{fault.message}\n{message}"
                if message and worst.outcome not in ("passed", fault.outcome)
                else fault.message
            )
        elif outcome == "passed" and swallowed:
            # As in one process this passes; but the interviewer is told.
            message = "passed, though a failure inside a callback was caught by the code: " + swallowed[0]
        elif outcome != "passed" and swallowed and swallowed[0] not in message:
            message += f"\ninside a callback: {swallowed[0]}"
        return {
            "id": id,
            "outcome": outcome,
            "message": telling.cut(message),
            "duration_ms": round(seconds * 1000, 3),
            "stdout": peer.world.printed[0][before[0] :],
            "stderr": peer.world.printed[1][before[1] :],
            "output_cut": peer.world.cut,
            "location": worst.location,
            "reproducer": "" if outcome == "passed" else worst.reproducer or self.last_script,
        }
