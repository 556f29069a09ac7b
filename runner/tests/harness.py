"""Drives the real examiner and real agents over the real protocol (`src/examiner/message.rs`), in cells."""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
import queue
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cell import Cell, Cells

Event = dict[str, Any]

FIRST_SANDBOX_UID = 100_000
# Long enough for a busy machine; every wait ends earlier when the examiner's stdout closes.
PATIENCE_SECONDS = 60.0


class HarnessError(Exception):
    """The examiner or an agent did not do its part; carries their logs."""


class NotLoaded(HarnessError):
    """The challenge's files are broken: message and location as the examiner tells them."""


@dataclass
class Case:
    """How one edge case ended."""

    id: str
    outcome: str
    message: str
    duration_ms: float
    stdout: str
    stderr: str
    output_cut: bool
    location: Event | None = None
    reproducer: str = ""
    examples: Event | None = None


@dataclass
class Run:
    """What the examiner told about one run."""

    collected: list[str] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    #: Subtests in the order in which they began, each with its test's id.
    subtests: dict[str, str] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)
    fault: Event | None = None
    seconds: float = 0.0

    def outcomes(self) -> dict[str, str]:
        """Outcome by edge case id."""
        return {case.id: case.outcome for case in self.cases.values()}

    def explain(self, only: Sequence[str] | None = None) -> str:
        """The run as text, for a failed assertion."""
        shown = [case for case in self.cases.values() if only is None or case.id in only]
        lines = [f"fault: {self.fault}"] + [f"{case.outcome:10} {case.id}\n  {case.message}" for case in shown]
        missing = [id for id in self.collected if id not in self.cases]
        return "\n".join(lines + [f"missing         {id}" for id in missing])


def encode(files: Mapping[str, bytes]) -> dict[str, str]:
    """Files as the protocol carries them."""
    return {path: base64.b64encode(content).decode() for path, content in files.items()}


