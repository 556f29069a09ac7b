"""Writes ``docs/fidelity.md``: how many edge cases agree, and why others do not."""

from __future__ import annotations

import datetime
import os
import platform
from collections.abc import Sequence
from pathlib import Path

import pytest

from . import manifest
from .comparison import EDGE_CASE_SECONDS, Comparison

PAGE = Path(__file__).resolve().parents[2] / "docs" / "fidelity.md"

_HEAD = """# Fidelity: suites that others wrote, across the bridge

Packages of PyPI whose modules become a candidate's submission and whose own tests, unmodified, become the hidden tests. Each
edge case is compared with one plain in-process pytest: it *agrees* when both pass, both fail or both do not run.
`make fidelity` writes this page; do not edit it. The packages, their versions and hashes, and the reasons below are in
`runner/fidelity/packages.toml`; the command fails on a disagreement without a reason and on a reason without a disagreement.
"""


def write(comparisons: Sequence[Comparison], path: Path = PAGE) -> None:
    """Writes the page."""
    path.write_text(page(comparisons))


def page(comparisons: Sequence[Comparison]) -> str:
    """The page's text."""
    cases = sum(one.cases for one in comparisons)
    agree = sum(one.agree for one in comparisons)
    lines = [
        _HEAD,
        f"{datetime.date.today():%d %B %Y}, {os.cpu_count()} cores ({platform.machine()}), {platform.system()}"
        f" {platform.release()}, Python {platform.python_version()}, pytest {pytest.__version__}:",
        f"**{agree} of {cases} edge cases of {len(comparisons)} packages agree"
        f" ({100 * agree / max(cases, 1):.1f} %).** The seconds are whole suites, once, on a machine that did other work too;"
        f" an edge case may take {EDGE_CASE_SECONDS:.0f} of them across the bridge.",
        "",
        "| package | kind | edge cases | agree | disagree | plain pytest, s | across the bridge, s |",
        "| --- | --- | --: | --: | --: | --: | --: |",
    ]
    for one in comparisons:
        lines.append(
            f"| {one.package.name} {one.package.source.version} | {one.package.kind} | {one.cases} | {one.agree}"
            f" | {len(one.disagreements)} | {one.plain_seconds:.1f} | {one.bridge_seconds:.1f} |"
        )
    lines += ["", "Tried, and not in the table yet:", ""]
    lines += [f"- {name}: {why}" for name, why in manifest.read_waiting()]
    lines += ["", "## Why the others disagree", ""]
    for one in comparisons:
        if one.disagreements:
            lines += [f"### {one.package.name}", ""]
            told = [(reason.why, named) for reason, named in one.explained()]
            for why, named in [*told, ("not explained", one.unexplained())]:
                if named:
                    lines.append(f"- {why}:")
                    lines += [
                        f"  - `{apart.case}` ({apart.plain}; across the bridge {apart.bridge})" for apart in named
                    ]
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"
