"""A source text, places in it by syntax tree, and changes of it."""

from __future__ import annotations

import ast
import itertools
import re
from dataclasses import dataclass, replace
from typing import Any

#: Expressions that bind at least as strongly as a call, so that no place needs brackets around them.
_ATOMS = (
    ast.Name,
    ast.Constant,
    ast.Call,
    ast.Attribute,
    ast.Subscript,
    ast.List,
    ast.Set,
    ast.Dict,
    ast.ListComp,
    ast.SetComp,
    ast.DictComp,
    ast.GeneratorExp,
    ast.JoinedStr,
)


@dataclass(frozen=True)
class Edit:
    """Bytes ``start`` to ``end`` become ``new``."""

    start: int
    end: int
    new: str
    #: In words, e.g. "`<` becomes `<=`".
    what: str
    within: str = ""

    def inside(self, name: str) -> Edit:
        """The same edit, said to lie within a function or class."""
        return replace(self, within=f"{name}.{self.within}" if self.within else name)


class Text:
    """A source in UTF-8, which is what the positions of the syntax tree count in."""

    def __init__(self, source: str) -> None:
        self.source = source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        self.data = self.source.encode()
        lengths = (len(line) + 1 for line in self.data.split(b"\n"))
        self._lines: list[int] = [0, *itertools.accumulate(lengths)]

    def start(self, node: Any) -> int:
        """Where a node begins; a decorated definition begins with its first decorator."""
        decorators = getattr(node, "decorator_list", None)
        if decorators:
            return self.data.rindex(b"@", 0, self.start(decorators[0]))
        return self._lines[int(node.lineno) - 1] + int(node.col_offset)

    def end(self, node: Any) -> int:
        return self._lines[int(node.end_lineno) - 1] + int(node.end_col_offset)

    def between(self, start: int, end: int) -> str:
        return self.data[start:end].decode()

    def of(self, node: ast.AST) -> str:
        return self.between(self.start(node), self.end(node))

    def operand(self, node: ast.expr) -> str:
        """A node's text, in brackets where another place could read it differently."""
        text = self.of(node)
        return (
            text if isinstance(node, _ATOMS) or (text.startswith("(") and isinstance(node, ast.Tuple)) else f"({text})"
        )

    def replaced(self, node: ast.AST, new: str, what: str) -> Edit:
        return Edit(self.start(node), self.end(node), new, what)

    def body(self, statements: list[ast.stmt], what: str) -> Edit:
        """Statements become ``pass``."""
        return Edit(self.start(statements[0]), self.end(statements[-1]), "pass", what)

    def token(self, left: ast.AST, right: ast.AST, old: str, new: str) -> Edit | None:
        """The operator between two nodes becomes another."""
        start, end = self.end(left), self.start(right)
        words = r"\s+".join(map(re.escape, old.split()))
        found = re.search(rf"\b{words}\b" if old[0].isalpha() else words, self.between(start, end))
        if found is None:
            return None
        before = len(self.between(start, end)[: found.start()].encode())
        return Edit(start + before, start + before + len(found[0].encode()), new, f"`{old}` becomes `{new}`")

    def apply(self, edit: Edit) -> str:
        return (self.data[: edit.start] + edit.new.encode() + self.data[edit.end :]).decode()
