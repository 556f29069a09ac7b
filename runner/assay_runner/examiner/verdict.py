"""From what pytest caught to an outcome, a message and a place: whose fault it was, said so that a person can act."""

from __future__ import annotations

import ast
import linecache
import re
import traceback
import unittest
from pathlib import Path
from typing import Any

import _pytest.outcomes
from _pytest._io.saferepr import saferepr

from ..bridge.enum_mirrors import EnumMirrorType
from ..bridge.errors import FarTrace
from ..bridge.mirror_type import MirrorType
from . import literals, sources
from .author_fault import AuthorFault
from .importer import CandidateModule
from .over import EdgeCaseOver
from .remote import ExaminerPeer

_IDENTIFIER = re.compile(r"[A-Za-z_]\w*")
#: Characters kept of a message.
MAX_MESSAGE = 4_000
#: Causes and contexts that are looked at behind a test's exception.
_MAX_CHAIN = 20
#: Frames of the candidate's own files, characters of the failed statement, and values in it that a message shows.
_MOST_FRAMES = 4
_MAX_STATEMENT = 400
_MOST_VALUES = 8
_MAX_VALUE = 200
_MAX_SMALL = 1_000
#: Advice of pytest's on its command line, which nobody here has.
_NOT_FOR_HERE = re.compile(
    r"^\s*(Use -v+ to get (more|full) diff|\.\.\.Full output truncated.*, use '-vv' to show)\s*$\n?", re.MULTILINE
)
_AUTHORS_OWN = (NameError, ImportError, SyntaxError, UnboundLocalError)


class Finding:
    """How one phase of an edge case ended."""

    def __init__(self, outcome: str, message: str = "", location: dict[str, Any] | None = None) -> None:
        self.outcome = outcome
        self.message = cut(message)
        self.location = location
        #: Plain Python that shows the same beside the submission, where some could be made.
        self.reproducer = ""


def cut(text: str) -> str:
    """A text within the limit, the cut said."""
    text = text.replace("\0", "\\0")
    return text if len(text) <= MAX_MESSAGE else f"{text[:MAX_MESSAGE]}\n… ({len(text) - MAX_MESSAGE} more characters)"


def examine(peer: ExaminerPeer, error: BaseException, tests: Path) -> Finding:
    """What an exception that ended a test means."""
    if isinstance(error, BaseExceptionGroup) and error.exceptions:
        inner = next((e for e in error.exceptions if peer.came_from_far(e)), None)
        if inner is not None:
            return examine(peer, inner, tests)
    trace = peer.stand_ins.traces.get(id(error))
    if peer.came_from_far(error) and trace is not None:
        return raised(peer, error, trace, asked(error, tests))
    if isinstance(error, AssertionError | _pytest.outcomes.Failed):
        text = _NOT_FOR_HERE.sub("", text_of(error)).rstrip()
        return Finding("failed", f"{text}{asked(error, tests)}".lstrip("\n"))
    if isinstance(error, AuthorFault):
        return Finding("challenge_fault", text_of(error), error.location or place_in(error, tests))
    if isinstance(error, _AUTHORS_OWN):
        if not (peer.lacking or candidates_own(peer, error) or _misses_star(peer, error)):
            return Finding("challenge_fault", f"the test itself raised {one_line(error)}", place_in(error, tests))
        return Finding("failed", f"the test cannot run: {one_line(error)}{line_of(error, tests)}{_lacks(peer)}")
    if isinstance(error, FileNotFoundError) and str(error.filename or "").startswith(str(tests)):
        return Finding("challenge_fault", f"the test misses a file: {one_line(error)}", place_in(error, tests))
    if type(error).__name__ == "FixtureLookupError":
        why = getattr(error, "msg", None) or f"fixture '{getattr(error, 'argname', '')}' not found"
        return Finding("challenge_fault", f"a fixture is missing: {why}", None)
    if isinstance(error, ReferenceError) or peer.crossings > 0 or peer.lacking or touches_candidate(peer, error):
        # The test's code tripped over what the candidate's code returned, e.g. an index into None.
        return Finding(
            "failed",
            f"the test could not use what the code returned: {one_line(error)}{asked(error, tests)}{_lacks(peer)}",
        )
    return Finding("challenge_fault", f"the test itself raised {one_line(error)}", place_in(error, tests))


