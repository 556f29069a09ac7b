"""Edge cases as pytest collected them: what is told of each, and what is wrong when there are none or too many."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from . import subtests, words
from .namesakes import identity, suite_of

#: A suite with more edge cases than this is a mistake: nobody reads such a report.
MAX_EDGE_CASES = 5_000
#: How pytest names the test function that a sentence of its own is about.
_NAMED = re.compile(r"::(\w+)(?:\[|: |$)")


def describe(items: list[Any], tests: Path) -> list[dict[str, Any]]:
    """What is told of each item as an edge case, in their order."""
    return [
        {
            **identity(item, tests),
            **said,
            "has_subtests": subtests.may_have_some(item, tests),
            "stands_for": getattr(item, "stands_for", None),
        }
        for item, said in zip(items, words.describe_all(items), strict=True)
    ]


def wrong_number(items: list[Any], suites: Iterable[str], tests: Path) -> tuple[str, dict[str, Any]] | None:
    """Why these cannot be all: a suite that holds none, or too many for a report; and where to look."""
    for name in [name for name in suites if name == "hidden" or not items]:
        folder = tests / name
        if folder.is_dir() and not any(suite_of(item) == name for item in items):
            files = sorted(folder.rglob("*.py"))
            named = [file for file in files if file.stem.startswith("test_") or file.stem.endswith("_test")]
            first = (named or files or [folder])[0]
            text = f"the tests contain no {name} edge case: no function or method there is named `test…`"
            return text, {"file": str(first.relative_to(tests)), "line": 1}
    if len(items) > MAX_EDGE_CASES:
        text = f"the tests contain {len(items)} edge cases; {MAX_EDGE_CASES} are the most that a report holds"
        return text, {"file": max(file_of(item) for item in items), "line": 1}
    return None


def file_of(node: Any) -> str:
    """The file of a collector or an item, below the tests' folder; a folder's is its ``conftest.py``."""
    file = str(node.nodeid).partition("::")[0]
    inner = f"{file}/conftest.py" if file not in ("", ".") else "conftest.py"
    return inner if (node.config.rootpath / inner).is_file() else file


def absent(name: str, modules: Iterable[str]) -> str:
    """The sentence for a module that nobody has."""
    top = name.partition(".")[0]
    known = ", ".join(f"`{module}`" for module in sorted(modules))
    return (
        f"the tests import `{name}`, which is not there. If the candidate writes it, name it in challenge.toml beside "
        f'{known}; if it is a package, add it there: [image] packages = ["{top}"]; if it is a helper of the '
        f"tests, put {top}.py beside them"
    )


def place_named(text: str, collector: Any) -> dict[str, Any] | None:
    """The line of the test function that a sentence of pytest's names."""
    found = _NAMED.search(text)
    path = Path(str(getattr(collector, "path", "")))
    if found is None or not path.is_file():
        return None
    try:
        tree = ast.parse(path.read_bytes())
    except (SyntaxError, ValueError, RecursionError):
        return None
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == found[1]:
            line = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            return {"file": file_of(collector), "line": line}
    return None
