"""A challenge whose tests share the candidate's process: they run in the sandbox, and what is told of them is passed on.

All that comes from there may be forged, and reports say so. It is taken for what it may be at worst: text, bounded, in an
order that makes sense. What does hold is what is measured here: times, limits, and the end of the process.
"""

from __future__ import annotations

import json
import signal
import threading
import time
from pathlib import Path
from typing import Any, NoReturn

from ..suites import telling
from .last_words import end_process
from .over import EdgeCaseOver, Fault
from .run import CONTINUE, OVER, Run

#: As many edge cases as a report holds, and subtests of one test.
_MAX_EDGE_CASES = 5_000
_MAX_SUBTESTS = 1_000
#: Characters of a name, and of the words that describe an edge case.
_MAX_NAME = 1_000
_MAX_WORDS = 4_000
_OUTCOMES = ("passed", "failed", "error", "not_run", "challenge_fault")
_FAULTS = ("syntax", "import", "challenge")
#: The folder of what a challenge gives to the candidate's code.
_GIVEN = ".given/"


class Implausible(Exception):
    """The sandbox told what no run of the suite tells."""


class Relay:
    """Passes on what a suite in the sandbox tells of one run."""

    def __init__(self, run: Run, modules: list[str], tests: Path) -> None:
        self.run = run
        self.modules = modules
        self.tests = tests
        self.cases: dict[str, dict[str, Any]] = {}
        self.collected = False
        self.current = ""
        self.subtest = ""
        self.subtests: set[str] = set()
        self.ended: set[str] = set(run.skip)
        self.started = 0.0
        self.subtest_started = 0.0
        self.before = (0, 0)
        # The candidate's threads may call, too.
        self._lock = threading.RLock()

    def serve(self) -> NoReturn:
        """Has the suite run; ends this process as its run goes on or is over."""
        run = self.run
        signal.signal(signal.SIGALRM, self._late)
        signal.setitimer(signal.ITIMER_REAL, run.seconds * 2)
        try:
            run.peer.ask("run_suite", [json.dumps(self._wanted())], (self.note,))
        except EdgeCaseOver:
            pass
        except Exception as error:
            run.peer.fault = run.peer.fault or Fault("error", f"the suite ended with {telling.one_line(error)}")
        signal.setitimer(signal.ITIMER_REAL, 0)
        fault = run.peer.fault
        if self.current:
            self._end(self.current, fault or Fault("error", "the suite ended while this ran"))
            end_process(CONTINUE)
        if not self.collected:
            self._over(fault or Fault("error", "the suite told of no edge case"))
        if fault is not None and fault.outcome == "died":
            # Between two edge cases: the rest of them runs in a fresh interpreter.
            end_process(CONTINUE)
        run.emit({"type": "over", "fault": None})
        end_process(OVER)

    def _wanted(self) -> dict[str, Any]:
        request = self.run.request
        found = [path for path in self.tests.rglob("*") if path.is_file()]
        files = {str(path.relative_to(self.tests)): path.read_bytes().decode("latin-1") for path in found}
        return {
            "tests": {name: content for name, content in files.items() if not name.startswith(_GIVEN)},
            "given": {name.removeprefix(_GIVEN): text for name, text in files.items() if name.startswith(_GIVEN)},
            "modules": self.modules,
            "suites": request["suites"],
            "skip": request["skip"],
            "collect_only": request["collect_only"],
            "order": self.run.mutant["order"],
        }

    def _late(self, *_: object) -> None:
        if self.run.peer.fault is None:
            self.run.peer.fault = Fault("timed_out", f"not done after {self.run.seconds:g} seconds")
        raise EdgeCaseOver("the deadline has passed")

    def _over(self, fault: Fault) -> NoReturn:
        text = fault.message
        if fault.outcome == "timed_out":
            text = f"the tests hang while they are collected: not done after {self.run.seconds * 2:g} seconds"
        elif fault.outcome == "died":
            text = f"while the tests were collected, {fault.message}"
        # Whether it is the submission's fault shows with an accepted one.
        told = {"kind": "challenge", "message": telling.cut(text), "location": None}
        self.run.emit({"type": "over", "fault": told, "outcome": fault.outcome})
        end_process(OVER)

    # ---- what the sandbox tells --------------------------------------------------------------------------------

    def note(self, what: Any, about: Any) -> None:
        """Called by the sandbox."""
        with self._lock:
            try:
                if type(what) is not str or type(about) is not str:
                    raise Implausible("a note is text")
                self._take(what, json.loads(about))
            except (Implausible, ValueError, KeyError, TypeError, RecursionError) as error:
                self.run.peer.stop("error", f"what the sandbox told of the suite makes no sense: {error}"[:500])

    def _take(self, what: str, about: Any) -> None:
        if what == "collected":
            self._collect(about)
        elif what == "uncollected" and not self.collected:
            kind = about["kind"]
            location = _place(about["location"])
            _ensure(kind in _FAULTS, "of a fault of no kind")
            fault = {"kind": kind, "message": _text(about["message"], telling.MAX_MESSAGE), "location": location}
            self.run.emit({"type": "over", "fault": fault})
            end_process(OVER)
        elif what == "began":
            self._begin(about["id"])
        elif what == "subtest_began":
            self._begin_subtest(about)
        elif what == "subtest_ended":
            _ensure(about["id"] == self.subtest != "", "of a subtest that does not run")
            found = _finding(about)
            printed = self.run.peer.world.printed
            told = self._told(self.subtest, found, time.perf_counter() - self.subtest_started)
            told |= {"stdout": printed[0][self.before[0] :], "stderr": printed[1][self.before[1] :]}
            self.subtest = ""
            self.run.emit({"type": "subtest_finished", **told})
        elif what == "ended":
            _ensure(about["id"] == self.current != "", "of an edge case that does not run")
            self._end(self.current, None, _finding(about))
            if about["left"] or self.run.request["fresh_interpreter"]:
                end_process(CONTINUE)
        else:
            raise Implausible("of nothing that it tells of")

    def _collect(self, about: Any) -> None:
        _ensure(type(about) is list and len(about) <= _MAX_EDGE_CASES and not self.collected, "of too many edge cases")
        cases = [_case(one) for one in about]
        self.cases = {case["id"]: case for case in cases}
        _ensure(len(self.cases) == len(cases), "of two edge cases by one name")
        self.collected = True
        signal.setitimer(signal.ITIMER_REAL, 0)
        self.run.emit({"type": "collected", "edge_cases": cases})

    def _begin(self, id: Any) -> None:
        _ensure(id in self.cases and id not in self.ended and not self.current, "of an edge case that cannot begin")
        self.current = id
        self.subtests = set()
        self.run.begin(id)
        self.run.peer.crossings = 0
        self.run.peer.world.begin_case()
        self.run.emit({"type": "case_started", "id": id})
        self.started = time.perf_counter()
        signal.setitimer(signal.ITIMER_REAL, self.run.seconds)

    def _begin_subtest(self, about: Any) -> None:
        case = _case(about)
        _ensure(bool(self.current) and not self.subtest and case["subtest_of"] == self.current, "of nobody's subtest")
        _ensure(case["id"] not in self.cases | dict.fromkeys(self.subtests), "of a subtest twice")
        _ensure(len(self.subtests) < _MAX_SUBTESTS, "of too many subtests")
        self.subtests.add(case["id"])
        self.subtest = case["id"]
        self.subtest_started = time.perf_counter()
        printed = self.run.peer.world.printed
        self.before = (len(printed[0]), len(printed[1]))
        self.run.emit({"type": "subtest_started", "edge_case": {**case, "has_subtests": False}})

    def _end(self, id: str, fault: Fault | None, found: telling.Finding | None = None) -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)
        if fault is not None:
            found = telling.Finding(fault.outcome, fault.message)
        assert found is not None
        told = self._told(id, found, time.perf_counter() - self.started)
        self.current = self.subtest = ""
        self.ended.add(id)
        positions = self.run.peer.world.positions
        self.run.emit({"type": "case_finished", **told, "examples": None, "positions": positions})

    def _told(self, id: str, found: telling.Finding, seconds: float) -> dict[str, Any]:
        world = self.run.peer.world
        return {
            "id": id,
            "outcome": found.outcome,
            "message": found.message,
            "duration_ms": round(seconds * 1000, 3),
            "stdout": world.printed[0],
            "stderr": world.printed[1],
            "output_cut": world.cut,
            "location": found.location,
            "reproducer": "",
        }


