"""Puts the script together: imports, what the test had at hand, and the statements up to the one that failed."""

from __future__ import annotations

import ast
import builtins
import copy
import types
from pathlib import Path
from typing import Any

from ...suites.literals import literal
from ...suites.sources import bodies, frames_below, function_of, statement_at, statements, tree_of
from .closure import Closure, TooMuch, loaded
from .plainly import is_subtest, plainly

#: Characters of a script; a longer one is none.
MAX_SCRIPT = 8_000
#: What pytest's own fixtures are in plain Python.
_FIXTURES = {
    "tmp_path": "tmp_path = pathlib.Path(tempfile.mkdtemp())",
    "monkeypatch": "monkeypatch = pytest.MonkeyPatch()",
}
_STANDARD = (
    "asyncio",
    "collections",
    "datetime",
    "decimal",
    "fractions",
    "math",
    "pathlib",
    "pytest",
    "re",
    "tempfile",
    "types",
    "unittest",
    "uuid",
)
_SETUPS = ("setUpClass", "setup_class", "asyncSetUp", "setUp", "setup_method")


def reproduce(item: Any, error: BaseException, tests: Path, got: str = "") -> str:
    """Plain Python that fails as the edge case did when it runs beside the submission; nothing where none can be made."""
    try:
        return _Script(item, error, tests).text(got)
    except Exception:
        # Whatever a stranger's test looks like: its outcome must not wait for a script that explains it.
        return ""


