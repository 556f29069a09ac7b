"""What can be wrong in an expression."""

from __future__ import annotations

import ast
import contextlib
import copy
from collections.abc import Callable, Iterator

from .calls import call
from .edits import Edit, Text

_COMPARED: dict[type[ast.cmpop], tuple[str, tuple[str, ...]]] = {
    ast.Lt: ("<", ("<=", ">=")),
    ast.LtE: ("<=", ("<", ">")),
    ast.Gt: (">", (">=", "<=")),
    ast.GtE: (">=", (">", "<")),
    ast.Eq: ("==", ("!=", "is")),
    ast.NotEq: ("!=", ("==",)),
    ast.Is: ("is", ("is not", "==")),
    ast.IsNot: ("is not", ("is",)),
    ast.In: ("in", ("not in",)),
    ast.NotIn: ("not in", ("in",)),
}
BINARY: dict[type[ast.operator], tuple[str, str]] = {
    ast.Add: ("+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: ("*", "/"),
    ast.Div: ("/", "*"),
    ast.FloorDiv: ("//", "/"),
    ast.Mod: ("%", "//"),
    ast.Pow: ("**", "*"),
    ast.LShift: ("<<", ">>"),
    ast.RShift: (">>", "<<"),
    ast.BitAnd: ("&", "|"),
    ast.BitOr: ("|", "&"),
    ast.BitXor: ("^", "&"),
}
#: Calls whose texts tell people something and decide nothing.
_LOGGING = {"debug", "info", "warning", "warn", "error", "critical", "exception", "log"}
_TYPING = {"TypeVar", "ParamSpec", "TypeVarTuple", "NewType", "TypedDict"}


def name_of(node: ast.AST) -> str:
    """The last part of a name: `log` of `logger.log`, also when it is called or subscribed."""
    if isinstance(node, ast.Call):
        return name_of(node.func)
    if isinstance(node, ast.Subscript):
        return name_of(node.value)
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def expression(node: ast.AST, text: Text, wording: bool = False) -> Iterator[Edit]:
    """The edits of an expression and of all that it consists of; texts are left alone where they are ``wording``."""
    if isinstance(node, ast.JoinedStr):
        yield from _formatted(node, text, wording)
        return
    if isinstance(node, ast.Call) and name_of(node) in _TYPING:
        return
    if isinstance(node, ast.Call) and name_of(node) == "cast":
        for argument in node.args[1:]:
            yield from expression(argument, text, wording)
        return
    operator = _OPERATORS.get(type(node))
    if operator is not None and not (wording and _is_words(node)):
        yield from operator(node, text)
    wording = wording or (isinstance(node, ast.Call) and name_of(node) in _LOGGING)
    # A call's or a lookup's own texts decide something again, whatever it stands in.
    wording = wording and not isinstance(node, ast.Subscript)
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.comprehension):
            yield from _comprehension(child, text)
        elif isinstance(node, ast.Lambda) and child is node.args:
            for default in [*node.args.defaults, *node.args.kw_defaults]:
                if default is not None:
                    yield from expression(default, text)
        elif not isinstance(child, ast.expr_context | ast.operator | ast.cmpop | ast.boolop | ast.unaryop):
            yield from expression(child, text, wording)


def _is_words(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str | bytes)


def _comparison(node: ast.Compare, text: Text) -> Iterator[Edit]:
    operands = [node.left, *node.comparators]
    for left, operator, right in zip(operands, node.ops, operands[1:], strict=False):
        old, others = _COMPARED[type(operator)]
        for new in others:
            if (old, new) in (("==", "is"), ("is", "==")) and not _has_identity(left, right):
                continue
            edit = text.token(left, right, old, new)
            if edit is not None:
                yield edit


def _has_identity(*operands: ast.expr) -> bool:
    """Whether equality and identity can differ: they do not for constants, lengths and types."""
    return not any(
        isinstance(one, ast.Constant) or (isinstance(one, ast.Call) and name_of(one) in ("len", "type", "ord"))
        for one in operands
    )


def _binary(node: ast.BinOp, text: Text) -> Iterator[Edit]:
    if type(node.op) not in BINARY or (isinstance(node.op, ast.Mod) and _is_words(node.left)):
        return
    edit = text.token(node.left, node.right, *BINARY[type(node.op)])
    if edit is not None:
        yield edit


def _boolean(node: ast.BoolOp, text: Text) -> Iterator[Edit]:
    old, new = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
    for left, right in zip(node.values, node.values[1:], strict=False):
        edit = text.token(left, right, old, new)
        if edit is not None:
            yield edit
    for dropped in node.values:
        rest = [text.operand(value) for value in node.values if value is not dropped]
        yield text.replaced(node, f" {old} ".join(rest), f"without `{text.of(dropped)}`")


