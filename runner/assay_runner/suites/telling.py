"""What is said of a test that did not hold: bounded texts, the statement, the place. The same on both sides."""

from __future__ import annotations

import ast
import re
import traceback
import unittest
from pathlib import Path
from typing import Any

import _pytest.outcomes
from _pytest._io.saferepr import saferepr

from . import literals, sources

#: Characters kept of a message.
MAX_MESSAGE = 4_000
#: Characters of the failed statement, and values in it that a message shows.
_MAX_STATEMENT = 400
_MOST_VALUES = 8
#: Characters of a value in a message, and frames of the candidate's own files.
MAX_VALUE = 200
_MOST_FRAMES = 4
_MAX_SMALL = 1_000
#: Advice of pytest's on its command line, which nobody here has.
_NOT_FOR_HERE = re.compile(
    r"^\s*(Use -v+ to get (more|full) diff|\.\.\.Full output truncated.*, use '-vv' to show)\s*$\n?", re.MULTILINE
)
#: What a test raises by a mistake of its own.
AUTHORS_OWN = (NameError, ImportError, SyntaxError, UnboundLocalError)
_SEVERITY = ["passed", "not_run", "failed", "error", "out_of_memory", "timed_out", "challenge_fault"]


class Finding:
    """How one phase of an edge case ended."""

    def __init__(self, outcome: str, message: str = "", location: dict[str, Any] | None = None) -> None:
        self.outcome = outcome
        self.message = cut(message)
        self.location = location
        #: Plain Python that shows the same beside the submission, where some could be made.
        self.reproducer = ""


def raised(error: BaseException, frames: list[tuple[str, int, str, str]], asked: str = "") -> Finding:
    """The candidate's code raised. ``frames`` are those of its own files: file, line, function, the line's text."""
    message = f"the code raised {one_line(error)}"
    for file, line, name, source in frames[-_MOST_FRAMES:]:
        message += f"\n{file}, line {line}, in {name[:200]}: {source}"
    location = {"file": frames[-1][0], "line": frames[-1][1]} if frames else None
    return Finding("error", message + asked, location)


def worst(findings: list[Finding]) -> Finding:
    """The gravest of what was found; with nothing found it has passed."""
    return max(findings, key=lambda finding: _SEVERITY.index(finding.outcome), default=Finding("passed"))


def cut(text: str) -> str:
    """A text within the limit, the cut said."""
    text = text.replace("\0", "\\0")
    return text if len(text) <= MAX_MESSAGE else f"{text[:MAX_MESSAGE]}\n… ({len(text) - MAX_MESSAGE} more characters)"


def is_skip(error: BaseException) -> bool:
    return isinstance(error, unittest.SkipTest | _pytest.outcomes.Skipped)


def one_line(error: BaseException) -> str:
    text = text_of(error)
    name = type(error).__name__
    return f"{name}: {text}" if text else name


def text_of(error: BaseException) -> str:
    """``str(error)``, bounded, whatever its class does."""
    try:
        text = (
            str(getattr(error, "msg", None) or error)
            if isinstance(error, _pytest.outcomes.OutcomeException)
            else str(error)
        )
    except Exception as trouble:
        text = f"(its text could not be made: {type(trouble).__name__})"
    return cut(text)


def not_held(error: BaseException, tests: Path) -> str:
    """The message of an assertion that did not hold."""
    text = _NOT_FOR_HERE.sub("", text_of(error)).rstrip()
    return f"{text}{asked(error, tests)}".lstrip("\n")


def asked(error: BaseException, tests: Path) -> str:
    """The statement of the test that did not hold, and the plain values that it names."""
    try:
        found = sources.failed_statement(error, tests)
        if found is None:
            return ""
        frame, statement = found
        said = f"\nin the test: {_shortened(sources.text_of(statement), _MAX_STATEMENT)}"
        values = []
        for name in dict.fromkeys(node.id for node in ast.walk(statement) if isinstance(node, ast.Name)):
            if name in frame.f_code.co_varnames and literals.is_plain(frame.f_locals.get(name, literals)):
                values.append(f"{name} = {saferepr(frame.f_locals[name], MAX_VALUE)}")
        return said + "".join(f"\n  {value}" for value in values[:_MOST_VALUES])
    except (RecursionError, ValueError):
        return ""


def _shortened(text: str, limit: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= limit else f"{text[:limit]}…"


def is_small(value: Any) -> bool:
    """Whether a value is so small that a difference to it may be shown whole."""
    return len(saferepr(value, _MAX_SMALL + 100)) <= _MAX_SMALL


def told(value: Any) -> str:
    """A value in a few words, bounded, whatever its class does."""
    return saferepr(value, MAX_VALUE)


def source_line(source: str, line: int) -> str:
    lines = source.splitlines()
    return lines[line - 1].strip()[:200] if 0 < line <= len(lines) else ""


def place_in(error: BaseException, tests: Path) -> dict[str, Any] | None:
    """The innermost line of the author's own files."""
    if isinstance(error, SyntaxError) and error.lineno and str(error.filename or "").startswith(str(tests)):
        return {"file": str(Path(str(error.filename)).relative_to(tests)), "line": error.lineno}
    found = None
    for frame, line in traceback.walk_tb(error.__traceback__):
        path = frame.f_code.co_filename
        if path.startswith(f"{tests}/"):
            found = {"file": path[len(str(tests)) + 1 :], "line": line}
    return found


def line_of(error: BaseException, tests: Path) -> str:
    place = place_in(error, tests)
    if place is None:
        return ""
    source = source_line((tests / place["file"]).read_text("utf-8", "replace"), place["line"])
    return f"\nin the test: {source}"
