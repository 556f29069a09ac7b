"""The author's test files as syntax trees: which statement it was that failed."""

from __future__ import annotations

import ast
import functools
import traceback
import types
from collections.abc import Iterator
from pathlib import Path

#: Bytes of a test file that is still parsed when one of its tests failed.
MAX_FILE = 2_000_000


@functools.lru_cache(maxsize=64)
def source_of(path: str) -> str:
    """A file's text, or nothing when it cannot be read."""
    try:
        with open(path, "rb") as file:
            return file.read(MAX_FILE).decode("utf-8", "replace")
    except OSError:
        return ""


@functools.lru_cache(maxsize=64)
def tree_of(path: str) -> ast.Module:
    """A file's syntax tree; an empty one when it cannot be parsed."""
    try:
        return ast.parse(source_of(path))
    except (SyntaxError, ValueError, RecursionError):
        return ast.Module([], [])


def frames_below(error: BaseException, tests: Path) -> list[tuple[types.FrameType, int]]:
    """Frames of the author's own files and their lines, from the outermost call to where it went wrong."""
    below = f"{tests}/"
    found = traceback.walk_tb(error.__traceback__)
    return [(frame, line) for frame, line in found if frame.f_code.co_filename.startswith(below)]


def function_of(frame: types.FrameType) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
    """The definition whose code a frame runs."""
    code = frame.f_code
    for node in ast.walk(tree_of(code.co_filename)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == code.co_name:
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            if first <= code.co_firstlineno <= node.lineno:
                return node
    return None


def statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Every statement of a body, the outer one before the inner ones; not those of functions and classes in it."""
    for statement in body:
        yield statement
        if not isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            for inner in bodies(statement):
                yield from statements(inner)


def bodies(statement: ast.stmt) -> Iterator[list[ast.stmt]]:
    """The blocks of a compound statement."""
    for name in ("body", "orelse", "finalbody"):
        block = getattr(statement, name, None)
        if block:
            yield block
    for handler in getattr(statement, "handlers", ()):
        yield handler.body
    for case in getattr(statement, "cases", ()):
        yield case.body


def statement_at(body: list[ast.stmt], line: int) -> ast.stmt | None:
    """The innermost statement that spans a line."""
    found = None
    for statement in statements(body):
        if statement.lineno <= line <= (statement.end_lineno or statement.lineno):
            found = statement
    return found


def failed_statement(error: BaseException, tests: Path) -> tuple[types.FrameType, ast.stmt] | None:
    """Where the author's code was when an exception came up."""
    for frame, line in reversed(frames_below(error, tests)):
        found = statement_at(tree_of(frame.f_code.co_filename).body, line)
        function = function_of(frame)
        if function is not None:
            found = statement_at(function.body, line)
        if found is not None:
            return frame, found
    return None


def text_of(statement: ast.stmt) -> str:
    """A statement in one line, of a compound one what it begins with."""
    if isinstance(statement, ast.With | ast.AsyncWith):
        inner = "; ".join(ast.unparse(part) for part in statement.body[:3])
        items = ", ".join(ast.unparse(item) for item in statement.items)
        return f"{'async ' if isinstance(statement, ast.AsyncWith) else ''}with {items}: {inner}"
    if any(bodies(statement)):
        return ast.unparse(statement).splitlines()[0]
    return ast.unparse(statement)
