"""Subtests, ``unittest``'s ``subTest`` and pytest's ``subtests`` fixture: each is an edge case of its own.

Which ones there are shows only while their test runs; the server learns them from an accepted submission. What a
submission returns can be among their parameters, so their number and their names are bounded here.
"""

from __future__ import annotations

import contextlib
import contextvars
import hashlib
import re
import time
import unittest
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from unittest.case import _subtest_msg_sentinel  # type: ignore[attr-defined]

import _pytest.subtests
from _pytest._io.saferepr import saferepr

from .telling import Finding

#: Subtests of one test that are told one by one; what comes after them counts as the test's own.
MAX_PER_TEST = 1_000
#: Several long parameters, each of which pytest cuts at 240 characters, are told apart as pytest tells them.
MAX_NAME = 800
#: Of a name in a title or in a message.
MAX_TITLE = 160
#: Failed subtests that the message of their test names.
_MOST_NAMED = 10
#: A name is one line.
_BREAK = re.compile(r"\s*[\t\n\v\f\r]\s*")
_ADDRESS = re.compile(r" at 0x[0-9a-f]+")
_SUBTEST = re.compile(r"\bsubTest\b")
_running: contextvars.ContextVar[Subtest | None] = contextvars.ContextVar("running", default=None)


class Subtest:
    """One subtest that runs now."""

    def __init__(self, edge_case: dict[str, Any], name: str, before: tuple[int, int, int]) -> None:
        self.edge_case = edge_case
        self.name = name
        #: How much the code had printed on its two streams, and how many failures it had caught, when this began.
        self.before = before
        self.started = time.perf_counter()
        self.findings: list[Finding] = []


class OfTest:
    """The subtests of one test, as they come and go."""

    def __init__(self, test: dict[str, Any]) -> None:
        self.test = test
        self.names: set[str] = set()
        #: Name and outcome of those that have ended.
        self.ended: list[tuple[str, str]] = []

    def begin(self, message: str | None, parameters: Mapping[str, Any], before: tuple[int, int, int]) -> Subtest | None:
        """The next one, or nothing when there are too many."""
        if len(self.names) >= MAX_PER_TEST:
            return None
        name = self._distinct(name_of(message, {key: saferepr(value) for key, value in parameters.items()}))
        title = f"{self.test['title']}: {in_title(_cut(name, MAX_TITLE))}"
        case = {**self.test, "id": f"{self.test['id']} {name}", "title": title, "subtest_of": self.test["id"]}
        return Subtest(case, name, before)

    def _distinct(self, name: str) -> str:
        found, number = name, 1
        while found in self.names:
            number += 1
            found = f"{name} #{number}"
        self.names.add(found)
        return found

    def finding(self) -> Finding | None:
        """What they make of their test, as pytest says it: a test fails with its subtests."""
        failed = [(name, outcome) for name, outcome in self.ended if outcome not in ("passed", "not_run")]
        if not failed:
            return None
        outcome = "challenge_fault" if any(outcome == "challenge_fault" for _, outcome in failed) else "failed"
        names = "\n".join(_cut(name, MAX_TITLE) for name, _ in failed[:_MOST_NAMED])
        more = f"\n… and {len(failed) - _MOST_NAMED} more" if len(failed) > _MOST_NAMED else ""
        return Finding(outcome, f"{len(failed)} of {len(self.names)} subtests did not pass:\n{names}{more}")


def name_of(message: str | None, texts: Mapping[str, str]) -> str:
    """As pytest writes it, ``[message] (name=value)``, without addresses, which no two runs share, and within bounds."""
    parts = [f"[{message}]"] if message is not None else []
    if texts:
        parts.append(f"({', '.join(f'{key}={text}' for key, text in texts.items())})")
    name = _BREAK.sub(" ", _ADDRESS.sub("", " ".join(parts))).strip() or "(<subtest>)"
    return _cut(name.encode("utf-8", "backslashreplace").decode().replace("\0", "\\0"), MAX_NAME)


def _cut(name: str, most: int) -> str:
    """A name within bounds, still apart from others that begin like it."""
    return name if len(name) <= most else f"{name[: most - 8]}…{hashlib.sha256(name.encode()).hexdigest()[:6]}"


def in_title(name: str) -> str:
    """A subtest's name as part of a title: its message without brackets, a lone list of parameters without its own."""
    found = re.fullmatch(r"\[(.*?)\]( \(.*\))?( #\d+)?", name)
    if found:
        return "".join(part for part in found.groups() if part)
    found = re.fullmatch(r"\((.*)\)( #\d+)?", name)
    return "".join(part for part in found.groups() if part) if found else name


def running() -> Subtest | None:
    """The innermost subtest of the calling thread or task."""
    return _running.get()


def watch(plugin: Any) -> None:
    """Has the plugin told when a subtest begins and ends: ``plugin.subtest`` is a context manager around each."""
    plain = unittest.TestCase.subTest
    manager = _pytest.subtests._SubTestContextManager
    enter, leave = manager.__enter__, manager.__exit__

    @contextlib.contextmanager
    def sub_test(self: Any, msg: Any = _subtest_msg_sentinel, **params: Any) -> Iterator[None]:
        __tracebackhide__ = True
        outer = getattr(self, "_subtest", None)
        known = {} if outer is None else dict(outer.params)
        message = None if msg is _subtest_msg_sentinel else str(msg)
        with (
            within(plugin, message, {**params, **{key: known[key] for key in known if key not in params}}),
            plain(self, msg, **params),
        ):
            yield

    def enter_subtest(self: Any) -> None:
        self._assay_around = within(plugin, self.msg, self.kwargs)
        self._assay_around.__enter__()
        enter(self)

    def leave_subtest(self: Any, kind: Any, error: Any, trace: Any) -> bool:
        __tracebackhide__ = True
        try:
            return leave(self, kind, error, trace)
        finally:
            self._assay_around.__exit__(None, None, None)

    unittest.TestCase.subTest = sub_test  # type: ignore[method-assign]
    manager.__enter__ = enter_subtest  # type: ignore[method-assign]
    manager.__exit__ = leave_subtest  # type: ignore[method-assign]


@contextlib.contextmanager
def within(plugin: Any, message: str | None, parameters: Mapping[str, Any]) -> Iterator[None]:
    """Around one subtest."""
    __tracebackhide__ = True
    subtest = plugin.subtest_began(message, parameters)
    if subtest is None:
        yield
        return
    outer = _running.get()
    _running.set(subtest)
    try:
        yield
    finally:
        _running.set(outer)
        plugin.subtest_ended(subtest)


def may_have_some(item: Any, tests: Path) -> bool:
    """Whether a test may have subtests, as far as its code shows without running it."""
    if "subtests" in getattr(item, "fixturenames", ()):
        return True
    kind = getattr(item, "cls", None)
    if kind is None or not issubclass(kind, unittest.TestCase):
        return False
    return _mentioned_below(tests)


_mentions: dict[Path, bool] = {}


def _mentioned_below(tests: Path) -> bool:
    """Whether any file of the tests mentions ``subTest``: a helper in another file may make them."""
    if tests not in _mentions:
        _mentions[tests] = any(
            _SUBTEST.search(path.read_text("utf-8", "replace")) for path in sorted(tests.rglob("*.py"))
        )
    return _mentions[tests]


__all__ = ["OfTest", "Subtest", "in_title", "may_have_some", "name_of", "running", "watch"]
