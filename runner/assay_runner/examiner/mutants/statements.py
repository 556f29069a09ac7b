"""What can be wrong in a statement."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from .edits import Edit, Text
from .expressions import BINARY, expression, name_of

#: Decorators that type checkers read and a call does not.
_TYPE_CHECKERS = {"overload", "final", "override", "no_type_check", "runtime_checkable", "abstractmethod"}
_TYPE_BASES = {"Protocol", "TypedDict"}


def edits_of(tree: ast.Module, text: Text) -> Iterator[Edit]:
    """Every edit of a module."""
    yield from _block(tree.body, text, documented=True, module=True)


def _block(statements: list[ast.stmt], text: Text, documented: bool = False, module: bool = False) -> Iterator[Edit]:
    for at, statement in enumerate(statements):
        if documented and at == 0 and _is_text(statement):
            continue
        yield from _statement(statement, text, module)


def _is_text(statement: ast.stmt) -> bool:
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )


def _statement(node: ast.stmt, text: Text, module: bool) -> Iterator[Edit]:
    kind = _STATEMENTS.get(type(node))
    if kind is not None:
        yield from kind(node, text, module)


def _removed(node: ast.stmt, text: Text) -> Edit:
    return text.replaced(node, "pass", "the statement is removed")


def _bare(node: ast.Expr, text: Text, module: bool) -> Iterator[Edit]:
    if not isinstance(node.value, ast.Constant):
        yield _removed(node, text)
        yield from expression(node.value, text)


def _assignment(node: ast.Assign | ast.AnnAssign, text: Text, module: bool) -> Iterator[Edit]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    if node.value is None or any(name_of(target) == "__all__" for target in targets):
        return
    if not (module and all(isinstance(target, ast.Name) for target in targets)):
        # A name of the module's that is gone is noticed by everybody.
        yield _removed(node, text)
    for target in targets:
        yield from expression(target, text)
    yield from expression(node.value, text)


def _augmented(node: ast.AugAssign, text: Text, module: bool) -> Iterator[Edit]:
    yield _removed(node, text)
    if type(node.op) in BINARY:
        old, new = BINARY[type(node.op)]
        for becomes in (f"{new}=", "="):
            edit = text.token(node.target, node.value, f"{old}=", becomes)
            if edit is not None:
                yield edit
    yield from expression(node.value, text)


def _return(node: ast.Return, text: Text, module: bool) -> Iterator[Edit]:
    if node.value is None:
        yield _removed(node, text)
    elif not (isinstance(node.value, ast.Constant) and node.value.value is None):
        yield text.replaced(node, "return None", "`None` is returned")
        yield from expression(node.value, text)


def _raise(node: ast.Raise, text: Text, module: bool) -> Iterator[Edit]:
    yield _removed(node, text)
    raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
    if isinstance(raised, ast.Name) and raised.id[0].isupper() and raised.id != "Exception":
        yield text.replaced(raised, "Exception", f"`{raised.id}` becomes `Exception`")
    if isinstance(node.exc, ast.Call):
        yield from expression(node.exc, text, wording=True)


def _assert(node: ast.Assert, text: Text, module: bool) -> Iterator[Edit]:
    yield _removed(node, text)
    yield from expression(node.test, text)


def _jump(node: ast.Break | ast.Continue, text: Text, module: bool) -> Iterator[Edit]:
    old, new = ("break", "continue") if isinstance(node, ast.Break) else ("continue", "break")
    yield text.replaced(node, new, f"`{old}` becomes `{new}`")
    yield _removed(node, text)


def _delete(node: ast.Delete, text: Text, module: bool) -> Iterator[Edit]:
    yield _removed(node, text)


def _if(node: ast.If, text: Text, module: bool) -> Iterator[Edit]:
    if name_of(node.test) == "TYPE_CHECKING" or (
        isinstance(node.test, ast.Compare) and name_of(node.test.left) == "__name__"
    ):
        yield from _block(node.orelse, text, module=module)
        return
    if not isinstance(node.test, ast.Constant):
        yield text.replaced(node.test, "True", "the condition always holds")
        yield text.replaced(node.test, "False", "the condition never holds")
    yield from expression(node.test, text)
    yield from _block(node.body, text, module=module)
    yield from _else(node, text, module)


def _else(
    node: ast.If | ast.For | ast.AsyncFor | ast.While | ast.Try | ast.TryStar, text: Text, module: bool
) -> Iterator[Edit]:
    alternative = node.orelse
    is_elif = isinstance(node, ast.If) and len(alternative) == 1 and isinstance(alternative[0], ast.If)
    if alternative and not is_elif and not isinstance(alternative[0], ast.Pass):
        yield text.body(alternative, "`else` does nothing")
    yield from _block(alternative, text, module=module)


def _for(node: ast.For | ast.AsyncFor, text: Text, module: bool) -> Iterator[Edit]:
    if isinstance(node, ast.For):
        yield text.replaced(node.iter, "()", "the loop has nothing to go over")
    yield from expression(node.target, text)
    yield from expression(node.iter, text)
    yield from _block(node.body, text, module=module)
    yield from _else(node, text, module)


def _while(node: ast.While, text: Text, module: bool) -> Iterator[Edit]:
    # A condition that always holds would mostly be waited for.
    yield text.replaced(node.test, "False", "the condition never holds")
    if not isinstance(node.test, ast.Constant):
        yield from expression(node.test, text)
    yield from _block(node.body, text, module=module)
    yield from _else(node, text, module)


def _try(node: ast.Try | ast.TryStar, text: Text, module: bool) -> Iterator[Edit]:
    yield from _block(node.body, text, module=module)
    for handler in node.handlers:
        yield from _handler(handler, text)
        yield from _block(handler.body, text, module=module)
    yield from _else(node, text, module)
    if node.finalbody and not isinstance(node.finalbody[0], ast.Pass):
        yield text.body(node.finalbody, "`finally` does nothing")
    yield from _block(node.finalbody, text, module=module)


def _handler(node: ast.ExceptHandler, text: Text) -> Iterator[Edit]:
    if not isinstance(node.body[0], ast.Pass):
        yield text.body(node.body, "the exception is ignored")
    caught = node.type
    if caught is None:
        return
    yield text.replaced(caught, "()", "nothing is caught")
    broad = {"Exception": "BaseException", "BaseException": "Exception"}.get(name_of(caught), "Exception")
    yield text.replaced(caught, broad, f"`{text.of(caught)}` becomes `{broad}`")
    if isinstance(caught, ast.Tuple):
        for left_out in caught.elts:
            rest = ", ".join(text.of(one) for one in caught.elts if one is not left_out)
            yield text.replaced(caught, f"({rest},)", f"`{text.of(left_out)}` is not caught")


def _with(node: ast.With | ast.AsyncWith, text: Text, module: bool) -> Iterator[Edit]:
    if isinstance(node, ast.With) and all(item.optional_vars is None for item in node.items):
        last = node.items[-1].context_expr
        yield Edit(text.start(node), text.end(last), "if True", "without the context")
    for item in node.items:
        yield from expression(item.context_expr, text)
    yield from _block(node.body, text, module=module)


def _match(node: ast.Match, text: Text, module: bool) -> Iterator[Edit]:
    yield from expression(node.subject, text)
    for case in node.cases:
        yield from expression(case.pattern, text)
        if case.guard is not None:
            yield text.replaced(case.guard, "True", "the condition always holds")
            yield text.replaced(case.guard, "False", "the condition never holds")
            yield from expression(case.guard, text)
        if not isinstance(case.body[0], ast.Pass):
            yield text.body(case.body, "the case does nothing")
        yield from _block(case.body, text, module=module)


def _function(node: ast.FunctionDef | ast.AsyncFunctionDef, text: Text, module: bool) -> Iterator[Edit]:
    if any(name_of(decorator) == "overload" for decorator in node.decorator_list):
        return
    yield from _decorators(node, text)
    arguments = node.args
    positional = [*arguments.posonlyargs, *arguments.args]
    pairs = [*zip(positional[len(positional) - len(arguments.defaults) :], arguments.defaults, strict=True)]
    pairs += [(one, value) for one, value in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True) if value]
    for argument, default in pairs:
        end = text.end(argument)
        start = end + text.data[end : text.start(default)].index(b"=")
        where = text.data[end:start]
        yield Edit(start - (len(where) - len(where.rstrip())), text.end(default), "", "without the default").inside(
            node.name
        )
        for edit in expression(default, text):
            yield edit.inside(node.name)
    for edit in _block(node.body, text, documented=True):
        yield edit.inside(node.name)


def _class(node: ast.ClassDef, text: Text, module: bool) -> Iterator[Edit]:
    if any(name_of(base) in _TYPE_BASES for base in node.bases):
        return
    yield from _decorators(node, text)
    for edit in _block(node.body, text, documented=True):
        yield edit.inside(node.name)


def _decorators(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, text: Text) -> Iterator[Edit]:
    for decorator in node.decorator_list:
        if name_of(decorator) in _TYPE_CHECKERS:
            continue
        start, end = text.data.rindex(b"@", 0, text.start(decorator)), text.end(decorator)
        if text.data[end : end + 1] == b"\n":
            # The line goes with it.
            start, end = text.data.rindex(b"\n", 0, start) + 1 if b"\n" in text.data[:start] else 0, end + 1
        yield Edit(start, end, "", f"without `@{text.of(decorator)}`").inside(node.name)
        for edit in expression(decorator, text):
            yield edit.inside(node.name)


_STATEMENTS: dict[type[ast.stmt], Callable[..., Iterator[Edit]]] = {
    ast.Expr: _bare,
    ast.Assign: _assignment,
    ast.AnnAssign: _assignment,
    ast.AugAssign: _augmented,
    ast.Return: _return,
    ast.Raise: _raise,
    ast.Assert: _assert,
    ast.Break: _jump,
    ast.Continue: _jump,
    ast.Delete: _delete,
    ast.If: _if,
    ast.For: _for,
    ast.AsyncFor: _for,
    ast.While: _while,
    ast.Try: _try,
    ast.TryStar: _try,
    ast.With: _with,
    ast.AsyncWith: _with,
    ast.Match: _match,
    ast.FunctionDef: _function,
    ast.AsyncFunctionDef: _function,
    ast.ClassDef: _class,
}
