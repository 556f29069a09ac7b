"""The truth: runs a suite in one plain pytest process, the candidate's modules beside it.

Started as `python plain_pytest.py`; each line of stdin is a folder that holds `submission/` and `hidden/`.
The outcomes go to `outcomes.json` in it, and an empty line on stdout says that they are there. Each job is a
fork of this process, which has pytest imported and nothing else: nothing is shared between jobs and none pays
for pytest's own start. Inside a fork it is `pytest.main` as anybody runs it.
"""

from __future__ import annotations

import json
import os
import re
import signal
import sys
import traceback
from collections.abc import Generator
from pathlib import Path

import hypothesis  # noqa: F401  (imported before the fork, as is all that pytest needs)
import pytest
import pytest_asyncio  # noqa: F401
from _pytest.subtests import SubtestReport
from hypothesis.internal.charmap import charmap

# For an edge case that a wrong submission makes endless: the main thread is interrupted.
EDGE_CASE_SECONDS = 8


class Endless(BaseException):
    """The edge case took too long."""


def interrupt(number: int, frame: object) -> None:
    raise Endless(f"longer than {EDGE_CASE_SECONDS} s")


class Outcomes:
    """A pytest plugin that keeps how each edge case ended."""

    def __init__(self) -> None:
        self.cases: dict[str, dict[str, str]] = {}
        self.faults: list[str] = []

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self) -> Generator[None, object, object]:
        signal.signal(signal.SIGALRM, interrupt)
        signal.alarm(EDGE_CASE_SECONDS)
        try:
            return (yield)
        finally:
            signal.alarm(0)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.faults.append(str(report.longrepr))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if isinstance(report, SubtestReport):
            self._subtest(report)
            if not report.failed:
                return
        case = self.cases.setdefault(report.nodeid, {"outcome": "passed", "message": ""})
        if report.failed:
            case.update(outcome="failed", message=str(report.longrepr))
        elif report.skipped and not hasattr(report, "wasxfail") and case["outcome"] == "passed":
            case.update(outcome="not_run", message=str(report.longrepr))

    def _subtest(self, report: SubtestReport) -> None:
        """Each is an edge case beside its test, which fails with it."""
        # No two processes share an address.
        name = id = re.sub(r" at 0x[0-9a-f]+", "", f"{report.nodeid} {report._sub_test_description()}")
        number = 1
        while id in self.cases:
            number += 1
            id = f"{name} #{number}"
        outcome = "failed" if report.failed else "not_run" if report.skipped else "passed"
        if hasattr(report, "wasxfail"):
            outcome = "passed"
        self.cases[id] = {"outcome": outcome, "message": str(report.longrepr or "")}


def run(folder: Path) -> None:
    """Runs pytest on `folder/hidden` with `folder/submission` importable, and writes the outcomes."""
    suite = folder / "hidden"
    os.chdir(folder / "submission")
    sys.path.insert(0, str(folder / "submission"))
    output = os.open(folder / "output", os.O_WRONLY | os.O_CREAT)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for source, target in ((nothing, 0), (output, 1), (output, 2)):
        os.dup2(source, target)
    outcomes = Outcomes()
    options = ["-q", "-p", "no:cacheprovider", "--rootdir", str(suite), f"--basetemp={folder / 'temporary'}"]
    pytest.main([*options, str(suite)], plugins=[outcomes])
    (folder / "outcomes.json").write_text(json.dumps({"cases": outcomes.cases, "faults": outcomes.faults}))


def main() -> None:
    """Answers jobs until stdin closes."""
    # Where pytest sees these it writes whole differences, which takes minutes for megabytes; the examiner never has them.
    for name in ("CI", "BUILD_NUMBER"):
        os.environ.pop(name, None)
    # Made once, since it takes a second or two and each fork would make it again.
    charmap()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                run(Path(line.rstrip("\n")))
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        os.write(1, b"\n")


if __name__ == "__main__":
    main()
