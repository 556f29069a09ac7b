"""What a test says in unittest's or pytest's words, said in plain Python's."""

from __future__ import annotations

import ast
import copy
import unittest
from typing import Any

_COMPARED: dict[str, type[ast.cmpop]] = {
    "assertEqual": ast.Eq, "assertEquals": ast.Eq, "assertListEqual": ast.Eq, "assertDictEqual": ast.Eq, "assertSetEqual": ast.Eq,
    "assertTupleEqual": ast.Eq, "assertMultiLineEqual": ast.Eq, "assertNotEqual": ast.NotEq, "assertIs": ast.Is,
    "assertIsNot": ast.IsNot, "assertIn": ast.In, "assertNotIn": ast.NotIn, "assertGreater": ast.Gt, "assertGreaterEqual": ast.GtE,
    "assertLess": ast.Lt, "assertLessEqual": ast.LtE,
}  # fmt: skip
_PATTERNS: dict[str, str] = {
    "assertTrue": "assert {0}",
    "assertFalse": "assert not {0}",
    "assertIsNone": "assert {0} is None",
    "assertIsNotNone": "assert {0} is not None",
    "assertIsInstance": "assert isinstance({0}, {1})",
    "assertNotIsInstance": "assert not isinstance({0}, {1})",
    "assertRegex": "assert re.search({1}, {0})",
    "assertNotRegex": "assert not re.search({1}, {0})",
    "assertSequenceEqual": "assert list({0}) == list({1})",
    "assertAlmostEqual": "assert {0} == {1} or round(abs({0} - {1}), 7) == 0",
}
_DROPPED = frozenset({"addCleanup", "addTypeEqualityFunc", "doCleanups", "addClassCleanup", "skipTest"})


def parsed(text: str) -> list[ast.stmt]:
    return ast.parse(text).body


