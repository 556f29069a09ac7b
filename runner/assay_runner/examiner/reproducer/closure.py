"""What a piece of a test file needs to stand alone: imports, constants, functions and classes, from helper modules too."""

from __future__ import annotations

import ast
import builtins
import copy
from pathlib import Path

from ...suites.sources import tree_of

#: Definitions that a script may need at most.
MAX_DEFINITIONS = 30


class TooMuch(Exception):
    """No few lines would do."""


def loaded(nodes: list[ast.stmt]) -> list[str]:
    """Names that statements read and do not bind themselves, in the order of their first use."""
    read: dict[str, None] = {}
    bound: set[str] = set()
    for statement in nodes:
        for node in ast.walk(statement):
            if isinstance(node, ast.Name):
                if isinstance(node.ctx, ast.Load):
                    read[node.id] = None
                else:
                    bound.add(node.id)
            elif isinstance(node, ast.arg):
                bound.add(node.arg)
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.ExceptHandler):
                bound.add(node.name or "")
            elif isinstance(node, ast.Import | ast.ImportFrom):
                bound.update((alias.asname or alias.name).partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.MatchAs | ast.MatchStar) and node.name:
                bound.add(node.name)
    return [name for name in read if name not in bound and not hasattr(builtins, name)]


def _binds(statement: ast.stmt, name: str) -> bool:
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return statement.name == name
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id == name:
            return True
        if isinstance(node, ast.Import | ast.ImportFrom):
            for alias in node.names:
                if (alias.asname or alias.name).partition(".")[0] == name:
                    return True
    return False


class Closure:
    """Collects definitions, each once, in an order in which they can run."""

    def __init__(self, tests: Path) -> None:
        self.tests = tests
        self.imports: dict[str, None] = {}
        self.definitions: list[ast.stmt] = []
        self._done: set[tuple[str, str]] = set()

    def names(self) -> set[str]:
        """What is defined or imported already."""
        return {name for _, name in self._done}

    def need(self, names: list[str], file: str) -> None:
        """Adds what these names mean in a file."""
        for name in names:
            if (file, name) not in self._done:
                self._done.add((file, name))
                self._add(name, file)

    def _add(self, name: str, file: str) -> None:
        stars = []
        for statement in tree_of(file).body:
            if isinstance(statement, ast.Import | ast.ImportFrom):
                for alias in statement.names:
                    if alias.name == "*" and isinstance(statement, ast.ImportFrom):
                        stars.append(statement.module or "")
                    elif (alias.asname or alias.name).partition(".")[0] == name:
                        self._import(statement, alias, file)
                        return
            elif _binds(statement, name):
                self._define(statement, file)
                return
        helpers = [found for star in stars if (found := self._helper(star, file)) is not None]
        for helper in helpers:
            if any(_binds(statement, name) for statement in tree_of(helper).body):
                self.need([name], helper)
                return
        foreign = [star for star in stars if self._helper(star, file) is None]
        if not foreign:
            raise TooMuch(name)
        self.imports[f"from {foreign[-1]} import {name}"] = None

    def _import(self, statement: ast.Import | ast.ImportFrom, alias: ast.alias, file: str) -> None:
        renamed = f" as {alias.asname}" if alias.asname else ""
        if isinstance(statement, ast.Import):
            if self._helper(alias.name, file) is not None:
                raise TooMuch(alias.name)
            self.imports[f"import {alias.name}{renamed}"] = None
            return
        helper = self._helper(f"{'.' * statement.level}{statement.module or ''}", file)
        if helper is None:
            self.imports[f"from {statement.module} import {alias.name}{renamed}"] = None
            return
        self.need([alias.name], helper)
        if alias.asname:
            self.definitions += ast.parse(f"{alias.asname} = {alias.name}").body

    def _define(self, statement: ast.stmt, file: str) -> None:
        if len(self.definitions) >= MAX_DEFINITIONS:
            raise TooMuch(file)
        made = copy.deepcopy(statement)
        if isinstance(made, ast.FunctionDef | ast.AsyncFunctionDef):
            made.decorator_list = [node for node in made.decorator_list if "pytest" not in ast.unparse(node)]
            made.returns = None
        self.need(loaded([made]), file)
        if statement not in self.definitions:
            self.definitions.append(made)

    def _helper(self, module: str, file: str) -> str | None:
        """The file of a helper module beside the tests, if that is what this names."""
        inner = module.lstrip(".").replace(".", "/")
        folder = Path(file).parent
        while inner and folder.is_relative_to(self.tests):
            for found in (folder / f"{inner}.py", folder / inner / "__init__.py"):
                if found.is_file():
                    return str(found)
            folder = folder.parent
        return None
