"""Tests that run the candidate's texts, and texts of their own beside them."""

import ast
import doctest
import inspect
import pickle
import typing
from decimal import Decimal

import candidate
import pytest
from candidate import Money, Node, Point, double


def test_what_repr_gives_makes_an_equal_object():
    point = Point(1, y="it's")
    again = eval(repr(point))
    assert again == point
    assert isinstance(again, Point)
    assert again.y == "it's"


def test_with_a_standard_class_in_it():
    money = Money(Decimal("1.50"), [1, None])
    assert eval(repr(money)) == money
    assert eval(repr([money, money])) == [money, money]


def test_in_namespaces_of_the_tests_own():
    assert eval(repr(Point(3)), {"Point": Point}) == Point(3)
    assert eval("candidate." + repr(Point(3))) == Point(3)
    with pytest.raises(NameError):
        eval(repr(Point(3)), {})


def test_literals():
    assert eval(candidate.literal()) == [1, {"a": (2, None)}]
    assert ast.literal_eval(candidate.literal()) == [1, {"a": (2, None)}]
    assert eval(candidate.expression()) == 7


def test_a_text_that_does_not_parse():
    with pytest.raises(SyntaxError):
        eval(candidate.broken())


def test_a_program():
    names = {}
    exec(candidate.program(), names)
    assert names["answer"] == 42
    assert names["triple"](2) == 6


def test_a_program_that_is_compiled_first():
    names = {}
    exec(compile(candidate.program(), "<program>", "exec"), names)
    assert names["answer"] == 42
    tree = ast.parse(candidate.program())
    exec(compile(tree, "<tree>", "exec"), names)
    assert names["answer"] == 42


def test_the_source_of_the_module():
    names = {"__name__": "again"}
    exec(inspect.getsource(candidate), names)
    assert names["double"](21) == 42
    assert repr(names["Point"](1)) == "Point(1, y=0)"


def test_a_function_of_the_candidates_by_its_name():
    assert eval(candidate.code_of("double")) == 42


def test_the_tests_own_texts():
    local = 20
    assert eval("local + 22") == 42
    assert eval("  double(local) + 2") == 42
    names = {}
    exec("import math\nroot = math.sqrt(16)\ndef f(n): return n + 1", names)
    assert names["f"](names["root"]) == 5.0
    assert eval(compile("helper(1)", "<own>", "eval"), {"helper": lambda n: n + 1}) == 2
    assert eval(f"double({local})") == 40
    assert [eval(text) for text in ("double(2)", "1 + 1")] == [4, 2]
    with pytest.raises(ZeroDivisionError):
        exec("1 / 0")


class Own:
    values = {}
    exec("shown = 1", globals(), values)
    exec("hidden = 2")


def test_a_tree_of_the_tests_own_beside_one_of_the_candidates():
    names = {}
    exec(compile(ast.parse(candidate.program()), "<theirs>", "exec"), names)
    tree = ast.parse("helper(1) + 1", mode="eval")
    assert eval(compile(tree, "<own>", "eval"), {"helper": lambda number: number + 1}) == 3


def test_in_a_class():
    assert Own.values == {"shown": 1}
    assert Own.hidden == 2


def test_pickles():
    assert pickle.loads(candidate.pickled()) == Point(1, 2)
    assert pickle.loads(pickle.dumps(Point(1, 2))) == Point(1, 2)
    assert pickle.loads(pickle.dumps({"own": [1, 2]})) == {"own": [1, 2]}


def test_a_pickle_in_a_file(tmp_path):
    candidate.pickled_to(tmp_path / "points")
    with open(tmp_path / "points", "rb") as file:
        assert pickle.load(file) == [Point(1, 2), Point(3)]


def test_examples_of_the_module():
    result = doctest.testmod(candidate)
    assert result.failed == 0
    assert result.attempted == 2


def mine():
    """An example of the test's own.

    >>> 1 + 1
    2
    """


def test_examples_of_the_test():
    finder, runner = doctest.DocTestFinder(), doctest.DocTestRunner()
    for found in finder.find(mine, "mine"):
        runner.run(found)
    assert (runner.failures, runner.tries) == (0, 1)


def test_annotations_that_are_texts():
    assert typing.get_type_hints(double) == {"n": int, "return": int}
    assert typing.get_type_hints(candidate.find)["x"] == typing.Optional[int]
    assert typing.get_type_hints(candidate.find)["points"] == list[Point]
    assert typing.get_type_hints(Node) == {"following": typing.Optional[Node], "value": Decimal}
