"""``type(thing)`` in a test says what it says in one process: no class can be hidden from ``type``, so a test's own call of it is answered here.

Done where pytest rewrites the assertions of test files and ``conftest.py`` anyway; ``thing.__class__`` needs no such help.
"""

from __future__ import annotations

import ast
import builtins
from typing import Any

import _pytest.assertion.rewrite as rewrite

from ..bridge import mirror_type

# No identifier that a test could write, as pytest names its own variables.
_NAME = "@assay_type"
_rewrite_asserts = rewrite.rewrite_asserts


def watch() -> None:
    """Makes pytest rewrite calls of ``type`` with one argument, too."""
    builtins.__dict__[_NAME] = _asked
    rewrite.rewrite_asserts = _rewrite_too  # type: ignore[assignment]


def _asked(called: Any, thing: Any) -> Any:
    """``called`` is what the test's code means by ``type`` there."""
    return mirror_type.claimed_type(thing) if called is type else called(thing)


def _rewrite_too(module: ast.Module, *arguments: Any) -> None:
    _rewrite_asserts(module, *arguments)
    _Calls().visit(module)


class _Calls(ast.NodeTransformer):
    def visit_Call(self, node: ast.Call) -> ast.Call:
        self.generic_visit(node)
        plain = len(node.args) == 1 and not node.keywords and not isinstance(node.args[0], ast.Starred)
        if plain and isinstance(node.func, ast.Name) and node.func.id == "type":
            asked = ast.copy_location(ast.Name(_NAME, ast.Load()), node.func)
            return ast.copy_location(ast.Call(asked, [node.func, *node.args], []), node)
        return node
