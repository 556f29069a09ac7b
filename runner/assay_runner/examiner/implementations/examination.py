"""One edge case: the candidate's tests run against one implementation, and what that says of the tests."""

from __future__ import annotations

from typing import Any

from ...suites.telling import Finding
from ..over import EdgeCaseOver, Fault
from ..run import Run
from .guard import Guard
from .notes import Failure, Notes
from .source import Implementation
from .subject import Subject


def examine(run: Run, implementation: Implementation, subject: str, names: frozenset[str]) -> Finding:
    """Has the candidate's tests run and judges them. Raises ``EdgeCaseOver`` when their interpreter or their time ends."""
    module = implementation.load(subject)
    implementation.check(names)
    notes = Notes()
    file = run.peer.main_file
    Guard(run.peer.root)
    try:
        run.peer.ask("run_tests", [file, subject], (Subject(module, names), notes.note))
    except EdgeCaseOver:
        fault = run.peer.fault
        if fault is None:
            raise
        if run.hangs_in_implementation and not implementation.right:
            # It is the mistake that this implementation has, and a test of the candidate's has come upon it.
            run.peer.fault = Fault("left", fault.message)
            return Finding("passed", f"caught by {notes.running}: a call does not come back")
        if notes.running:
            run.peer.fault = Fault(fault.outcome, f"{fault.message}, in {notes.running}")
        raise
    return _judge(implementation.right, notes, file)


def _judge(right: bool, notes: Notes, file: str) -> Finding:
    if notes.uncollected is not None:
        failure = notes.uncollected
        return Finding("error", f"the tests could not be collected: {failure.message}", _place(failure, file))
    if not notes.ran:
        return Finding("failed", "no test ran: pytest found none in the file, or each was skipped")
    if not right:
        if notes.failures:
            return Finding("passed", f"caught by {notes.names()}")
        return Finding("failed", f"not caught: {_counted(len(notes.ran))} passed")
    if notes.failures:
        shown = "\n".join(str(failure) for failure in notes.failures[:3])
        failed = len({failure.test for failure in notes.failures})
        message = f"a right implementation fails {failed} of {_counted(len(notes.ran))}\n{shown}"
        return Finding("failed", message, _place(notes.failures[0], file))
    return Finding("passed")


def _counted(tests: int) -> str:
    return f"{tests} test{'' if tests == 1 else 's'}"


def _place(failure: Failure, file: str) -> dict[str, Any] | None:
    return None if failure.line is None else {"file": file, "line": failure.line}
