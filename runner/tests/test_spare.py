"""A challenge's fork server has one fork ahead: what that brings, and that nothing is lost with it."""

from __future__ import annotations

import os
import re
import resource
import signal
import socket
import struct
import sys
import time
from pathlib import Path
from typing import Any, cast

import pytest
from harness import Examiner

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from assay_runner.bridge.wire import Channel
from assay_runner.examiner import spare
from assay_runner.examiner.spare import Spare

TESTS = {"hidden/one_test.py": b"import candidate\n\ndef test_number():\n    assert candidate.number() == 3\n"}
RIGHT = {"candidate.py": b"def number():\n    return 3\n"}
WRONG = {"candidate.py": b"def number():\n    return 4\n"}


def children() -> dict[int, list[int]]:
    """The processes of this machine by their parent."""
    found: dict[int, list[int]] = {}
    for place in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((place / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        found.setdefault(parent, []).append(int(place.name))
    return found


def leaves(process: int) -> list[int]:
    """Those below a process that have no child."""
    tree, stack, found = children(), [process], []
    while stack:
        below = tree.get(stack.pop(), [])
        found += [child for child in below if child not in tree]
        stack += below
    return found


def test_a_spare_that_is_lost_costs_nobody_anything(tmp_path: Path) -> None:
    examiner = Examiner(tmp_path)
    try:
        assert examiner.examine(RIGHT, TESTS, ["candidate"]).outcomes() == {"one_test.py::test_number": "passed"}
        time.sleep(0.5)
        waiting = leaves(examiner.cell.process.pid)
        assert len(waiting) == 1
        os.kill(waiting[0], signal.SIGKILL)
        assert examiner.examine(WRONG, TESTS, ["candidate"]).outcomes() == {"one_test.py::test_number": "failed"}
        assert examiner.examine(RIGHT, TESTS, ["candidate"]).outcomes() == {"one_test.py::test_number": "passed"}
    finally:
        examiner.close()


KERNEL = tuple(int(part) for part in re.findall(r"\d+", os.uname().release)[:2])
#: Pages full of objects, each of which is written to when it is looked at.
OBJECTS = [str(number) * 8 for number in range(200_000)]


def faults_of_looking_at_all(idle: float) -> int:
    """How many pages a spare has yet to copy when it is given its task after ``idle`` seconds."""
    here, there = socket.socketpair()
    with here, there:
        made = Spare(here.close)
        if made.task is not None:
            before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
            kept = list(OBJECTS)
            there.send(struct.pack("i", resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before))
            os._exit(len(kept) and 0)
        time.sleep(idle)
        assert made.give("look", [])
        (found,) = struct.unpack("i", here.recv(4))
        os.waitpid(made.process, 0)
        return int(found)


@pytest.mark.skipif(KERNEL < (5, 14), reason="the kernel cannot copy pages ahead of their use")
def test_a_spare_that_waits_makes_its_memory_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spare, "has_idle_cpu", lambda: True)
    monkeypatch.setattr(spare, "has_room", lambda: True)
    assert faults_of_looking_at_all(spare._IDLE_SECONDS + 1) < faults_of_looking_at_all(0) / 3


@pytest.mark.parametrize("lacking", ["has_idle_cpu", "has_room"])
def test_a_spare_leaves_a_busy_or_a_full_machine_alone(monkeypatch: pytest.MonkeyPatch, lacking: str) -> None:
    for name in ("has_idle_cpu", "has_room"):
        monkeypatch.setattr(spare, name, lambda name=name: name != lacking)
    assert faults_of_looking_at_all(spare._IDLE_SECONDS + 1) > faults_of_looking_at_all(0) / 3


def test_a_spare_ends_when_nobody_needs_it_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spare, "_PATIENCE_SECONDS", 0)
    made = Spare(lambda: None)
    if made.task is not None:
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(made.process, 0)[1]) == 0
    assert not made.give("anything", [])


def test_a_task_is_given_also_where_the_spare_has_taken_it_before_the_giver_goes_on() -> None:
    here, there = socket.socketpair()

    class Racing:
        sendall = here.sendall
        recv = here.recv

        @staticmethod
        def sendmsg(*parts: Any) -> int:
            sent = here.sendmsg(*parts)
            there.close()
            return sent

    with here, open(os.devnull) as file:
        Channel(cast(socket.socket, Racing())).send(["a task"], [file.fileno()])
