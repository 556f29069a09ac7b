"""Nothing of an edge case is left to be looked at by all that come after it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from assay_runner.examiner import bench
from assay_runner.examiner.remote import ExaminerPeer

SOURCE = b"""
import functools
from collections import defaultdict

def counted(function):
    @functools.wraps(function)
    def wrapper(*arguments, **named):
        wrapper.calls += 1
        return function(*arguments, **named)
    wrapper.calls = 0
    return wrapper

def adder(first):
    return lambda second: first + second

def with_first(function):
    return functools.partial(function, 1)

class Node:
    def __init__(self, value):
        self.values = [value]
    def add(self, value):
        self.values.append(value)
        return self

class Row(list):
    pass

class Words(dict):
    pass

class Name(str):
    pass

def rows(): return Row([1, [2]]), Words(a=1), Name("x")

def fail(value): raise LookupError(value)

def steps(count):
    for number in range(count):
        yield [number]

async def later(value): return value

kept = []
def keep(value): kept[:] = [value]

def groups(): return defaultdict(list, a=[{"b": (1, [2])}])
"""


def decorates(candidate: Any) -> None:
    def plain(value: int) -> int:
        return value

    wrapped = candidate.counted(plain)
    assert wrapped(3) == 3
    assert wrapped.calls == 1


def takes_closures(candidate: Any) -> None:
    assert candidate.adder(2)(3) == 5
    assert candidate.with_first(lambda one, other: one + other)(2) == 3


def uses_objects(candidate: Any) -> None:
    node = candidate.Node(1).add(2)
    node.values.append(3)
    add = node.add
    assert add(4).values == [1, 2, 3, 4]


def takes_values_of_subclasses(candidate: Any) -> None:
    row, words, name = candidate.rows()
    row.append(words)
    assert (row[1], words, name) == ([2], {"a": 1}, "x")


def catches(candidate: Any) -> None:
    with pytest.raises(LookupError):
        candidate.fail([1])


def iterates(candidate: Any) -> None:
    assert list(candidate.steps(3)) == [[0], [1], [2]]
    next(candidate.steps(3))


def awaits(candidate: Any) -> None:
    assert asyncio.run(candidate.later([1])) == [1]


def hands_over(candidate: Any) -> None:
    candidate.keep(lambda: 1)
    candidate.keep([1, {"a": [2]}])


def takes_nested(candidate: Any) -> None:
    groups = candidate.groups()
    groups["c"].append(groups["a"][0]["b"])


def sizes(peer: ExaminerPeer) -> dict[str, int]:
    """How much each table of this side holds."""
    rooms = {
        name: vars(getattr(peer, name))
        for name in ("stand_ins", "lent", "shares", "kept", "decoder", "encoder", "world")
    }
    found = {f"{room}.{name}": value for room, space in rooms.items() for name, value in space.items()}
    # As many tuples as are remembered is a number of its own.
    return {name: len(value) for name, value in found.items() if hasattr(value, "__len__") and "kept" not in name}


@pytest.mark.parametrize(
    "edge_case",
    [
        decorates,
        takes_closures,
        uses_objects,
        takes_values_of_subclasses,
        catches,
        iterates,
        awaits,
        hands_over,
        takes_nested,
    ],
)
def test_edge_cases_leave_nothing_behind(edge_case: Callable[[Any], None], tmp_path: Path) -> None:
    with bench.bridged(str(tmp_path), SOURCE) as (candidate, peer):

        def repeat(times: int) -> dict[str, int]:
            for number in range(times):
                peer.begin_case(number + 1)
                edge_case(candidate)
                assert peer.end_case() == [0, 0]
            return sizes(peer)

        before = repeat(10)
        after = repeat(20)
    assert {name: after[name] - before[name] for name in after if after[name] - before[name] > 3} == {}
