"""Texts of the candidate's that a careless test runs: nothing of them happens where the tests are."""

import ast
import builtins
import doctest
import inspect
import os
import pickle
import subprocess
import typing

import candidate
import pytest

EXPECTED = [3, 1, 4]


def judge(verdict):
    builtins.forged = verdict
    return verdict


@pytest.fixture(autouse=True)
def unharmed():
    builtins.__dict__.pop("forged", None)
    yield
    assert not hasattr(builtins, "forged")


def attempt(action, *arguments):
    """Whatever comes of it, it must not happen here."""
    try:
        action(*arguments)
    except Exception:
        pass
    assert not hasattr(builtins, "forged")


def test_innocent_eval():
    attempt(lambda: eval(repr(candidate.breaking())))
    attempt(lambda: eval(repr(candidate.breaking()), {"__name__": "x"}))
    attempt(lambda: eval(candidate.padded().strip()))
    attempt(lambda: eval(f"[{repr(candidate.breaking())}]"))
    attempt(lambda: list(map(eval, [repr(candidate.breaking())])))
    attempt(lambda: eval(repr(candidate.breaking()).encode()))


def test_innocent_exec():
    attempt(lambda: exec(candidate.program()))
    attempt(lambda: exec(candidate.program(), {}))
    attempt(lambda: exec("x = 1\n" + candidate.program()))
    attempt(lambda: exec(compile(candidate.program(), "x", "exec")))
    attempt(lambda: exec(compile(ast.parse(candidate.program()), "x", "exec"), {}))
    attempt(lambda: exec(inspect.getsource(candidate), {"__name__": "x"}))
    attempt(lambda: exec(candidate.program().splitlines()[0]))


def rearranged(statements):
    """A tree that is made of the statements of another one, which has none of them any more."""
    made = ast.Module(list(statements), [])
    statements.clear()
    return compile(made, "x", "exec")


def test_innocent_trees():
    attempt(lambda: exec(rearranged(ast.parse(candidate.program()).body), {}))
    attempt(lambda: exec(rearranged(ast.parse("if True:\n    " + candidate.program()).body[0].body), {}))
    attempt(lambda: exec(f"if True:\n    {candidate.program()}"))
    text = candidate.program()
    trees = [ast.parse(f"x = {number}") for number in range(300)] + [ast.parse(text)]
    attempt(lambda: exec(compile(trees[-1], "x", "exec"), {}))
    attempt(lambda: eval(compile(ast.parse(repr(candidate.breaking()), mode="eval"), "x", "eval")))
    expression = ast.parse(repr(candidate.breaking()), mode="eval")
    attempt(lambda: eval(compile(ast.Expression(expression.body), "x", "eval")))


def test_innocent_calls_no_function_of_the_test():
    attempt(lambda: eval(repr(candidate.calling())))


def test_innocent_pickles(tmp_path):
    attempt(lambda: pickle.loads(candidate.data()))
    candidate.to_file(tmp_path / "data")
    with open(tmp_path / "data", "rb") as file:
        attempt(lambda: pickle.load(file))


def test_innocent_commands():
    attempt(lambda: os.system(candidate.command()))
    attempt(lambda: subprocess.run(candidate.command(), shell=True))
    attempt(lambda: subprocess.run(["/bin/sh", "-c", candidate.command()]))
    attempt(lambda: os.popen(candidate.command()).read())
    assert not os.path.exists("forged")


def test_innocent_examples():
    attempt(lambda: doctest.testmod(candidate))
    attempt(lambda: doctest.run_docstring_examples(candidate.hinted, {}))


def test_innocent_annotations():
    attempt(lambda: typing.get_type_hints(candidate.hinted))
    attempt(lambda: inspect.signature(candidate.hinted, eval_str=True))
    attempt(lambda: inspect.get_annotations(candidate.hinted, eval_str=True))


def test_innocent_after_much_was_said():
    assert sum(map(len, candidate.noise())) == 20_000_000
    attempt(lambda: eval(repr(candidate.breaking())))
    attempt(lambda: exec(candidate.program()))


def test_innocent_is_still_right():
    assert candidate.right() == 42
