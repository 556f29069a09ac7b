"""Two suites of one challenge beside each other: what is whose, and files of one name kept apart."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

SUITES = ("hidden", "visible")


def identity(item: Any, tests: Path) -> dict[str, str]:
    """An edge case's name within its suite; a visible one says so where the hidden tests have a file of its name."""
    suite, _, rest = item.nodeid.partition("/")
    file = rest.partition("::")[0]
    if suite == "visible" and (tests / "hidden" / file).is_file():
        rest = item.nodeid
    return {"id": rest, "suite": suite}


def suite_of(node: Any) -> str:
    """The suite that a collector or an item of pytest's belongs to."""
    return str(node.nodeid).partition("/")[0]


class Namesakes:
    """Keeps two suites' files of one name apart: each suite sees its own helpers, whatever the other one imported."""

    def __init__(self, tests: Path) -> None:
        self.folders = {suite: f"{tests / suite}/" for suite in SUITES}
        self.current: str | None = None
        self._modules: dict[str, dict[str, Any]] = {suite: {} for suite in SUITES}
        self._path: dict[str, list[str]] = {suite: [] for suite in SUITES}

    def enter(self, suite: str) -> None:
        """Puts the other suite's modules and folders aside, and this one's back."""
        if suite == self.current or suite not in self.folders:
            return
        left, self.current = self.current, suite
        if left is None:
            return
        folder = self.folders[left]
        for name, module in list(sys.modules.items()):
            if str(getattr(module, "__file__", None) or "").startswith(folder):
                self._modules[left][name] = sys.modules.pop(name)
        self._path[left] = [entry for entry in sys.path if f"{entry}/".startswith(folder)]
        sys.path[:] = self._path[suite] + [entry for entry in sys.path if entry not in self._path[left]]
        sys.modules.update(self._modules[suite])
        self._modules[suite] = {}