def raised(peer: ExaminerPeer, error: BaseException, trace: FarTrace, asked: str = "") -> Finding:
    """The candidate's code raised: the innermost frames of its own files, and what the test had asked for."""
    message = f"the code raised {one_line(error)}"
    known = [frame for frame in trace.frames if frame[0] in peer.files]
    if known:
        for file, line, name in known[-_MOST_FRAMES:]:
            message += f"\n{file}, line {line}, in {name[:200]}: {_source_line(peer.files[file], line)}"
        return Finding("error", message + asked, {"file": known[-1][0], "line": known[-1][1]})
    if isinstance(error, SyntaxError) and error.lineno:
        named = _relative(peer, error.filename)
        if named is not None:
            line = error.lineno
            return Finding(
                "error",
                f"{message}\n{named}, line {line}: {_source_line(peer.files[named], line)}",
                {"file": named, "line": line},
            )
    return Finding("error", message + asked)


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
                values.append(f"{name} = {saferepr(frame.f_locals[name], _MAX_VALUE)}")
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
    return saferepr(value, _MAX_VALUE)


def got(error: BaseException, compared: tuple[str, str] | None) -> str:
    """What came instead of what the test expected, as a comment says it."""
    if not isinstance(error, AssertionError):
        return f"raised {one_line(error)[:_MAX_VALUE]}"
    for frame, _ in traceback.walk_tb(error.__traceback__):
        if frame.f_globals.get("__unittest") and "first" in frame.f_locals:
            return f"got {told(frame.f_locals['first'])}"
    return f"got {compared[0]}" if compared is not None else ""


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


def _source_line(source: str, line: int) -> str:
    lines = source.splitlines()
    return lines[line - 1].strip()[:200] if 0 < line <= len(lines) else ""


def _relative(peer: ExaminerPeer, filename: Any) -> str | None:
    if type(filename) is not str:
        return None
    name = filename.removeprefix(f"{peer.root}/submission/")
    return name if name in peer.files else None


def candidates_own(peer: ExaminerPeer, error: BaseException | None) -> BaseException | None:
    """The candidate's exception, or one about a name that its module lacks, for which a test's own exception was raised.

    Many suites catch an ``ImportError`` and raise another in friendlier words, ``from None`` too.
    """
    for _ in range(_MAX_CHAIN):
        if error is None or isinstance(error, EdgeCaseOver) or peer.came_from_far(error):
            return error
        if about_candidate(peer, error):
            return error
        error = error.__cause__ or error.__context__
    return None


def innermost(error: BaseException) -> BaseException:
    """The exception that pytest wrapped."""
    while error.__cause__ is not None and not isinstance(error, EdgeCaseOver):
        error = error.__cause__
    return error


def about_candidate(peer: ExaminerPeer, error: BaseException) -> bool:
    """Whether an ImportError is about a name that the candidate's module lacks."""
    name = getattr(error, "name", None)
    return isinstance(error, ImportError) and type(name) is str and name.partition(".")[0] in peer.candidate_names


def _misses_star(peer: ExaminerPeer, error: BaseException) -> bool:
    """Whether a name is unknown in a file that took all its names from the candidate's module."""
    if not isinstance(error, NameError):
        return False
    return any(frame.f_globals.get("__name__") in peer.starred for frame, _ in traceback.walk_tb(error.__traceback__))


def _lacks(peer: ExaminerPeer) -> str:
    return f"\nthe submission lacks {', '.join(sorted(peer.lacking)[:5])}" if peer.lacking else ""


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
    source = _source_line((tests / place["file"]).read_text("utf-8", "replace"), place["line"])
    return f"\nin the test: {source}"


def touches_candidate(peer: ExaminerPeer, error: BaseException) -> bool:
    """Whether the code that raised uses something of the candidate's: then what it found there was at fault, not the test.

    An author's own slip beside such a use is found when the challenge's accepted submissions are verified.
    """
    for frame, number in traceback.walk_tb(error.__traceback__):
        line = linecache.getline(frame.f_code.co_filename, number)
        for name in set(_IDENTIFIER.findall(line)):
            thing = frame.f_locals.get(name, frame.f_globals.get(name))
            if thing is not None and belongs_to_candidate(peer, thing):
                return True
        for name in frame.f_code.co_names:
            thing = frame.f_globals.get(name)
            if thing is not None and peer.handed_out.get(id(thing)) is thing and not belongs_to_candidate(peer, thing):
                # What the candidate calls its own is a builtin: nothing crossed, and yet it was used.
                return True
    return False


def belongs_to_candidate(peer: ExaminerPeer, thing: Any) -> bool:
    """Whether a value of the test's is, or is an instance of, something of the candidate's."""
    for one in (thing, type(thing)):
        if isinstance(one, CandidateModule | MirrorType | EnumMirrorType):
            return True
        if peer.stand_ins.is_registered(one):
            return True
    return False


def is_skip(error: BaseException) -> bool:
    return isinstance(error, unittest.SkipTest | _pytest.outcomes.Skipped)
