"""An implementation's file: whether it is right, its words, and its code without what would tell it from another."""

from __future__ import annotations

import ast
import sys
import types
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..author_fault import AuthorFault

#: What its code calls its file: the same for all, and no file that is anywhere.
FILENAME = "<the implementation>"
_BOUND = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


@dataclass(frozen=True)
class Implementation:
    """One implementation. ``file`` is relative to the tests' folder, e.g. ``hidden/wrong/rounds_up.py``."""

    file: str
    right: bool
    doc: str | None
    code: types.CodeType
    #: Public names that its module binds, without what it imports.
    names: frozenset[str]

    @property
    def name(self) -> str:
        return Path(self.file).stem

    def load(self, subject: str) -> types.ModuleType:
        """Runs it as the module ``subject``. Raises ``AuthorFault`` when it cannot be imported."""
        module = types.ModuleType(subject)
        sys.modules[subject] = module
        try:
            exec(self.code, module.__dict__)
        except Exception as error:
            line = _line_in(error)
            location = {"file": self.file, "line": line}
            raise AuthorFault(f"the implementation raised {type(error).__name__}: {error}", location) from error
        return module

    def check(self, names: frozenset[str]) -> None:
        """Raises ``AuthorFault`` when it lacks what the right ones have."""
        lacking = sorted(names - self.names)
        if lacking:
            text = f"the implementation lacks {', '.join(lacking)}, which every right one has"
            raise AuthorFault(text, {"file": self.file, "line": 1})
        if not names:
            text = "the right implementations have no public name in common, so there is nothing to import"
            raise AuthorFault(text, {"file": self.file, "line": 1})


def stance(path: Path, tests: Path) -> bool | None:
    """Whether a file is a right implementation, a wrong one, or none at all."""
    parts = path.relative_to(tests).parts
    if path.suffix != ".py" or len(parts) != 3 or parts[1] not in ("right", "wrong"):
        return None
    return parts[1] == "right"


def read(path: Path, tests: Path) -> Implementation:
    """Reads an implementation's file. Raises ``SyntaxError`` and ``ValueError`` as compiling does."""
    right = stance(path, tests)
    if right is None:
        raise ValueError(f"{path} is no implementation")
    tree = ast.parse(path.read_bytes(), str(path))
    doc = ast.get_docstring(tree)
    names = frozenset(name for name in _bound(tree.body) if not name.startswith("_"))
    _strip(tree)
    # Docstrings of one and another differ, and are no part of what is tested.
    code = compile(tree, FILENAME, "exec", dont_inherit=True)
    return Implementation(str(path.relative_to(tests)), right, doc, code, names)


def public_names(right: list[Implementation]) -> frozenset[str]:
    """What can be imported from the subject: the public names that all right implementations have."""
    return frozenset.intersection(*(one.names for one in right)) if right else frozenset()


def _bound(body: list[ast.stmt]) -> Iterator[str]:
    for node in body:
        if isinstance(node, _BOUND):
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                yield from (part.id for part in ast.walk(target) if isinstance(part, ast.Name))
        elif isinstance(node, ast.If | ast.Try | ast.With):
            yield from _bound(node.body)


def _strip(tree: ast.Module) -> None:
    """Takes docstrings away; the lines stay as they are."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if ast.get_docstring(node, clean=False) is not None:
            first = node.body[0]
            node.body[0] = ast.copy_location(ast.Pass(), first)


def _line_in(error: BaseException) -> int:
    line, trace = 1, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == FILENAME:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
