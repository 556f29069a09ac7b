"""Titles of edge cases are read in lists and kept in files: they must be the same in every run."""

from __future__ import annotations

from harness import Examiner

TEST = b"""
import copy
import pytest
import candidate

class Thing:
    pass

@pytest.mark.parametrize("way", [copy.copy, candidate.own, Thing])
def test_ways(way):
    assert candidate.own(1) == 1

@pytest.mark.parametrize("thing", [Thing()])
def test_things(thing):
    assert candidate.own(1) == 1
"""


def test_parameters_are_shown_without_addresses(examiner: Examiner) -> None:
    run = examiner.examine({"candidate.py": b"def own(n): return n"}, {"hidden/a_test.py": TEST}, ["candidate"])
    titles = list(run.titles.values())
    assert titles[:3] == ["ways (way=copy)", "ways (way=own)", "ways (way=Thing)"]
    assert "0x" not in titles[3]
    assert "Thing object" in titles[3]
    assert set(run.outcomes().values()) == {"passed"}