def is_call_of(node: ast.AST | None, owners: tuple[str, ...], names: tuple[str, ...]) -> bool:
    """Whether a node is a call ``owner.name(…)``."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in owners
        and node.func.attr in names
    )


def is_subtest(item: ast.withitem) -> bool:
    return is_call_of(item.context_expr, ("self",), ("subTest",)) or is_call_of(
        item.context_expr, ("subtests",), ("test",)
    )


def is_raises(item: ast.withitem) -> bool:
    return is_call_of(item.context_expr, ("self",), ("assertRaises", "assertRaisesRegex")) or is_call_of(
        item.context_expr, ("pytest",), ("raises",)
    )


class Plainly(ast.NodeTransformer):
    """Rewrites the statements of a test. What it has no plain words for stays as it is."""

    def __init__(self) -> None:
        #: Names under which ``raises`` handed out what it caught: they hold the exception itself now.
        self.caught: dict[str, str] = {}

    def _each(self, body: list[ast.stmt]) -> list[ast.stmt]:
        found: list[ast.stmt] = []
        for statement in body:
            made = self.visit(statement)
            found += made if isinstance(made, list) else [made]
        return found

    # ---- statements --------------------------------------------------------------------------------------------

    def visit_Expr(self, node: ast.Expr) -> Any:
        call = node.value
        if isinstance(call, ast.Await):
            call = call.value
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
            said = self._said(call, call.func)
            if said is not None:
                return self._each(said)
        return self.generic_visit(node)

    def _said(self, call: ast.Call, function: ast.Attribute) -> list[ast.stmt] | None:
        name = function.attr
        if not isinstance(function.value, ast.Name):
            return None
        owner = function.value.id
        if owner == "pytest" and name == "fail":
            return [self._failing(call.args[0] if call.args else ast.Constant("failed"))]
        if owner == "pytest" and name == "raises" and len(call.args) > 1:
            return self._raising(call, call.args[0], None, [ast.Expr(_called(call.args[1:], call.keywords))], None)
        if owner in self.caught and name == "match" and call.args:
            return parsed(f"assert re.search({ast.unparse(call.args[0])}, str({owner}))")
        if owner != "self":
            return None
        if name in _DROPPED:
            return [ast.Pass()]
        if name == "fail":
            return [self._failing(call.args[0] if call.args else ast.Constant("failed"))]
        if name in ("assertRaises", "assertRaisesRegex"):
            skip = 1 if name == "assertRaises" else 2
            if len(call.args) <= skip:
                return None
            pattern = call.args[1] if skip == 2 else None
            return self._raising(
                call, call.args[0], pattern, [ast.Expr(_called(call.args[skip:], call.keywords))], None
            )
        return self._asserted(name, call)

    def _asserted(self, name: str, call: ast.Call) -> list[ast.stmt] | None:
        arguments = list(call.args)
        known = {keyword.arg: keyword.value for keyword in call.keywords}
        for parameter in ("first", "second", "member", "container", "expr", "obj", "cls"):
            if parameter in known:
                arguments.append(known.pop(parameter))
        if any(isinstance(argument, ast.Starred) for argument in arguments) or None in known:
            return None
        operator = _COMPARED.get(name)
        if operator is not None and len(arguments) >= 2:
            return [ast.Assert(ast.Compare(arguments[0], [operator()], [arguments[1]]), None)]
        if (
            name == "assertAlmostEqual"
            and len(arguments) >= 2
            and ("delta" in known or "places" in known or arguments[2:])
        ):
            first, second = (f"({ast.unparse(argument)})" for argument in arguments[:2])
            if "delta" in known:
                return parsed(f"assert abs({first} - {second}) <= {ast.unparse(known['delta'])}")
            places = ast.unparse(known["places"] if "places" in known else arguments[2])
            return parsed(f"assert round(abs({first} - {second}), {places}) == 0")
        pattern = _PATTERNS.get(name)
        needed = 2 if pattern is not None and "{1}" in pattern else 1
        if pattern is None or len(arguments) < needed:
            return None
        texts = [
            ast.unparse(argument)
            if isinstance(argument, ast.Name | ast.Constant | ast.Call | ast.Attribute | ast.Subscript)
            else f"({ast.unparse(argument)})"
            for argument in arguments[:needed]
        ]
        return parsed(pattern.format(*texts))

    def _failing(self, message: ast.expr) -> ast.stmt:
        return ast.Raise(ast.Call(ast.Name("AssertionError", ast.Load()), [message], []), None)

    def visit_With(self, node: ast.With) -> Any:
        return self._with(node)

    def visit_AsyncWith(self, node: ast.AsyncWith) -> Any:
        return self._with(node)

    def _with(self, node: Any) -> Any:
        items = [item for item in node.items if not is_subtest(item)]
        if not items:
            return self._each(node.body)
        if is_raises(items[-1]) and not isinstance(node, ast.AsyncWith):
            call: Any = items[-1].context_expr
            pattern = next(
                (keyword.value for keyword in call.keywords if keyword.arg in ("match", "expected_regex")), None
            )
            if call.func.attr == "assertRaisesRegex" and len(call.args) > 1:
                pattern = call.args[1]
            other = [keyword for keyword in call.keywords if keyword.arg not in ("match", "msg", "expected_regex")]
            name = items[-1].optional_vars
            if call.args and not other and (name is None or isinstance(name, ast.Name)):
                said = self._raising(call, call.args[0], pattern, node.body, name.id if name is not None else None)
                said = self._each(said)
                if len(items) == 1:
                    return said
                node.items, node.body = items[:-1], said
                return self.generic_visit(node)
        node.items = items
        return self.generic_visit(node)

    def _raising(
        self, call: ast.Call, kind: ast.expr, pattern: ast.expr | None, body: list[ast.stmt], name: str | None
    ) -> list[ast.stmt]:
        expected = ast.unparse(kind)
        self_like: Any = call.func
        if name is not None:
            self.caught[name] = "exception" if self_like.value.id == "self" else "value"
        handler: list[ast.stmt] = []
        if pattern is not None:
            text = ast.unparse(pattern)
            handler += parsed(f"assert re.search({text}, str(error))")
        if name is not None:
            handler += parsed(f"{name} = error")
        made = parsed(
            f"try:\n    pass\nexcept {expected}{' as error' if handler else ''}:\n    pass\n"
            f"else:\n    raise AssertionError({f'{expected} was not raised'!r})"
        )[0]
        assert isinstance(made, ast.Try)
        made.body = body
        made.handlers[0].body = handler or made.handlers[0].body
        return [made]

    # ---- expressions -------------------------------------------------------------------------------------------

    def visit_Attribute(self, node: ast.Attribute) -> Any:
        if isinstance(node.value, ast.Name):
            if self.caught.get(node.value.id) == node.attr:
                return ast.Name(node.value.id, ast.Load())
            if (
                node.value.id == "self"
                and node.attr.startswith(("assert", "fail"))
                and hasattr(unittest.TestCase, node.attr)
            ):
                return parsed(f"unittest.TestCase().{node.attr}")[0].value  # type: ignore[attr-defined]
        return self.generic_visit(node)

    def visit_Compare(self, node: ast.Compare) -> Any:
        if len(node.ops) == 1 and isinstance(node.ops[0], ast.Eq):
            for near, other in ((node.comparators[0], node.left), (node.left, node.comparators[0])):
                if (
                    is_call_of(near, ("pytest",), ("approx",))
                    and isinstance(near, ast.Call)
                    and _is_number(near.args[:1])
                ):
                    known = {keyword.arg: ast.unparse(keyword.value) for keyword in near.keywords}
                    places = list(zip(("rel", "abs"), map(ast.unparse, near.args[1:]), strict=False))
                    known |= dict(places)
                    if set(known) <= {"rel", "abs"}:
                        relative = known.get("rel", "0" if "abs" in known else "1e-6")
                        text = f"math.isclose({ast.unparse(other)}, {ast.unparse(near.args[0])}, rel_tol={relative}, abs_tol={known.get('abs', '1e-12')})"
                        return self.visit(ast.parse(text, mode="eval").body)
        return self.generic_visit(node)


def _is_number(arguments: list[ast.expr]) -> bool:
    """Whether an expression is a number by its looks; a list or an array wants pytest's own comparison."""
    if not arguments:
        return False
    return all(
        isinstance(
            node,
            ast.Constant | ast.BinOp | ast.UnaryOp | ast.operator | ast.unaryop | ast.Attribute | ast.Name | ast.Load,
        )
        and not (isinstance(node, ast.Constant) and not isinstance(node.value, int | float))
        and not (isinstance(node, ast.Name) and node.id != "math")
        for node in ast.walk(arguments[0])
    )


def _called(arguments: list[ast.expr], keywords: list[ast.keyword]) -> ast.Call:
    return ast.Call(
        arguments[0], arguments[1:], [keyword for keyword in keywords if keyword.arg not in ("msg", "match")]
    )


def plainly(body: list[ast.stmt]) -> list[ast.stmt]:
    """Statements in plain words; the given ones stay as they are."""
    module = ast.Module(copy.deepcopy(body), [])
    return [ast.fix_missing_locations(statement) for statement in Plainly().visit(module).body]
