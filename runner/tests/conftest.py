"""Fixtures of the bridge's proofs: one examiner and one plain pytest for the whole session."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))
sys.path.insert(0, str(Path(__file__).parent))

import cell
from harness import Examiner
from truth import PlainPytest

# Suites under examination, not tests of this session.
collect_ignore_glob = ["constructs/*", "hostile/*"]


@pytest.fixture(scope="session")
def plain_pytest(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PlainPytest]:
    """Runs a suite in one plain pytest process."""
    plain = PlainPytest(tmp_path_factory.mktemp("plain"))
    yield plain
    plain.close()


@pytest.fixture(scope="session")
def examiner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Examiner]:
    """Runs a suite across the bridge."""
    if reason := cell.why_unavailable():
        pytest.skip(reason)
    if not cell.fits_this_session():
        pytest.fail(f"run these tests with the Python version of {cell.PYTHON}: the examiner uses their wheels")
    home = tmp_path_factory.mktemp("bridge")
    for folder in [home, *home.parents[:2]]:
        folder.chmod(0o755)
    live = Examiner(home)
    yield live
    live.close()
