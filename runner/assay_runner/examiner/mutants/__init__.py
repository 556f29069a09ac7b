"""Mutants of a source text: small mistakes put into a program that is right, to see whether the tests notice.

Only text is read and compiled here; nothing of it runs. A set of its own on `ast` instead of a library, because the
examiner's image holds pure Python alone: mutmut needs libcst, which is compiled, and mutates function bodies only;
cosmic-ray brings aiohttp, SQLAlchemy and GitPython along, tries every pair of operators, and leaves out the mistakes
that Python's tests are asked for most (a missing statement, argument, default, handler, copy).
"""

from __future__ import annotations

import ast
import warnings
from dataclasses import dataclass

from .bytecode import fingerprint
from .edits import Edit, Text
from .statements import edits_of

__all__ = ["Mutant", "mutants_of"]


@dataclass(frozen=True)
class Mutant:
    """One mutant of one file."""

    #: Where it begins to differ, counted from 1.
    line: int
    #: The function or class that it lies in, by its qualified name; empty at the module's level.
    within: str
    #: What was done, in words.
    mutation: str
    #: The lines that differ, each without its indentation.
    before: str
    after: str
    #: In the text's bytes, from ``start`` to ``end`` becomes ``new``.
    start: int
    end: int
    new: str


def mutants_of(source: str) -> tuple[str, list[Mutant]]:
    """The text that the mutants' places count in, and every mutant that compiles and is neither the program itself nor
    another mutant, in the order of the text.

    Raises ``SyntaxError`` or ``ValueError`` for what does not compile.
    """
    text = Text(source)
    with warnings.catch_warnings():
        # A mutant may well be what Python warns of, such as a comparison with a literal by identity.
        warnings.simplefilter("ignore")
        seen = {fingerprint(text.source)}
        found: list[Mutant] = []
        for edit in sorted(edits_of(ast.parse(text.source), text), key=lambda edit: (edit.start, edit.end)):
            changed = text.apply(edit)
            try:
                made = fingerprint(changed)
            except (SyntaxError, ValueError, RecursionError):
                continue
            if made not in seen:
                seen.add(made)
                found.append(_mutant(text, edit, changed))
    return text.source, found


def _mutant(text: Text, edit: Edit, changed: str) -> Mutant:
    old, new = text.source.splitlines(), changed.splitlines()
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    before, after = ("\n".join(line.strip() for line in lines[first : len(lines) - last]) for lines in (old, new))
    return Mutant(first + 1, edit.within, edit.what, before, after, edit.start, edit.end, edit.new)
