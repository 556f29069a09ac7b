"""pytest collects implementations as it does tests: each is an item, an edge case with the words of its docstring."""

from __future__ import annotations

import random
import types
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from .examination import examine
from .source import Implementation, public_names, read, stance

if TYPE_CHECKING:
    from ..plugin import Plugin

#: Implementations are no test files, whatever their names.
OPTIONS = ("-o", "python_files=")


class Implementations:
    """The plugin of a challenge whose candidates write tests for the module ``subject``."""

    def __init__(self, tests: Path, subject: str, plugin: Plugin) -> None:
        self.tests = tests
        self.subject = subject
        self.plugin = plugin
        self._read: dict[Path, Implementation] = {}
        self._names: frozenset[str] | None = None

    def warm(self) -> None:
        """In the fork server: reads every implementation once for all forks."""
        for path in sorted(self.tests.rglob("*.py")):
            try:
                if stance(path, self.tests) is not None:
                    self.of(path)
            except (SyntaxError, ValueError, RecursionError, MemoryError):
                # Said with its place when it is collected.
                continue

    def of(self, path: Path) -> Implementation:
        if path not in self._read:
            self._read[path] = read(path, self.tests)
        return self._read[path]

    def names(self) -> frozenset[str]:
        """What can be imported from the subject."""
        if self._names is None:
            self._names = public_names([one for one in self._read.values() if one.right])
        return self._names

    def pytest_collect_file(self, file_path: Path, parent: Any) -> Any:
        if self.plugin.run is None or stance(file_path, self.tests) is None:
            return None
        made = ImplementationFile.from_parent(parent, path=file_path)
        made.owner = self
        return made

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        run = self.plugin.run
        if run is not None and not run.mutant["order"]:
            # Drawn anew each time, so that its turn says nothing of an implementation.
            random.SystemRandom().shuffle(items)


class ImplementationFile(pytest.File):
    """An implementation's file."""

    owner: Implementations

    def collect(self) -> Iterator[pytest.Item]:
        implementation = self.owner.of(self.path)
        item: ImplementationItem = ImplementationItem.from_parent(self, name=implementation.name)
        item.implementation = implementation
        item.owner = self.owner
        item.obj = types.SimpleNamespace(__doc__=implementation.doc)
        yield item


class ImplementationItem(pytest.Item):
    """An implementation as an edge case."""

    implementation: Implementation
    owner: Implementations
    #: Where the words of an edge case are looked for.
    obj: Any

    @property
    def stands_for(self) -> str:
        return "right" if self.implementation.right else "wrong"

    def runtest(self) -> None:
        plugin = self.owner.plugin
        assert plugin.run is not None
        plugin.findings.append(examine(plugin.run, self.implementation, self.owner.subject, self.owner.names()))

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, 0, self.name
