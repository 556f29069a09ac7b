"""Whose fault a failure is where tests and submission share one process: told by whose file raised it."""

from __future__ import annotations

import ast
import linecache
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import _pytest.outcomes
from _pytest.pathlib import ImportPathMismatchError

from ..suites import collected, sources, telling
from ..suites.telling import Finding

#: Causes and contexts that are looked at behind a test's exception.
_MAX_CHAIN = 20


class Judge:
    """``submission`` and ``tests`` are the folders of the two sides, ``modules`` the candidate's."""

    def __init__(self, tests: Path, submission: Path, modules: Iterable[str]) -> None:
        self.tests = tests
        self.submission = submission
        self.modules = frozenset(modules)

    def is_candidates(self, error: BaseException) -> bool:
        """Whether the candidate's code raised it, or something that this code called: not the test."""
        whose = [self._whose(frame.f_code.co_filename) for frame, _ in traceback.walk_tb(error.__traceback__)]
        own = [one for one in whose if one is not None]
        return bool(own) and own[-1] == "candidate"

    def examine(self, error: BaseException) -> Finding:
        """What an exception that ended a test means."""
        if isinstance(error, BaseExceptionGroup) and error.exceptions:
            inner = next((one for one in error.exceptions if self.is_candidates(one)), None)
            if inner is not None:
                return self.examine(inner)
        if self.is_candidates(error):
            return telling.raised(error, self._frames(error), telling.asked(error, self.tests))
        if isinstance(error, AssertionError | _pytest.outcomes.Failed):
            return Finding("failed", telling.not_held(error, self.tests))
        place = telling.place_in(error, self.tests)
        if isinstance(error, telling.AUTHORS_OWN):
            if not (self._lacks(error) or self._misses_star(error)):
                return Finding("challenge_fault", f"the test itself raised {telling.one_line(error)}", place)
            line = telling.line_of(error, self.tests)
            return Finding("failed", f"the test cannot run: {telling.one_line(error)}{line}")
        if isinstance(error, FileNotFoundError) and str(error.filename or "").startswith(str(self.tests)):
            return Finding("challenge_fault", f"the test misses a file: {telling.one_line(error)}", place)
        if type(error).__name__ == "FixtureLookupError":
            why = getattr(error, "msg", None) or f"fixture '{getattr(error, 'argname', '')}' not found"
            return Finding("challenge_fault", f"a fixture is missing: {why}")
        text = f"the test could not use what the code returned: {telling.one_line(error)}"
        return Finding("failed", text + telling.asked(error, self.tests))

    def ended(self, error: BaseException) -> Finding:
        """An exit, or an interrupt, within an edge case."""
        if self.is_candidates(error):
            return telling.raised(error, self._frames(error))
        place = telling.place_in(error, self.tests)
        return Finding("challenge_fault", f"the test itself ends pytest: {telling.one_line(error)}", place)

    def uncollected(self, error: BaseException, collector: Any) -> dict[str, Any]:
        """Why the tests cannot be collected: as a fault, with its kind."""
        cause = self._cause(error)
        if isinstance(cause, SyntaxError) and self._whose(str(cause.filename)) == "candidate":
            file, line = self._relative(str(cause.filename)), cause.lineno or 1
            source = linecache.getline(str(cause.filename), line).strip()[:200]
            text = f"the code raised {telling.one_line(cause)}\n{file}, line {line}: {source}"
            return {"kind": "syntax", "message": text, "location": {"file": file, "line": line}}
        if self.is_candidates(cause):
            finding = telling.raised(cause, self._frames(cause))
            return {"kind": "import", "message": finding.message, "location": finding.location}
        if self._lacks(cause):
            text = f"the submission lacks what the tests import: {telling.text_of(cause).partition(' (')[0]}"
            return {"kind": "import", "message": text, "location": None}
        place = telling.place_in(cause, self.tests) or telling.place_in(error, self.tests)
        if isinstance(cause, ModuleNotFoundError) and cause.name:
            text = collected.absent(cause.name, self.modules)
        elif isinstance(cause, ImportPathMismatchError):
            name, one, other = (str(part).removeprefix(f"{self.tests}/") for part in cause.args)
            text = f"{one} and {other} are both imported as `{name}`; give one another name"
        elif isinstance(cause, AttributeError) and getattr(getattr(cause, "obj", None), "__name__", "") in self.modules:
            text = f"the submission lacks what the tests use: {telling.text_of(cause)}"
            return {"kind": "import", "message": text, "location": None}
        else:
            own = type(cause).__module__.startswith("_pytest")
            said = telling.text_of(cause) if own else telling.one_line(cause)
            text = f"the tests could not be collected: {said}".replace(f"{self.tests}/", "")
            place = place or collected.place_named(text, collector)
        return {
            "kind": "challenge",
            "message": telling.cut(text),
            "location": place or {"file": collected.file_of(collector), "line": 1},
        }

    def _cause(self, error: BaseException) -> BaseException:
        """The candidate's own exception behind one that a test or pytest made of it, else the innermost one."""
        one: BaseException | None = error
        for _ in range(_MAX_CHAIN):
            if one is None:
                break
            if self.is_candidates(one) or self._lacks(one):
                return one
            one = one.__cause__ or one.__context__
        while error.__cause__ is not None:
            error = error.__cause__
        return error

    def _lacks(self, error: BaseException) -> bool:
        """Whether an ImportError is about a name that the candidate's module lacks."""
        name = getattr(error, "name", None)
        return isinstance(error, ImportError) and type(name) is str and name.partition(".")[0] in self.modules

    def _misses_star(self, error: BaseException) -> bool:
        """Whether a name is unknown in a file that took all its names from the candidate's module."""
        if not isinstance(error, NameError):
            return False
        return any(
            isinstance(node, ast.ImportFrom) and node.names[0].name == "*" and node.module in self.modules
            for frame, _ in sources.frames_below(error, self.tests)
            for node in sources.tree_of(frame.f_code.co_filename).body
        )

    def _whose(self, file: str) -> str | None:
        if file.startswith(f"{self.submission}/"):
            return "candidate"
        return "author" if file.startswith(f"{self.tests}/") else None

    def _relative(self, file: str) -> str:
        return file.removeprefix(f"{self.submission}/")

    def _frames(self, error: BaseException) -> list[tuple[str, int, str, str]]:
        found = []
        for frame, line in traceback.walk_tb(error.__traceback__):
            file = frame.f_code.co_filename
            if self._whose(file) == "candidate":
                source = linecache.getline(file, line).strip()[:200]
                found.append((self._relative(file), line, frame.f_code.co_name, source))
        return found
