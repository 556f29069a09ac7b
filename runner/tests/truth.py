"""Asks `plain_pytest.py` how a suite ends in one plain pytest process."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

LIMIT_SECONDS = 60.0


@dataclass
class Truth:
    """Outcome and message by edge case id, and what could not be collected."""

    outcomes: dict[str, str]
    messages: dict[str, str]
    faults: list[str]


class PlainPytest:
    """Owns the process that forks one pytest a job."""

    def __init__(self, home: Path, limit_seconds: float = LIMIT_SECONDS) -> None:
        self.home = home
        self.limit_seconds = limit_seconds
        self.jobs = 0
        program = Path(__file__).with_name("plain_pytest.py")
        # As both sides of the bridge have it: ids that come from sets are the same then.
        environment = {**os.environ, "PYTHONHASHSEED": "0"}
        command = [sys.executable, "-B", str(program)]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0, env=environment
        )

    def examine(self, files: Mapping[str, bytes], tests: Mapping[str, bytes]) -> Truth:
        """Runs the tests with the submission importable."""
        self.jobs += 1
        folder = self.home / f"job-{self.jobs}"
        for below, tree in (("submission", files), ("hidden", tests)):
            for name, content in tree.items():
                path = folder / below / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{folder}\n".encode())
        ready, _, _ = select.select([self.process.stdout], [], [], self.limit_seconds)
        if not ready or not self.process.stdout.read(1):
            raise AssertionError(f"plain pytest did not end this suite within {self.limit_seconds} s")
        answer = folder / "outcomes.json"
        if not answer.exists():
            raise AssertionError(f"plain pytest died on this suite: {(folder / 'output').read_text(errors='replace')}")
        told = json.loads(answer.read_text())
        outcomes = {id: case["outcome"] for id, case in told["cases"].items()}
        return Truth(outcomes, {id: case["message"] for id, case in told["cases"].items()}, told["faults"])

    def close(self) -> None:
        """Ends the process."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()
