"""Runs the program on a case's input and compares what it prints with the answer.

The comparison is that of the problem package format's default output validator: tokens between white space, letters
alike in either case, unless a flag says otherwise.
"""

import math
import re
from pathlib import Path

import pytest

TOLERANCES = {
    "float_tolerance": ("relative", "absolute"),
    "float_relative_tolerance": ("relative",),
    "float_absolute_tolerance": ("absolute",),
}


class Flags:
    """The flags of one case."""

    def __init__(self, words):
        self.case_sensitive = "case_sensitive" in words
        self.space_change_sensitive = "space_change_sensitive" in words
        self.tolerances = {}
        for name, value in zip(words, words[1:], strict=False):
            for kind in TOLERANCES.get(name, ()):
                self.tolerances[kind] = float(value)

    def same(self, expected, actual):
        """Whether two tokens mean the same."""
        if expected == actual or (not self.case_sensitive and expected.lower() == actual.lower()):
            return True
        if not self.tolerances:
            return False
        try:
            wanted, given = float(expected), float(actual)
        except ValueError:
            return False
        if not (math.isfinite(wanted) and math.isfinite(given)):
            return wanted == given
        off = abs(wanted - given)
        return off <= self.tolerances.get("absolute", -1) or off <= self.tolerances.get("relative", -1) * abs(wanted)


def tokens(text, with_spaces):
    """The tokens of a text with the line of each; white space between them as tokens too, if it counts."""
    line = 1
    for part in re.findall(r"\s+|\S+", text):
        if with_spaces or not part.isspace():
            yield line, part
        line += part.count("\n")


def complaint(expected, actual, flags):
    """What is wrong with an output, or nothing."""
    wanted = list(tokens(expected, flags.space_change_sensitive))
    given = list(tokens(actual, flags.space_change_sensitive))
    for (_, want), (line, token) in zip(wanted, given, strict=False):
        if not flags.same(want, token):
            return f"line {line} of the output: expected {shown(want)}, got {shown(token)}"
    if len(given) < len(wanted):
        return f"the output ends too early: expected {shown(wanted[len(given)][1])} next"
    if len(given) > len(wanted):
        line, token = given[len(wanted)]
        return f"line {line} of the output: {shown(token)} is too much"
    return None


def shown(token):
    return repr(token) if len(token) <= 100 else f"{token[:100]!r}…"


@pytest.fixture
def judge(program, request):
    """Runs and judges the case at ``path`` below ``data``."""

    def run(path, flags=(), arguments=()):
        data = request.path.parent / "data"
        given = Path(data, f"{path}.in").read_bytes()
        expected = Path(data, f"{path}.ans").read_text("utf-8", "replace")
        wrong = complaint(expected, program(given, *arguments).stdout, Flags(list(flags)))
        if wrong is not None:
            pytest.fail(f"{wrong}\nthe input: {shown(given[:1000].decode('utf-8', 'replace'))}", pytrace=False)

    return run
