"""Mutants: each is a program, none is the original or another one's twin, and what decides nothing is left alone."""

from __future__ import annotations

from assay_runner.examiner.mutants import mutants_of

LEFT_ALONE = '''"""Says what it is."""
from __future__ import annotations
import logging
from typing import TYPE_CHECKING, TypeVar, overload
T = TypeVar("T")
__all__ = ["f"]
if TYPE_CHECKING:
    x = 1
@overload
def f(a: int = 3) -> int: ...
class P(dict[str, int]):
    """Holds nothing."""
def g() -> int:
    """Raises."""
    raise ValueError("a wording")
'''


def made(source: str) -> list[str]:
    """What the changed lines read in every mutant."""
    return [mutant.after for mutant in mutants_of(source)[1]]


def test_borders_constants_and_conditions_are_moved() -> None:
    lines = made("def f(a):\n    if a <= 3:\n        return a\n    return None\n")
    assert {"if a < 3:", "if a > 3:", "if a <= 4:", "if a <= 2:", "if True:", "if False:", "return None"} <= {*lines}


def test_statements_arguments_defaults_handlers_and_copies_are_left_out() -> None:
    source = (
        "def f(a, b=[], *, key=None):\n    b.append(1)\n    try:\n        return sorted(a, key=key)\n"
        "    except (TypeError, ValueError):\n        raise KeyError from None\n    finally:\n        b.clear()\n"
    )
    lines = {*made(source)}
    assert {
        "def f(a, b, *, key=None):",
        "return sorted(a)",
        "return None",
        "except (ValueError,):",
        "except ():",
    } <= lines
    assert {"pass", "raise Exception from None"} <= lines
    assert "return a" in made("def f(a):\n    return list(a)\n")


def test_what_decides_nothing_is_left_alone() -> None:
    assert {*made(LEFT_ALONE)} == {"pass", 'raise Exception("a wording")'}


def test_every_mutant_compiles_differs_and_lies_where_it_says() -> None:
    source = "def f(n, *rest, **more):\n    é = f'{n:>3} {n + 1!r}'\n    return [x for x in g(é, *rest, **more) if x and not n]\n"
    text, mutants = mutants_of(source.replace("\n", "\r\n"))
    data = text.encode()
    changed = {(data[: one.start] + one.new.encode() + data[one.end :]).decode() for one in mutants}
    assert len(changed) == len(mutants) > 10
    for mutant in mutants:
        assert mutant.before in text
        assert text.splitlines()[mutant.line - 1].strip() == mutant.before.splitlines()[0]
    for one in changed:
        compile(one, "mutant", "exec")


def test_a_second_copy_of_the_same_mistake_is_dropped() -> None:
    # Without the statement and with `pass` in its place are one program.
    lines = made("def f():\n    for x in y:\n        continue\n")
    assert len(lines) == len({*lines})
