"""The ``program`` fixture: runs the candidate's main module as a script, for challenges that read stdin and print.

Each call is a run of its own; ``fresh_interpreter = true`` in ``challenge.toml`` gives each edge case an interpreter of
its own as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from ..bridge.far import Far
from ..bridge.wire import Malformed


@dataclass(frozen=True)
class Completed:
    """What a program printed and how it ended, named as ``subprocess.CompletedProcess`` names it."""

    stdout: str
    stderr: str
    returncode: int


class Program:
    """The candidate's main module, to be called once for each run."""

    def __init__(self, peer: Any, path: str) -> None:
        self._peer = peer
        self._path = path

    def __call__(self, stdin: str | bytes = "", *arguments: str, check: bool = True) -> Completed:
        """Runs the program with this standard input and these arguments.

        What it raises ends the edge case as an error of the candidate's, an exit status other than 0 too; with
        ``check=False`` an exit status is only told.
        """
        given = stdin.encode() if isinstance(stdin, str) else stdin
        answer = self._peer.ask("program", [self._path, list(arguments), given.decode("latin-1"), check])
        if type(answer) is not tuple or [type(part) for part in answer] != [bytes, bytes, int]:
            raise self._peer.broken(Malformed("what a program printed is no bytes"))
        out, err, status = answer
        return Completed(out.decode("utf-8", "backslashreplace"), err.decode("utf-8", "backslashreplace"), status)


class ProgramPlugin:
    """Brings the fixture to the tests."""

    @pytest.fixture
    def program(self) -> Program:
        """Runs the candidate's main module as a script: ``program(stdin, *arguments).stdout``."""
        peer: Any = Far.current.peer
        return Program(peer, peer.main_file)


def is_used(items: list[Any]) -> bool:
    """Whether any of these edge cases runs the candidate's code as a program."""
    return any("program" in getattr(item, "fixturenames", ()) for item in items)