def _ensure(plausible: bool, else_told: str) -> None:
    if not plausible:
        raise Implausible(f"it told {else_told}")


def _text(value: Any, limit: int) -> str:
    _ensure(type(value) is str, "what should be text and is none")
    text = str(value)[: limit + 1].encode("utf-8", "backslashreplace").decode().replace("\0", "\\0")
    return text if len(text) <= limit else f"{text[:limit]}…"


def _place(value: Any) -> dict[str, Any] | None:
    if value is None:
        return None
    _ensure(type(value["line"]) is int and 0 < value["line"] < 1 << 31, "of a line that is none")
    return {"file": _text(value["file"], _MAX_NAME), "line": value["line"]}


def _finding(about: Any) -> telling.Finding:
    _ensure(about["outcome"] in _OUTCOMES, "of an outcome that is none")
    message = _text(about["message"], telling.MAX_MESSAGE + 100)
    return telling.Finding(about["outcome"], message, _place(about["location"]))


def _case(about: Any) -> dict[str, Any]:
    _ensure(about["suite"] in ("hidden", "visible") and bool(about["id"]), "of an edge case of no suite")
    words = {key: _text(about[key], _MAX_WORDS) for key in ("title", "area", "tells", "advises")}
    of = _text(about.get("subtest_of", ""), _MAX_NAME)
    subtests = bool(about["has_subtests"])
    id = _text(about["id"], _MAX_NAME)
    return {"id": id, "suite": about["suite"], **words, "has_subtests": subtests, "subtest_of": of, "stands_for": None}
