"""A test that runs the candidate's text (``eval(repr(thing))``, ``exec`` of a source, ``pickle.loads``) has it run in the sandbox.

Run here, it would do what the candidate chose beside the hidden tests. A text that cannot be run over there, because it needs
something of the test's, is the author's error with its line. What is recognised is what the sandbox said, whole, in part or
within a longer text; not what a test has taken to pieces first.
"""

from __future__ import annotations
import __future__

import ast
import builtins
import doctest
import linecache
import os
import pickle
import subprocess
import sys
import types
import typing
from collections.abc import Callable, Iterable, Iterator
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..bridge.wire import Malformed
from .author_fault import AuthorFault
from .importer import CandidateModule
from .verdict import belongs_to_candidate

if TYPE_CHECKING:
    from .remote import ExaminerPeer

_eval, _exec, _compile = eval, exec, compile
_loads, _load, _system = pickle.loads, pickle.load, os.system
_hints, _testmod = typing.get_type_hints, doctest.testmod
_INHERITED = reduce(
    lambda flags, name: flags | getattr(__future__, name).compiler_flag, __future__.all_feature_names, 0
)
#: Modules that run texts which are handed to them, besides test files.
_RUNNERS = frozenset(
    {"ast", "inspect", "timeit", "code", "codeop", "pdb", "bdb", "profile", "cProfile", "trace", "doctest"}
)


#: What there is only one of, in all trees.
_OF_ALL_TREES = (ast.expr_context, ast.operator, ast.unaryop, ast.boolop, ast.cmpop)
#: Trees that are kept at most until it is looked whose they are.
_MOST_TREES = 200


class RunsText(AuthorFault):
    """A test would run the candidate's text outside the sandbox."""


def install(peer: ExaminerPeer, tests: Path) -> None:
    """From now on what runs a text asks first whose text it is."""
    texts = Texts(peer, tests)
    builtins.eval = texts.eval
    builtins.exec = texts.exec
    builtins.compile = texts.compile
    pickle.loads, pickle.load = texts.loads, texts.load
    os.system = texts.system
    subprocess.Popen.__init__ = texts.watched_popen(subprocess.Popen.__init__)  # type: ignore[method-assign]
    typing.get_type_hints = texts.hints
    doctest.testmod = texts.testmod
    doctest.DocTestRunner.run = texts.watched_examples(doctest.DocTestRunner.run)  # type: ignore[method-assign]


