"""What the candidate's interpreter does with messages that it cannot follow: one call fails, or it ends and says why."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from harness import Examiner

from assay_runner.agent import interpreter
from assay_runner.bridge.wire import Channel

PATIENCE_SECONDS = 30


@dataclass
class Interpreter:
    """A real one, forked as the agent forks it, with this process in the examiner's place."""

    process: int
    channel: Channel
    control: socket.socket
    error: int

    def end(self) -> tuple[int, str]:
        """Waits for its end: its exit status, and what it said."""
        status = os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])
        self.process = 0
        return status, os.pread(self.error, 1 << 16, 0).decode()


@pytest.fixture
def candidate() -> Iterator[Interpreter]:
    here, there = socket.socketpair()
    control_here, control_there = socket.socketpair()
    outputs = os.memfd_create("stdout"), os.memfd_create("stderr")
    process = os.fork()
    if process == 0:
        here.close()
        control_here.close()
        interpreter.main(there.detach(), control_there.detach(), outputs)
    there.close()
    control_there.close()
    here.settimeout(PATIENCE_SECONDS)
    made = Interpreter(process, Channel(here), control_here, outputs[1])
    yield made
    here.close()
    control_here.close()
    if made.process:
        os.kill(made.process, signal.SIGKILL)
        os.waitpid(made.process, 0)
    for file in outputs:
        os.close(file)


def answer(candidate: Interpreter, *question: Any) -> Any:
    candidate.channel.send([0, 1, *question, None])
    return candidate.channel.receive()


@pytest.mark.parametrize(
    "question",
    [
        ("get", [999, "name"]),
        ("call", [999, [1]]),
        ("lend", [[["no such tag", 1]]]),
        ("lend", [[["g", "http", "NoSuchName"]]]),
        ("no such operation", []),
    ],
    ids=str,
)
def test_what_cannot_be_followed_fails_one_call(candidate: Interpreter, question: tuple[str, list[Any]]) -> None:
    kind, sequence, *told = answer(candidate, *question)
    assert (kind, sequence) == (2, 1)
    assert "could not carry this over" in str(told)
    kind, _, number, _ = answer(candidate, "lend", [["still here"]])
    assert (kind, type(number)) == (1, int)


def test_a_generator_that_is_gone_is_closed(candidate: Interpreter) -> None:
    kind, _, value, _ = answer(candidate, "step", [999, "close", [None]])
    assert (kind, value[:2]) == (1, ["t", [True, None]])


def test_garbage_ends_it_with_a_word_and_a_status_of_its_own(candidate: Interpreter) -> None:
    candidate.channel.sock.sendall((9).to_bytes(4) + b"garbage!!")
    status, said = candidate.end()
    assert status == interpreter.BRIDGE_FAILED
    assert "the bridge failed: Malformed" in said


def test_without_an_examiner_it_ends_without_a_word(candidate: Interpreter) -> None:
    candidate.channel.close()
    assert candidate.end() == (0, "")


@pytest.mark.parametrize("key", ["m", "u", "D", "f"])
@pytest.mark.parametrize("nonsense", ["5", "[[[[], 1]], []]"])
def test_nonsense_beside_an_answer_is_never_the_authors_fault(examiner: Examiner, key: str, nonsense: str) -> None:
    source = f"""
import gc
import sys

kind = sys.modules["assay_runner.agent.interpreter"].SandboxPeer
[peer] = [thing for thing in gc.get_objects() if type(thing) is kind] or [
    sys.modules["assay_runner.bridge.far"].Far.current.peer
]
peer.world_out = lambda found: found.__setitem__({key!r}, {nonsense})
"""
    tests = {"hidden/a_test.py": b"import candidate\n\ndef test_it():\n    assert candidate.value == 1\n"}
    run = examiner.examine({"candidate.py": source.encode()}, tests, ["candidate"])
    assert run.fault is None or run.fault["kind"] == "import", run.fault
    assert not {"passed", "challenge_fault"} & set(run.outcomes().values())
