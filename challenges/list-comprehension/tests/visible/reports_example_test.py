"""A first look at the refactored module; the hidden tests look closer."""

import ast
import inspect

import reports


def test_lists_stay_lists():
    """Gives the same lists as before."""
    orders = [
        {"number": 1, "paid": True, "total": 30, "lines": ["tea", "cup"]},
        {"number": 2, "paid": False, "total": 12, "lines": ["pot"]},
    ]
    assert reports.paid_totals(orders) == [30]
    assert reports.order_lines(orders) == [(1, "tea"), (1, "cup"), (2, "pot")]
    assert reports.seating_plan(2, 3) == [[None, None, None], [None, None, None]]
    assert reports.numbered_lines(["one", "two"]) == [(1, "one"), (2, "two")]
    assert reports.good_matches(["a", "bcd"], lambda text: len(text) - 1) == [("bcd", 2)]


def test_other_results_stay():
    """Gives the same dicts, sets, sums and answers as before."""
    assert reports.names_by_number([(7, " Ada "), (9, "Grace")]) == {7: "Ada", 9: "Grace"}
    assert reports.article_codes([{"code": "t1"}, {"code": "c2"}]) == {"T1", "C2"}
    assert reports.total_weight([2, None, 3]) == 5
    assert reports.any_overdue([10, 40], lambda days: days > 30) is True
    assert list(reports.clean_lines([" a ", "# no", "b"])) == ["a", "b"]


def test_reminders_are_sent():
    """Sends the same reminders as before."""
    sent = []
    reports.remind([{"email": "ada@example.org"}, {"email": None}], sent.append)
    assert sent == ["ada@example.org"]


def test_paid_totals_is_a_comprehension():
    """Writes paid_totals as a list comprehension."""
    tree = ast.parse(inspect.getsource(reports))
    [function] = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "paid_totals"]
    kinds = {type(node) for node in ast.walk(function)}
    assert ast.ListComp in kinds
    assert ast.For not in kinds