def _unary(node: ast.UnaryOp, text: Text) -> Iterator[Edit]:
    if not isinstance(node.op, ast.UAdd):
        sign = {ast.Not: "not", ast.USub: "-", ast.Invert: "~"}[type(node.op)]
        yield text.replaced(node, text.operand(node.operand), f"without `{sign}`")


def _choice(node: ast.IfExp, text: Text) -> Iterator[Edit]:
    yield text.replaced(node, text.operand(node.body), "the condition always holds")
    yield text.replaced(node, text.operand(node.orelse), "the condition never holds")


def _constant(node: ast.Constant, text: Text) -> Iterator[Edit]:
    value = node.value
    if isinstance(value, bool):
        yield text.replaced(node, repr(not value), f"`{value}` becomes `{not value}`")
    elif isinstance(value, int):
        for other in (value + 1, value - 1):
            yield text.replaced(node, str(other) if other >= 0 else f"({other})", f"`{value}` becomes `{other}`")
    elif isinstance(value, float):
        yield text.replaced(node, repr(value + 1), f"`{value}` becomes `{value + 1}`")
    elif isinstance(value, str | bytes):
        new = "" if value else "mutant"
        shown = repr(new if isinstance(value, str) else new.encode()).replace("'", '"')
        yield text.replaced(node, shown, "the text is empty" if value else "the text is not empty")


def _subscript(node: ast.Subscript, text: Text) -> Iterator[Edit]:
    part = node.slice
    if not isinstance(part, ast.Slice) or part.step is not None:
        return
    lower, upper = (None if end is None else text.of(end) for end in (part.lower, part.upper))
    made = []
    for end, off_by_one in ((part.lower, lower), (part.upper, upper)):
        if off_by_one is not None and not isinstance(end, ast.Constant | ast.UnaryOp):
            made += [(end, f"{off_by_one} + 1"), (end, f"{off_by_one} - 1")]
    for end, new in made:
        assert end is not None
        yield text.replaced(end, new, f"`{text.of(end)}` becomes `{new}`")
    if lower is None:
        yield text.replaced(part, f"1:{upper or ''}", "the slice begins one later")
    else:
        yield text.replaced(part, f":{upper or ''}", "the slice has no beginning")
    if upper is None:
        yield text.replaced(part, f"{lower or ''}:-1", "the slice ends one earlier")
    else:
        yield text.replaced(part, f"{lower or ''}:", "the slice has no end")
    if lower is None and upper is None:
        yield text.replaced(node, text.operand(node.value), "without the copy")


def _yield(node: ast.Yield, text: Text) -> Iterator[Edit]:
    if node.value is not None and not (isinstance(node.value, ast.Constant) and node.value.value is None):
        yield text.replaced(node.value, "None", "`None` is yielded")


def _comprehension(node: ast.comprehension, text: Text) -> Iterator[Edit]:
    for part in (node.target, node.iter):
        yield from expression(part, text)
    for condition in node.ifs:
        yield text.replaced(condition, "True", "the condition always holds")
        yield text.replaced(condition, "False", "the condition never holds")
        yield from expression(condition, text)


def _formatted(node: ast.JoinedStr, text: Text, wording: bool) -> Iterator[Edit]:
    """Python 3.11 knows no places within an f-string: each part is mutated by itself, and the whole is written anew."""
    for at, part in enumerate(node.values):
        changes: list[tuple[ast.expr | None, str]] = []
        if isinstance(part, ast.FormattedValue):
            inner = Text(ast.unparse(part.value))
            for edit in expression(ast.parse(inner.source, mode="eval").body, inner):
                try:
                    value = ast.parse(f"({inner.apply(edit)})", mode="eval").body
                except SyntaxError:
                    continue
                changes.append((ast.FormattedValue(value, part.conversion, part.format_spec), edit.what))
            if part.format_spec is not None:
                changes.append((ast.FormattedValue(part.value, part.conversion, None), "without the format"))
            if part.conversion != -1:
                changes.append((ast.FormattedValue(part.value, -1, part.format_spec), "without the conversion"))
        elif not wording:
            changes.append((None, "without a piece of the text"))
        for new, what in changes:
            whole = copy.copy(node)
            whole.values = [*node.values[:at], *([] if new is None else [new]), *node.values[at + 1 :]]
            with contextlib.suppress(ValueError):
                # Raised for quotes and backslashes that 3.11 cannot write inside an f-string.
                yield text.replaced(node, ast.unparse(whole), what)


_OPERATORS: dict[type[ast.AST], Callable[..., Iterator[Edit]]] = {
    ast.Compare: _comparison,
    ast.BinOp: _binary,
    ast.BoolOp: _boolean,
    ast.UnaryOp: _unary,
    ast.IfExp: _choice,
    ast.Constant: _constant,
    ast.Subscript: _subscript,
    ast.Yield: _yield,
    ast.Call: call,
}
