"""Tells what becomes of tests that the candidate wrote. Imported only where the image holds pytest."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Generator
from typing import Any

import pytest

#: Tells of a test: its name, what became of it, a message, the line of the candidate's file.
Note = Callable[..., Any]
_MAX_MESSAGE = 1_500


class Recorder:
    """A plugin of the candidate's pytest: each report is told as it is made."""

    def __init__(self, path: str, note: Note) -> None:
        self.path = path
        self.note = note
        self.uncollected = False

    def ended(self, error: BaseException) -> None:
        """pytest itself came to an end, perhaps since a test asked for it."""
        self.note("", "uncollected", f"pytest ended with {_one_line(error)}", _line(error, self.path))

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(self) -> Generator[None, Any, Any]:
        report = yield
        call = getattr(report, "call", None)
        if call is not None and call.excinfo is not None:
            error = call.excinfo.value
            while error.__cause__ is not None and type(error).__module__.startswith("_pytest"):
                error = error.__cause__
            report.told = _one_line(error), _line(error, self.path)
        return report

    def pytest_collectreport(self, report: Any) -> None:
        if not report.failed:
            return
        self.uncollected = True
        message, line = getattr(report, "told", None) or (str(report.longrepr)[-_MAX_MESSAGE:], None)
        self.note("", "uncollected", message, line)

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self.note(_name(nodeid), "began")

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, call: Any) -> Generator[None, Any, Any]:
        report = yield
        if call.excinfo is not None:
            report.told = _one_line(call.excinfo.value), _line(call.excinfo.value, self.path)
        return report

    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.failed:
            message, line = getattr(report, "told", None) or (str(report.longrepr)[-_MAX_MESSAGE:], None)
            self.note(_name(report.nodeid), "failed", message, line)
        elif report.when == "call" and report.passed:
            self.note(_name(report.nodeid), "passed")


def _name(nodeid: str) -> str:
    return nodeid.partition("::")[2]


def _one_line(error: BaseException) -> str:
    try:
        text = str(getattr(error, "msg", None) or error)
    except Exception as trouble:
        text = f"(its text could not be made: {type(trouble).__name__})"
    if not (isinstance(error, AssertionError) and text):
        text = f"{type(error).__name__}: {text}" if text else type(error).__name__
    return text[:_MAX_MESSAGE]


def _line(error: BaseException, path: str) -> int | None:
    """The innermost line of the candidate's file in a traceback."""
    if isinstance(error, SyntaxError) and error.filename == path:
        return error.lineno
    found = None
    for frame, line in traceback.walk_tb(error.__traceback__):
        if frame.f_code.co_filename == path:
            found = line
    return found