class _Script:
    def __init__(self, item: Any, error: BaseException, tests: Path) -> None:
        self.item = item
        self.closure = Closure(tests)
        name = getattr(item, "originalname", None) or item.name
        found = [(frame, line) for frame, line in frames_below(error, tests) if frame.f_code.co_name == name]
        if not found:
            raise TooMuch(name)
        self.frame, self.line = found[-1]
        self.file = self.frame.f_code.co_filename
        function = function_of(self.frame)
        if function is None:
            raise TooMuch(name)
        self.function = function
        self.wanted: set[str] = set()

    def text(self, got: str) -> str:
        body = self._body()
        first: list[ast.stmt] = []
        if self._has_self():
            first, body = self._without_self(body)
        given = self._given()
        body = plainly(first + given + body)
        if any(isinstance(node, ast.Name) and node.id == "self" for part in body for node in ast.walk(part)):
            raise TooMuch("self")
        body = _pruned(body)
        if isinstance(self.function, ast.AsyncFunctionDef):
            run = ast.parse("async def main():\n    pass\nasyncio.run(main())").body
            run[0].body = body  # type: ignore[attr-defined]
            body = run
        names = loaded(body)
        own = [name for name in names if name not in _STANDARD and name not in self.closure.names()]
        self.closure.need(own, self.file)
        self.wanted.update(name for name in names if name in _STANDARD)
        script = self.closure.definitions + body
        self.wanted.update(name for name in loaded(self.closure.definitions) if name in _STANDARD)
        plain = [f"import {name}" for name in sorted(self.wanted) if f"import {name}" not in self.closure.imports]
        known = {line.rpartition(" ")[2] for line in self.closure.imports}
        lines = [line for line in plain if line.rpartition(" ")[2] not in known] + list(self.closure.imports)
        text = "\n".join(lines) + "\n\n" + "\n".join(ast.unparse(ast.fix_missing_locations(part)) for part in script)
        comment = (
            f"  # {' '.join(got.split())}" if got and isinstance(body[-1], ast.Assert | ast.Expr | ast.Assign) else ""
        )
        text = f"{text.strip()}{comment}\n"
        compile(text, "reproducer", "exec")
        if len(text) > MAX_SCRIPT:
            raise TooMuch("text")
        return text

    # ---- the test's own statements -----------------------------------------------------------------------------

    def _body(self) -> list[ast.stmt]:
        """The test's statements up to the one that failed, loops being in the round that they were in where that is all."""
        body = self.function.body
        if isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
            body = body[1:]
        return self._cut(body)

    def _cut(self, body: list[ast.stmt]) -> list[ast.stmt]:
        kept: list[ast.stmt] = []
        for statement in body:
            if not statement.lineno <= self.line <= (statement.end_lineno or statement.lineno):
                kept.append(statement)
                continue
            inner = next((block for block in bodies(statement) if statement_at(block, self.line) is not None), None)
            if inner is None:
                return [*kept, statement]
            if isinstance(statement, ast.With) and all(is_subtest(one) for one in statement.items):
                return kept + self._cut(inner)
            if isinstance(statement, ast.For) and inner is statement.body and self._stands_alone(statement, kept):
                return kept + self._round(statement) + self._cut(inner)
            return [*kept, statement]
        return kept

    def _stands_alone(self, loop: ast.For, before: list[ast.stmt]) -> bool:
        """Whether a round of a loop shows the failure by itself: nothing that lives on from round to round is in it."""
        targets = [node.id for node in ast.walk(loop.target) if isinstance(node, ast.Name)]
        if any(self._literal(name) is None for name in targets):
            return False
        bound = {
            node.id
            for part in before
            for node in ast.walk(part)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        }
        read = {node.id for part in loop.body for node in ast.walk(part) if isinstance(node, ast.Name)}
        attributes = {
            node.attr
            for part in loop.body
            for node in ast.walk(part)
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self"
        }
        lives_on = any(not name.startswith("assert") and name not in ("subTest", "fail") for name in attributes)
        return not lives_on and all(self._literal(name) is not None for name in read & bound)

    def _round(self, loop: ast.For) -> list[ast.stmt]:
        names = [node.id for node in ast.walk(loop.target) if isinstance(node, ast.Name)]
        return [statement for name in names for statement in ast.parse(f"{name} = {self._literal(name)}").body]

    def _literal(self, name: str) -> str | None:
        if name not in self.frame.f_locals:
            return None
        return literal(self.frame.f_locals[name], self.wanted)

    # ---- what the test was given -------------------------------------------------------------------------------

    def _given(self) -> list[ast.stmt]:
        arguments = self.function.args
        names = [argument.arg for argument in [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]]
        given: list[ast.stmt] = []
        for name in names:
            if name not in ("self", "subtests"):
                given += self._value_of(name, set())
        return given

    def _value_of(self, name: str, seen: set[str]) -> list[ast.stmt]:
        callspec = getattr(self.item, "callspec", None)
        if callspec is not None and name in callspec.params and not self._fixture(name):
            text = literal(callspec.params[name], self.wanted) or self._written(name) or _name_of(callspec.params[name])
            if text is None:
                raise TooMuch(name)
            return ast.parse(f"{name} = {text}").body
        if name in _FIXTURES:
            return ast.parse(_FIXTURES[name]).body
        fixture = self._fixture(name)
        if fixture is not None and name not in seen:
            return self._made_by(name, fixture, seen | {name})
        text = self._literal(name)
        if text is None:
            raise TooMuch(name)
        # As hypothesis hands them in.
        return ast.parse(f"{name} = {text}").body

    def _fixture(self, name: str) -> Any:
        info = getattr(self.item, "_fixtureinfo", None)
        found = info.name2fixturedefs.get(name) if info is not None else None
        function = getattr(found[-1], "func", None) if found else None
        code = getattr(function, "__code__", None)
        return function if code is not None and code.co_filename.startswith(f"{self.closure.tests}/") else None

    def _made_by(self, name: str, fixture: Any, seen: set[str]) -> list[ast.stmt]:
        """A fixture's statements with what it returns or yields under its name."""
        code = fixture.__code__
        frame: Any = types.SimpleNamespace(f_code=code)
        definition = function_of(frame)
        if definition is None:
            raise TooMuch(name)
        if code.co_filename != self.file:
            # A conftest's: what it names means what it means there.
            self.closure.need([one for one in loaded(definition.body) if one not in _STANDARD], code.co_filename)
        made: list[ast.stmt] = []
        for argument in definition.args.args:
            if argument.arg == "request":
                made += ast.parse(
                    f"request = types.SimpleNamespace(param={literal(self.item.callspec.params[name])})"
                ).body
            elif argument.arg not in ("self", "subtests"):
                made += self._value_of(argument.arg, seen)
        for statement in definition.body:
            value = statement.value if isinstance(statement, ast.Return | ast.Expr) else None
            if isinstance(statement, ast.Return) and value is not None:
                made.append(ast.Assign([ast.Name(name, ast.Store())], value))
                return made
            if isinstance(value, ast.Yield):
                made.append(ast.Assign([ast.Name(name, ast.Store())], value.value or ast.Constant(None)))
                return made
            if any(isinstance(node, ast.Return | ast.Yield) for node in ast.walk(statement)) and not isinstance(
                statement, ast.FunctionDef | ast.ClassDef
            ):
                raise TooMuch(name)
            made.append(statement)
        return made

    def _written(self, name: str) -> str | None:
        """A parameter as its author wrote it, where a parametrization lists its cases."""
        indices = getattr(self.item.callspec, "indices", {})
        for decorator in self.function.decorator_list:
            if not (
                isinstance(decorator, ast.Call)
                and "parametrize" in ast.unparse(decorator.func)
                and len(decorator.args) > 1
            ):
                continue
            declared = ast.literal_eval(decorator.args[0])
            names = [part.strip() for part in declared.split(",")] if isinstance(declared, str) else list(declared)
            cases = decorator.args[1]
            if name in names and isinstance(cases, ast.List | ast.Tuple) and name in indices:
                case = cases.elts[indices[name]]
                parts = case.args if isinstance(case, ast.Call) and ast.unparse(case.func) == "pytest.param" else None
                if len(names) == 1:
                    return ast.unparse(parts[0] if parts else case)
                if parts is None and isinstance(case, ast.List | ast.Tuple):
                    parts = case.elts
                return ast.unparse(parts[names.index(name)]) if parts else None
        return None

    # ---- unittest's and pytest's classes -----------------------------------------------------------------------

    def _has_self(self) -> bool:
        return bool(self.function.args.args) and self.function.args.args[0].arg == "self"

    def _without_self(self, body: list[ast.stmt]) -> tuple[list[ast.stmt], list[ast.stmt]]:
        """The class's set-up and the test's statements with plain variables for what they keep on ``self``."""
        kind = self._class()
        methods = {part.name: part for part in kind.body if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef)}
        first: list[ast.stmt] = [part for part in kind.body if isinstance(part, ast.Assign | ast.AnnAssign)]
        for name in _SETUPS:
            if name in methods:
                first += [part for part in methods[name].body if not _is_super(part)]
        used = {
            node.attr
            for part in first + body
            for node in ast.walk(part)
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in ("self", "cls")
        }
        helpers: list[ast.stmt] = []
        for name in sorted(used & methods.keys()):
            helper = copy.deepcopy(methods[name])
            if helper.decorator_list or not helper.args.args:
                raise TooMuch(name)
            helper.args.args = helper.args.args[1:]
            helpers.append(helper)
            used |= {
                node.attr
                for node in ast.walk(helper)
                if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self"
            }
        stored = {
            node.attr
            for part in [*first, *body, *helpers]
            for node in ast.walk(part)
            if isinstance(node, ast.Attribute)
            and isinstance(node.ctx, ast.Store)
            and isinstance(node.value, ast.Name)
            and node.value.id in ("self", "cls")
        } | {
            node.id
            for part in first[: len(kind.body)]
            for node in ast.walk(part)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        }
        if not {name for name in used if not name.startswith("assert")} <= stored | methods.keys() | {
            "subTest",
            "fail",
            "skipTest",
            "addCleanup",
            "maxDiff",
            "addTypeEqualityFunc",
        }:
            raise TooMuch("self")
        if len(kind.bases) > 1 or (
            kind.bases and ast.unparse(kind.bases[0]).rpartition(".")[2] not in ("TestCase", "IsolatedAsyncioTestCase")
        ):
            raise TooMuch("bases")
        flat = _Flat(stored | (methods.keys() & used))
        # An attribute kept and never read says nothing here.
        return [flat.visit(copy.deepcopy(part)) for part in [*first, *helpers]], [
            flat.visit(copy.deepcopy(part)) for part in body
        ]

    def _class(self) -> ast.ClassDef:
        for node in statements(tree_of(self.file).body):
            if isinstance(node, ast.ClassDef) and self.function in node.body:
                return node
        raise TooMuch("class")


class _Flat(ast.NodeTransformer):
    """``self.clock`` as ``clock``."""

    def __init__(self, names: set[str]) -> None:
        self.names = names

    def visit_Attribute(self, node: ast.Attribute) -> Any:
        if isinstance(node.value, ast.Name) and node.value.id in ("self", "cls") and node.attr in self.names:
            return ast.copy_location(ast.Name(node.attr, node.ctx), node)
        return self.generic_visit(node)


def _is_super(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and ast.unparse(statement).startswith(("super()", "await super()"))


def _name_of(value: Any) -> str | None:
    """A class or function of builtins by its name."""
    name = getattr(value, "__name__", None)
    return name if isinstance(name, str) and getattr(builtins, name, None) is value else None


def _pruned(body: list[ast.stmt]) -> list[ast.stmt]:
    """Without plain values that nothing reads."""
    read = {
        node.id
        for part in body
        for node in ast.walk(part)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }
    return [
        part
        for part in body
        if not isinstance(part, ast.Pass)
        and not (
            isinstance(part, ast.Assign)
            and all(isinstance(target, ast.Name) and target.id not in read for target in part.targets)
            and not any(isinstance(node, ast.Call | ast.Await) for node in ast.walk(part.value))
        )
    ]
