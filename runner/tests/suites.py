"""Finds the suites of a folder: `<name>/candidate.py` and `wrong_*.py` beside tests, helpers and data.

A submission of several modules is a folder (`candidate/`, `wrong_*/`) with its files as they are handed in.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

IGNORED = {"__pycache__"}


def read_tree(root: Path) -> dict[str, bytes]:
    """Every regular file below a folder, by relative path."""
    found = sorted(path for path in root.rglob("*") if path.is_file() and not IGNORED & set(path.parts))
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


@dataclass(frozen=True)
class Submission:
    """One way to solve the suite, rightly (`candidate`) or wrongly (`wrong_*`)."""

    name: str
    path: Path

    def files(self) -> dict[str, bytes]:
        """The files as they are handed in; a wrong one takes the right one's name."""
        return read_tree(self.path) if self.path.is_dir() else {"candidate.py": self.path.read_bytes()}

    @property
    def is_right(self) -> bool:
        return self.name == "candidate"


@dataclass(frozen=True)
class Suite:
    """A folder with tests and submissions."""

    name: str
    path: Path

    def submissions(self) -> list[Submission]:
        """The right submission first."""
        found = sorted(path for path in self.path.iterdir() if self._is_submission(path))
        return [Submission(path.stem, path) for path in found]

    def modules(self) -> list[str]:
        """The candidate's top-level modules."""
        files = self.submissions()[0].files()
        return sorted({path.split("/")[0].removesuffix(".py") for path in files if path.endswith(".py")})

    def tests(self, below: str = "") -> dict[str, bytes]:
        """Tests, helpers and data, as they lie beside each other in a challenge's `hidden` folder."""
        files: dict[str, bytes] = {}
        for path in sorted(self.path.iterdir()):
            if self._is_submission(path) or path.name in IGNORED:
                continue
            if path.is_dir():
                files |= {f"{below}{path.name}/{name}": content for name, content in read_tree(path).items()}
            else:
                files[f"{below}{path.name}"] = path.read_bytes()
        return files

    @staticmethod
    def _is_submission(path: Path) -> bool:
        return path.stem == "candidate" or path.stem.startswith("wrong_")


def find_suites(folder: Path) -> list[Suite]:
    """All suites of a folder, by name."""
    found = sorted(path for path in folder.iterdir() if path.is_dir() and path.name not in IGNORED)
    return [Suite(path.name, path) for path in found]