class Examiner:
    """One live examiner; closing it ends every sandbox that it was given."""

    def __init__(self, home: Path) -> None:
        self.cells = Cells(home)
        self.uids = itertools.count(FIRST_SANDBOX_UID)
        self.numbers = itertools.count(1)
        self.loaded: set[str] = set()
        #: What of the settings of the suite that was loaded last does not hold.
        self.left_out: list[str] = []
        self.sandboxes: dict[int, Cell] = {}
        self.pending: list[Event] = []
        self.events: queue.Queue[Event | None] = queue.Queue()
        self.cell = self.cells.examiner()
        threading.Thread(target=self._read, daemon=True).start()
        self.hello = self.wait("hello")

    def _read(self) -> None:
        assert self.cell.process.stdout is not None
        for line in self.cell.process.stdout:
            self.events.put(json.loads(line))
        self.events.put(None)

    def say(self, request: Event) -> None:
        """Sends one request."""
        assert self.cell.process.stdin is not None
        try:
            self.cell.process.stdin.write(json.dumps(request).encode() + b"\n")
            self.cell.process.stdin.flush()
        except BrokenPipeError as error:
            raise HarnessError(f"the examiner is gone: {self.cell.said()}") from error

    def next_event(self, seconds: float) -> Event:
        """The next event, whatever it is."""
        try:
            event = self.events.get(timeout=seconds)
        except queue.Empty:
            raise HarnessError(f"the examiner said nothing for {seconds} s: {self._logs()}") from None
        if event is None:
            raise HarnessError(f"the examiner ended: {self._logs()}")
        return event

    def wait(self, kind: str, **properties: object) -> Event:
        """The first event of a kind with these properties; others are kept for later waits."""

        def fits(event: Event) -> bool:
            return event["type"] == kind and all(event[name] == value for name, value in properties.items())

        for event in self.pending:
            if fits(event):
                self.pending.remove(event)
                return event
        while True:
            event = self.next_event(PATIENCE_SECONDS)
            if fits(event):
                return event
            self.pending.append(event)

    def _logs(self) -> str:
        logs = [f"examiner: {self.cell.said()[-3000:]}"]
        return "\n".join(logs + [f"sandbox {uid}: {cell.said()[-2000:]}" for uid, cell in self.sandboxes.items()])

    def load(
        self,
        files: Mapping[str, bytes],
        modules: Sequence[str],
        reference: Mapping[str, bytes] | None = None,
        subject: str | None = None,
        shared: bool = False,
    ) -> str:
        """Hands over a challenge's tests, or what the candidate writes tests for; returns the hash that names them."""
        reference = reference or {}
        content = (sorted(files.items()), list(modules), sorted(reference.items()), subject, shared)
        digest = hashlib.sha256(repr(content).encode()).hexdigest()
        if digest not in self.loaded:
            self.say(
                {
                    "type": "load_challenge",
                    "challenge": digest,
                    "modules": list(modules),
                    "files": encode(files),
                    "reference": encode(reference),
                    "subject": subject,
                    "shared": shared,
                }
            )
            answer = self.wait("challenge_loaded", challenge=digest)
            if answer["error"]:
                raise NotLoaded(answer["error"], answer["location"])
            self.loaded.add(digest)
            self.left_out = answer["left_out"]
        return digest

    @contextmanager
    def sandbox(self, memory: int = 1 << 30, *, pytest: bool = False) -> Iterator[int]:
        """A connected sandbox, named by its user id; with pytest in it where candidates write tests."""
        uid = next(self.uids)
        self.say({"type": "expect_sandbox", "sandbox": uid})
        cell = self.sandboxes[uid] = self.cells.sandbox(uid, memory, pytest=pytest)
        try:
            self.wait("sandbox_ready", sandbox=uid)
            yield uid
        finally:
            del self.sandboxes[uid]
            cell.close()
            self.say({"type": "forget_sandbox", "sandbox": uid})

    def run(
        self,
        challenge: str,
        files: Mapping[str, bytes],
        sandbox: int,
        *,
        edge_case_seconds: float = 10.0,
        output_bytes: int = 65_536,
        fresh_interpreter: bool = False,
        collect_only: bool = False,
        skip: Sequence[str] = (),
        suites: Sequence[str] = ("hidden",),
        patience_seconds: float = PATIENCE_SECONDS,
        seed: int = 0,
        examples: int = 100,
    ) -> Run:
        """Runs a challenge against a submission and gathers what is told about it."""
        name = f"run-{next(self.numbers)}"
        self.say(
            {
                "type": "run",
                "run": name,
                "challenge": challenge,
                "sandbox": sandbox,
                "files": encode(files),
                "suites": list(suites),
                "edge_case_seconds": edge_case_seconds,
                "output_bytes": output_bytes,
                "fresh_interpreter": fresh_interpreter,
                "collect_only": collect_only,
                "skip": list(skip),
                "seed": seed,
                "examples": examples,
            }
        )
        run = Run()
        while True:
            event = self.next_event(patience_seconds)
            if event.get("run") != name:
                self.pending.append(event)
            elif event["type"] == "collected":
                run.collected = [case["id"] for case in event["edge_cases"]]
                run.titles = {case["id"]: case["title"] for case in event["edge_cases"]}
            elif event["type"] == "subtest_started":
                case = event["edge_case"]
                run.subtests[case["id"]] = case["subtest_of"]
                run.titles[case["id"]] = case["title"]
            elif event["type"] == "case_finished":
                fields = ("id", "outcome", "message", "duration_ms", "stdout", "stderr", "output_cut", "location")
                run.cases[event["id"]] = Case(
                    *(event[field] for field in fields), event.get("reproducer", ""), event.get("examples")
                )
            elif event["type"] == "finished":
                run.fault = event["fault"]
                return run

    def examine(
        self, files: Mapping[str, bytes], tests: Mapping[str, bytes], modules: Sequence[str], **options: Any
    ) -> Run:
        """Loads, runs in a new sandbox, and removes it."""
        challenge = self.load(tests, modules)
        with self.sandbox() as uid:
            return self.run(challenge, files, uid, **options)

    def close(self) -> None:
        """Ends the examiner and every sandbox that is left."""
        for cell in [*self.sandboxes.values(), self.cell]:
            cell.close()
