"""One submission's run, as its process knows it."""

from __future__ import annotations

import resource
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .last_words import LastWords
from .remote import ExaminerPeer

#: Exit statuses of a run's process: over, or to be continued with a fresh interpreter in the sandbox.
OVER = 0
CONTINUE = 3
#: Seconds that a setup or teardown may go on after the deadline before the process itself is ended from outside.
GRACE_SECONDS = 1.0


class Run:
    """What the process of one submission needs to know."""

    def __init__(
        self,
        peer: ExaminerPeer,
        tests: Path,
        request: dict[str, Any],
        emit: Callable[[dict[str, Any]], None],
        last_words: LastWords,
    ) -> None:
        self.peer = peer
        self.tests = tests
        self.request = request
        self.emit = emit
        self.last_words = last_words
        self.seconds: float = request["edge_case_seconds"]
        self.skip = set(request["skip"])
        self.items: list[Any] = []
        #: How far the running edge case's search for an example went, where it is one.
        self.examples: dict[str, Any] | None = None
        #: Whether an implementation, where candidates write the tests, was at it when the time was over.
        self.hangs_in_implementation = False
        #: Of a mutant alone: the order of the edge cases, and seconds for those that have their own.
        self.mutant: dict[str, Any] = request.get("mutant") or {"order": [], "seconds": {}}

    def effort(self) -> dict[str, Any]:
        """What this process has spent on the run so far: CPU time in milliseconds, and questions put to the sandbox."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        return {
            "examiner_cpu_ms": round((used.ru_utime + used.ru_stime) * 1000, 3),
            "crossings": self.peer.crossed_before + self.peer.crossings,
        }

    def begin(self, case: str) -> None:
        """An edge case begins: its own limit counts."""
        self.examples = None
        self.seconds = self.mutant["seconds"].get(case, self.request["edge_case_seconds"])
