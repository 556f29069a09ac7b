"""Which packages are compared, what of each is the candidate's and what is a hidden test, and which disagreements are known."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Any

MANIFEST = Path(__file__).with_name("packages.toml")


class ManifestError(Exception):
    """The manifest and what was fetched do not fit together."""


@dataclass(frozen=True)
class Source:
    """A source distribution, pinned, and the files and folders of it that are used."""

    name: str
    version: str
    sha256: str
    parts: tuple[str, ...]

    def taken(self, files: Mapping[str, bytes]) -> dict[str, bytes]:
        """What of the unpacked source is used: each file or folder loses the folders above it."""
        found: dict[str, bytes] = {}
        for wanted in self.parts:
            above = len(PurePosixPath(wanted).parts) - 1
            for path, content in files.items():
                if path == wanted or path.startswith(wanted + "/"):
                    found["/".join(PurePosixPath(path).parts[above:])] = content
        if not found:
            raise ManifestError(f"{self.name}: nothing of {list(self.parts)} is in its source")
        return found


@dataclass(frozen=True)
class Apart:
    """Edge cases that are known to disagree: a pattern of their names, and why."""

    cases: str
    why: str

    def names(self, case: str) -> bool:
        """Whether this speaks of an edge case. In a name's own square brackets nothing is a pattern."""
        return fnmatchcase(case.replace("[", "("), self.cases.replace("[", "("))


@dataclass(frozen=True)
class Package:
    """One package: its own modules become a submission, its own tests the hidden tests, unmodified."""

    source: Source
    kind: str
    #: Patterns of paths that are hidden tests, and of what they need beside them; they keep their paths, less `strip`.
    tests: tuple[str, ...]
    #: Patterns of paths that are no part of the submission: tests inside a package's own folder.
    without: tuple[str, ...] = ()
    #: Patterns of test files that are left out, since neither way has what they need.
    untested: tuple[str, ...] = ()
    #: Folders above the tests that the challenge does not have.
    strip: str = ""
    #: New names of files that pytest would not take for tests.
    renamed: Mapping[str, str] = field(default_factory=dict)
    #: The settings that the suite is written for, for `pytest.ini`.
    pytest: str = ""
    #: Pure packages that the candidate's modules import, and those that the tests import.
    needs: tuple[Source, ...] = ()
    beside: tuple[Source, ...] = ()
    apart: tuple[Apart, ...] = ()

    @property
    def name(self) -> str:
        return self.source.name

    def submission(self, files: Mapping[str, bytes]) -> dict[str, bytes]:
        """What of the unpacked source is the candidate's."""
        return self.source.taken({path: files[path] for path in files if not _fits(path, self.without)})

    def hidden(self, files: Mapping[str, bytes]) -> dict[str, bytes]:
        """What of the unpacked source are hidden tests."""
        chosen = [path for path in files if _fits(path, self.tests) and not _fits(path, self.untested)]
        found = {self.renamed.get(path, path).removeprefix(self.strip): files[path] for path in chosen}
        if not any(path.endswith(".py") for path in found):
            raise ManifestError(f"{self.name}: no test fits {list(self.tests)}")
        if self.pytest:
            found["pytest.ini"] = f"[pytest]\n{self.pytest.strip()}\n".encode()
        return found


def _fits(path: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(path, pattern) for pattern in patterns)


def read(path: Path = MANIFEST) -> list[Package]:
    """The packages in the order of the manifest."""
    return [_package(table) for table in tomllib.loads(path.read_text())["package"]]


def read_waiting(path: Path = MANIFEST) -> list[tuple[str, str]]:
    """Packages that were tried and are not compared yet, each with the reason."""
    return [(one["name"], one["why"]) for one in tomllib.loads(path.read_text())["waiting"]]


def _package(table: dict[str, Any]) -> Package:
    simple = {key: table[key] for key in ("kind", "strip", "renamed", "pytest") if key in table}
    lists = {key: tuple(table[key]) for key in ("tests", "without", "untested") if key in table}
    return Package(
        source=_source(table),
        needs=tuple(map(_source, table.get("needs", ()))),
        beside=tuple(map(_source, table.get("beside", ()))),
        apart=tuple(Apart(one["cases"], one["why"]) for one in table.get("apart", ())),
        **simple,
        **lists,
    )


def _source(table: dict[str, Any]) -> Source:
    return Source(table["name"], table["version"], table["sha256"], tuple(table["parts"]))
