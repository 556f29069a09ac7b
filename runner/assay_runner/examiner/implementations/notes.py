"""What the sandbox tells of the candidate's tests as they run. It may tell what it likes: it is text, and bounded."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

#: Tests that are kept, and characters of a name and of a message.
MAX_TESTS = 5_000
_MAX_NAME = 200
_MAX_MESSAGE = 2_000
#: Tests that a sentence names.
_MOST_NAMED = 5


@dataclass
class Failure:
    """One failed test, and the line of the candidate's own file on which it failed."""

    test: str
    message: str
    line: int | None

    def __str__(self) -> str:
        return f"{self.test}: {self.message}" if self.message else self.test


@dataclass
class Notes:
    """The results of one run of the candidate's tests."""

    running: str = ""
    #: Tests that passed or failed; what was skipped did not run.
    ran: set[str] = field(default_factory=set)
    failures: list[Failure] = field(default_factory=list)
    #: Why the tests could not be collected.
    uncollected: Failure | None = None

    def note(self, test: Any, event: Any, message: Any = "", line: Any = None) -> None:
        """Called by the sandbox: a test began, passed, failed, or could not be collected."""
        if type(test) is not str or type(event) is not str or type(message) is not str or len(self.ran) > MAX_TESTS:
            raise TypeError("a note is text")
        name = _plain(test, _MAX_NAME)
        failure = Failure(name, _plain(message, _MAX_MESSAGE), line if type(line) is int and line > 0 else None)
        if event == "began":
            self.running = name
        elif event == "uncollected":
            self.uncollected = self.uncollected or failure
        elif event in ("passed", "failed"):
            self.ran.add(name)
            if event == "failed" and len(self.failures) < MAX_TESTS:
                self.failures.append(failure)

    def names(self) -> str:
        """The failed tests, as a sentence names them."""
        found = list(dict.fromkeys(failure.test for failure in self.failures))
        more = f" and {len(found) - _MOST_NAMED} more" if len(found) > _MOST_NAMED else ""
        return ", ".join(found[:_MOST_NAMED]) + more


def _plain(text: str, limit: int) -> str:
    text = "".join(letter if letter.isprintable() or letter == "\n" else "\N{REPLACEMENT CHARACTER}" for letter in text)
    return text if len(text) <= limit else f"{text[:limit]}…"