class Texts:
    """The replaced functions; each goes on to the real one where the text is the test's own."""

    def __init__(self, peer: ExaminerPeer, tests: Path) -> None:
        self.peer = peer
        self.tests = f"{tests}/"
        #: The texts of compiled code, which is kept alive with them.
        self.compiled: dict[int, tuple[types.CodeType, str]] = {}
        #: The nodes of trees of which it is not known yet whose text they come from, with the text and the file that asked.
        self._trees: list[tuple[list[ast.AST], Any, str]] = []

    # ---- eval, exec, compile -----------------------------------------------------------------------------------

    def eval(self, source: Any, globals: Any = None, locals: Any = None, /) -> Any:
        frame = sys._getframe(1)
        globals, locals = _spaces(frame, globals, locals)
        text = self._far_text(source, frame)
        if text is not None:
            plain = _literal(text)
            return plain[0] if plain else self._run("eval", text, globals, locals)
        return _eval(_ready(source, frame, "eval"), globals, locals)

    def exec(self, source: Any, globals: Any = None, locals: Any = None, /, *, closure: Any = None) -> None:
        frame = sys._getframe(1)
        globals, locals = _spaces(frame, globals, locals)
        text = self._far_text(source, frame)
        if text is not None:
            locals.update(self._run("exec", text, globals, locals))
        elif closure is not None:
            _exec(source, globals, locals, closure=closure)
        else:
            _exec(_ready(source, frame, "exec"), globals, locals)

    def compile(
        self,
        source: Any,
        filename: Any,
        mode: str,
        flags: int = 0,
        dont_inherit: bool = False,
        optimize: int = -1,
        **options: Any,
    ) -> Any:
        frame = sys._getframe(1)
        if not dont_inherit:
            flags |= frame.f_code.co_flags & _INHERITED
        made = _compile(source, filename, mode, flags, True, optimize, **options)
        if isinstance(made, ast.AST) and not isinstance(source, ast.AST):
            # A tree does nothing, and most are only looked at: whose it is matters when code is made of it. Its nodes may be
            # put together anew until then.
            if self._runs_texts(frame):
                self._trees.append((list(ast.walk(made)), source, frame.f_code.co_filename))
                if len(self._trees) > _MOST_TREES:
                    self._mark_trees()
            return made
        text = self._far_text(source, frame)
        if text is not None:
            if isinstance(made, types.CodeType):
                self.compiled[id(made)] = made, text
            elif isinstance(made, ast.AST):
                _mark(ast.walk(made))
        return made

    def _mark_trees(self) -> None:
        """Marks what came of texts of the sandbox's, down to each node."""
        trees, self._trees = self._trees, []
        for nodes, source, file in trees:
            if self._far_source(source, file) is not None:
                _mark(nodes)

    def _runs_texts(self, frame: types.FrameType) -> bool:
        """Whether this frame is a test's, or of what runs texts for tests; else it is a library that makes code of its own."""
        file = frame.f_code.co_filename
        return file.startswith(self.tests) or frame.f_globals.get("__name__") in _RUNNERS or file[:1] == "<"

    def _far_text(self, source: Any, frame: types.FrameType) -> str | None:
        """The text that would be run, if it is the sandbox's."""
        if not self._runs_texts(frame):
            return None
        if isinstance(source, types.CodeType):
            return self.compiled.get(id(source), (None, None))[1]
        if isinstance(source, ast.AST):
            self._mark_trees()
            far = any(getattr(node, "_assay_far", False) for node in ast.walk(source))
            return ast.unparse(source) if far else None
        return self._far_source(source, frame.f_code.co_filename)

    def _far_source(self, source: Any, file: str) -> str | None:
        text = source if isinstance(source, str) else bytes(source).decode("utf-8", "replace")
        own = "".join(linecache.getlines(file)) if file.startswith(self.tests) else ""
        return text if self.peer.heard.holds(text, self.peer.files.values(), own) else None

    def _run(self, how: str, text: str, globals: dict[str, Any], locals: Any) -> Any:
        """Runs the text in the sandbox, with what it names of the candidate's and of the standard library."""
        names: dict[str, Any] = {}
        try:
            tree = ast.parse(text.strip() if how == "eval" else text, mode=how)
        except (SyntaxError, ValueError):
            # Raised over there, where it belongs.
            return self.peer.ask("evaluate", [how, text], ({},))
        for name in _needed(tree):
            space = locals if name in locals else globals
            if name in space:
                if not self._may_go(space[name]):
                    raise RunsText(f"`{how}` would run the candidate's text with {name!r}, which is the test's own")
                names[name] = space[name]
        return self.peer.ask("evaluate", [how, text], (names,))

    def _may_go(self, value: Any) -> bool:
        if belongs_to_candidate(self.peer, value):
            return True
        if isinstance(value, types.ModuleType):
            return value.__name__.partition(".")[0] in sys.stdlib_module_names
        return isinstance(value, type) and value.__module__.partition(".")[0] in sys.stdlib_module_names

    # ---- pickles, commands, examples, annotations --------------------------------------------------------------

    def loads(self, data: Any, /, **options: Any) -> Any:
        if self.peer.heard.said(bytes(data).decode("latin-1")):
            return self.peer.far.restore(bytes(data))
        return _loads(data, **options)

    def load(self, file: Any, **options: Any) -> Any:
        if hasattr(file, "seekable") and file.seekable():
            place = file.tell()
            data = file.read()
            if self.peer.heard.said(data.decode("latin-1")):
                return self.peer.far.restore(data)
            file.seek(place)
        return _load(file, **options)

    def system(self, command: Any) -> int:
        self._check_command(os.fsdecode(command))
        return _system(command)

    def watched_popen(self, start: Callable[..., None]) -> Callable[..., None]:
        def __init__(popen: Any, args: Any, *others: Any, **options: Any) -> None:
            words = [args] if isinstance(args, str | bytes) else list(args)
            if options.get("shell"):
                self._check_command(os.fsdecode(words[0]))
            elif "-c" in words[:-1]:
                self._check_command(os.fsdecode(words[words.index("-c") + 1]))
            start(popen, args, *others, **options)

        return __init__

    def _check_command(self, command: str) -> None:
        file = next(file for file in _files_of_callers() if not file.endswith(("/subprocess.py", "/os.py", __file__)))
        own = "".join(linecache.getlines(file)) if file.startswith(self.tests) else ""
        if self.peer.heard.holds(command, self.peer.files.values(), own):
            raise RunsText("a command would be run that is the candidate's text")

    def testmod(self, m: Any = None, *arguments: Any, **options: Any) -> Any:
        if not isinstance(m, CandidateModule):
            return _testmod(m, *arguments, **options)
        flags = options.get("optionflags", 0)
        answer = self.peer.ask("examples", [m._assay_number, bool(options.get("verbose")), int(flags)])
        if type(answer) is not tuple or [type(part) for part in answer] != [int, int]:
            self.peer.broken(Malformed("the examples of a module end with two numbers"))
        return doctest.TestResults(*answer)

    def watched_examples(self, run: Callable[..., Any]) -> Callable[..., Any]:
        def watched(runner: Any, test: Any, *arguments: Any, **options: Any) -> Any:
            own = "".join(linecache.getlines(test.filename)) if (test.filename or "").startswith(self.tests) else ""
            if test.examples and self.peer.heard.holds(test.docstring or "", self.peer.files.values(), own):
                raise RunsText("doctest would run the examples in the candidate's docstrings outside the sandbox")
            return run(runner, test, *arguments, **options)

        return watched

    def hints(self, obj: Any, globalns: Any = None, localns: Any = None, include_extras: bool = False) -> Any:
        number = self.peer.stand_ins.number_of(obj)
        if isinstance(obj, CandidateModule):
            number = obj._assay_number
        if number is None or globalns is not None or localns is not None:
            return _hints(obj, globalns, localns, include_extras)
        return self.peer.ask("type_hints", [number, include_extras])


