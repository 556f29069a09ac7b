"""The reference: an accepted submission that runs here, as trusted as the tests, apart from the candidate's of the same name.

Its modules live in a package of their own. Where one of them imports another by its plain name, that import is
rewritten, so that it never meets the candidate's stand-in.
"""

from __future__ import annotations

import ast
import importlib
import importlib.abc
import importlib.machinery
import sys
import types
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .author_fault import AuthorFault

PACKAGE = "assay_reference"
_NONE = (
    "the tests compare with a reference, and challenge.toml names none: add a line `[reference]`, which takes the "
    "first accepted submission"
)


class _Redirect(ast.NodeTransformer):
    def __init__(self, own: set[str]) -> None:
        self.own = own

    def visit_Import(self, node: ast.Import) -> Any:
        made: list[ast.stmt] = []
        for alias in node.names:
            top, _, below = alias.name.partition(".")
            if top not in self.own:
                made.append(ast.Import([alias]))
                continue
            made.append(ast.Import([ast.alias(f"{PACKAGE}.{alias.name}", alias.asname or ("_" if below else top))]))
            if below and alias.asname is None:
                made.append(ast.Import([ast.alias(f"{PACKAGE}.{top}", top)]))
        return [ast.copy_location(one, node) for one in made]

    def visit_ImportFrom(self, node: ast.ImportFrom) -> Any:
        if node.level == 0 and node.module and node.module.partition(".")[0] in self.own:
            node.module = f"{PACKAGE}.{node.module}"
        return node


class _Loader(importlib.machinery.SourceFileLoader):
    def __init__(self, fullname: str, path: str, own: set[str]) -> None:
        super().__init__(fullname, path)
        self.own = own

    def source_to_code(  # type: ignore[override]
        self, data: Any, path: Any, *, _optimize: int = -1
    ) -> types.CodeType:
        tree = ast.fix_missing_locations(_Redirect(self.own).visit(ast.parse(data, path)))
        return compile(tree, path, "exec", dont_inherit=True, optimize=_optimize)


class Reference(importlib.abc.MetaPathFinder):
    """Loads the reference at its first use in a run. ``folder`` holds its files as they would be submitted."""

    def __init__(self, folder: Path, modules: list[str]) -> None:
        self.folder = folder
        self.modules = modules
        self._main: types.ModuleType | None = None

    def main(self) -> Any:
        """The main module. Raises ``AuthorFault`` when there is none or it cannot be imported."""
        if self._main is None:
            if not self.folder.is_dir():
                raise AuthorFault(_NONE)
            package = sys.modules[PACKAGE] = types.ModuleType(PACKAGE)
            package.__path__ = [str(self.folder)]
            sys.meta_path.insert(0, self)
            try:
                self._main = importlib.import_module(f"{PACKAGE}.{self.modules[0]}")
            except Exception as error:
                raise AuthorFault(f"the reference cannot be imported: {type(error).__name__}: {error}") from error
        return self._main

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: Any = None) -> Any:
        if not fullname.startswith(f"{PACKAGE}."):
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path)
        if spec is not None and isinstance(spec.loader, importlib.machinery.SourceFileLoader):
            own = {entry.name.removesuffix(".py") for entry in self.folder.iterdir()}
            spec.loader = _Loader(fullname, spec.loader.path, own)
        return spec
