"""From what pytest caught to an outcome, a message and a place: whose fault it was, said so that a person can act."""

from __future__ import annotations

import linecache
import re
import traceback
from pathlib import Path
from typing import Any

import _pytest.outcomes

from ..bridge.enum_mirrors import EnumMirrorType
from ..bridge.errors import FarTrace
from ..bridge.mirror_type import MirrorType
from ..suites import telling
from ..suites.telling import (
    AUTHORS_OWN,
    MAX_VALUE,
    Finding,
    asked,
    line_of,
    not_held,
    one_line,
    place_in,
    source_line,
    text_of,
    told,
)
from .author_fault import AuthorFault
from .importer import CandidateModule
from .over import EdgeCaseOver
from .remote import ExaminerPeer

_IDENTIFIER = re.compile(r"[A-Za-z_]\w*")
#: Causes and contexts that are looked at behind a test's exception.
_MAX_CHAIN = 20


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
        return Finding("failed", not_held(error, tests))
    if isinstance(error, AuthorFault):
        return Finding("challenge_fault", text_of(error), error.location or place_in(error, tests))
    if isinstance(error, AUTHORS_OWN):
        if not (peer.lacking or candidates_own(peer, error) or _misses_star(peer, error)):
            return Finding("challenge_fault", f"the test itself raised {one_line(error)}", place_in(error, tests))
        return Finding("failed", f"the test cannot run: {one_line(error)}{line_of(error, tests)}{_lacks(peer)}")
    if isinstance(error, FileNotFoundError) and str(error.filename or "").startswith(str(tests)):
        return Finding("challenge_fault", f"the test misses a file: {one_line(error)}", place_in(error, tests))
    if type(error).__name__ == "FixtureLookupError":
        why = getattr(error, "msg", None) or f"fixture '{getattr(error, 'argname', '')}' not found"
        return Finding("challenge_fault", f"a fixture is missing: {why}", None)
    met = peer.crossings > 0 or peer.took_kept or peer.lacking
    if isinstance(error, ReferenceError) or met or touches_candidate(peer, error):
        # The test's code tripped over what the candidate's code returned, e.g. an index into None.
        return Finding(
            "failed",
            f"the test could not use what the code returned: {one_line(error)}{asked(error, tests)}{_lacks(peer)}",
        )
    return Finding("challenge_fault", f"the test itself raised {one_line(error)}", place_in(error, tests))


def raised(peer: ExaminerPeer, error: BaseException, trace: FarTrace, asked: str = "") -> Finding:
    """The candidate's code raised: the innermost frames of its own files, and what the test had asked for."""
    known = [
        (file, line, name, source_line(peer.files[file], line))
        for file, line, name in trace.frames
        if file in peer.files
    ]
    if known:
        return telling.raised(error, known, asked)
    if isinstance(error, SyntaxError) and error.lineno:
        named = _relative(peer, error.filename)
        if named is not None:
            line = error.lineno
            said = f"\n{named}, line {line}: {source_line(peer.files[named], line)}"
            return Finding("error", f"the code raised {one_line(error)}{said}", {"file": named, "line": line})
    return telling.raised(error, [], asked)


def got(error: BaseException, compared: tuple[str, str] | None) -> str:
    """What came instead of what the test expected, as a comment says it."""
    if not isinstance(error, AssertionError):
        return f"raised {one_line(error)[:MAX_VALUE]}"
    for frame, _ in traceback.walk_tb(error.__traceback__):
        if frame.f_globals.get("__unittest") and "first" in frame.f_locals:
            return f"got {told(frame.f_locals['first'])}"
    return f"got {compared[0]}" if compared is not None else ""


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