def _mark(nodes: Iterable[ast.AST]) -> None:
    for node in nodes:
        if not isinstance(node, _OF_ALL_TREES):
            node._assay_far = True  # type: ignore[attr-defined]


def _files_of_callers() -> Iterator[str]:
    frame: types.FrameType | None = sys._getframe(1)
    while frame is not None:
        yield frame.f_code.co_filename
        frame = frame.f_back


def _spaces(frame: types.FrameType, globals: Any, locals: Any) -> tuple[Any, Any]:
    """The namespaces in which the real function would run a text."""
    if globals is None:
        return frame.f_globals, frame.f_locals if locals is None else locals
    return globals, globals if locals is None else locals


def _ready(source: Any, frame: types.FrameType, mode: str) -> Any:
    """Code, compiled as if where the test calls: a ``from __future__`` of the caller's counts, and none of this file's."""
    if isinstance(source, types.CodeType):
        return source
    if mode == "eval":
        source = source.lstrip(b" \t" if isinstance(source, bytes | bytearray) else " \t")
    return _compile(source, "<string>", mode, frame.f_code.co_flags & _INHERITED, True)


def _needed(tree: ast.AST) -> set[str]:
    """The names that a text uses and does not make itself."""
    used: set[str] = set()
    made: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            (used if isinstance(node.ctx, ast.Load) else made).add(node.id)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            made.add(node.name)
        elif isinstance(node, ast.alias):
            made.add((node.asname or node.name).partition(".")[0])
        elif isinstance(node, ast.arg):
            made.add(node.arg)
    return used - made


def _literal(text: str) -> tuple[Any] | None:
    try:
        return (ast.literal_eval(text.strip()),)
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return None
