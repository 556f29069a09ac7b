"""A test that runs the candidate's file as a script, through ``subprocess`` or ``runpy``, has it run in the sandbox.

Any other command stays on this side, where no file of the candidate's is.
"""

from __future__ import annotations

import ast
import os
import re
import runpy
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..bridge.wire import Malformed
from . import processes
from .author_fault import AuthorFault

if TYPE_CHECKING:
    from .remote import ExaminerPeer

_run = subprocess.run
_run_path, _run_module = runpy.run_path, runpy.run_module
_PYTHONS = frozenset({"python", "python3", Path(sys.executable).name})
_SHELL = frozenset("|&;<>()$`*?")


def install(peer: ExaminerPeer) -> None:
    """Has ``subprocess.run`` and what is made of it, and ``runpy``, know the candidate's files."""
    scripts = Scripts(peer)
    subprocess.run = scripts.run
    subprocess.call = scripts.call
    subprocess.check_call = scripts.check_call
    subprocess.Popen.__init__ = scripts.watched_popen(subprocess.Popen.__init__)  # type: ignore[method-assign]
    runpy.run_path = scripts.run_path
    runpy.run_module = scripts.run_module


class Scripts:
    """The replaced functions; each goes on to the real one where no file of the candidate's is meant."""

    def __init__(self, peer: ExaminerPeer) -> None:
        self.peer = peer

    # ---- subprocess --------------------------------------------------------------------------------------------

    def run(self, args: Any, *others: Any, **options: Any) -> Any:
        command = None if others else self._command(args, bool(options.get("shell")), options.get("cwd"))
        if command is None:
            return _run(args, *others, **options)
        check, timeout, given = options.pop("check", False), options.pop("timeout", None), options.pop("input", None)
        if options.pop("capture_output", False):
            options["stdout"] = options["stderr"] = subprocess.PIPE
        merge = options.get("stderr") == subprocess.STDOUT
        status, out, errors = self._ended(args, command, options, _stdin(given, options.get("stdin")), timeout)
        done: Any = subprocess.CompletedProcess(
            args,
            status,
            self._output(0, out, options.get("stdout"), options),
            None if merge else self._output(1, errors, options.get("stderr"), options),
        )
        if check:
            done.check_returncode()
        return done

    def call(self, *arguments: Any, **options: Any) -> int:
        return int(self.run(*arguments, **options).returncode)

    def check_call(self, *arguments: Any, **options: Any) -> int:
        return int(self.run(*arguments, check=True, **options).returncode)

    def watched_popen(self, start: Any) -> Any:
        def __init__(popen: Any, args: Any, *others: Any, **options: Any) -> None:
            command = self._command(args, bool(options.get("shell")), options.get("cwd"))
            if command is None:
                start(popen, args, *others, **options)
                return
            if others or type(popen) is not subprocess.Popen:
                raise AuthorFault(
                    "the submission's file is run by a plain `subprocess.Popen(args, name=value, ...)` alone"
                )

            def run(stdin: bytes, seconds: float | None) -> processes.Ended:
                return self._ended(args, command, options, stdin, seconds)

            process: Any = popen
            process.__class__ = processes.Process
            process.begin(args, options, run, self.peer.world.print)

        return __init__

    def _ended(
        self, args: Any, command: list[str], options: dict[str, Any], stdin: bytes, seconds: float | None
    ) -> processes.Ended:
        """Runs a command in the sandbox: its status, output and errors."""
        variables = options.get("env")
        raw = [
            command,
            stdin.decode("latin-1"),
            options.get("stderr") == subprocess.STDOUT,
            seconds,
            self._folder(options.get("cwd")),
            None if variables is None else {str(key): str(value) for key, value in variables.items()},
        ]
        answer = self.peer.ask("script", raw)
        if answer is None:
            assert seconds is not None
            raise subprocess.TimeoutExpired(args, seconds)
        if type(answer) is not tuple or [type(part) for part in answer] != [int, bytes, bytes]:
            self.peer.broken(Malformed("what a script printed is no bytes"))
        ended: processes.Ended = answer
        return ended

    def _output(self, index: int, data: bytes, target: Any, options: dict[str, Any]) -> Any:
        """What the caller gets of a stream, as ``subprocess.run`` would have it."""
        if target == subprocess.PIPE:
            text = options.get("text") or options.get("universal_newlines") or options.get("encoding")
            if not (text or options.get("errors")):
                return data
            read = data.decode(options.get("encoding") or "utf-8", options.get("errors") or "strict")
            return read.replace("\r\n", "\n").replace("\r", "\n")
        if target is None:
            self.peer.world.print(index, data)
        elif isinstance(target, int):
            if target != subprocess.DEVNULL:
                os.write(target, data)
        else:
            os.write(target.fileno(), data)
        return None

    def _command(self, args: Any, shell: bool, folder: Any) -> list[str] | None:
        """The arguments after ``python`` if one of the candidate's files is run, named as the sandbox knows it."""
        if isinstance(args, str):
            if not shell or _SHELL & set(args):
                return None
            args = shlex.split(args)
        words = [os.fspath(word) for word in args]
        if not words or not all(isinstance(word, str) for word in words) or Path(words[0]).name not in _PYTHONS:
            return None
        for position, word in enumerate(words[1:], 1):
            if word == "-m":
                mine = words[position + 1 :] and words[position + 1].partition(".")[0] in self.peer.candidate_names
                return words[1:] if mine else None
            if word == "-c":
                entry = self._entry(words[position + 1] if words[position + 1 :] else "")
                return None if entry is None else [*words[1 : position + 1], entry, *words[position + 2 :]]
            if not word.startswith("-"):
                path = self._path(os.path.join(folder or "", word))
                return None if path is None else [*words[1:position], path, *words[position + 1 :]]
        return None

    def _entry(self, text: str) -> str | None:
        """A text that does no more than call a function of the candidate's, as an installed command does; else None.

        It says nothing else than any call does. Every other text of a test's stays here.
        """
        try:
            body = ast.parse(text).body
        except (SyntaxError, ValueError):
            return None
        *imports, last = body or [ast.Pass()]
        names: list[str] = []
        for one in imports:
            if not isinstance(one, ast.Import | ast.ImportFrom):
                return None
            names += [one.module or ""] if isinstance(one, ast.ImportFrom) else [alias.name for alias in one.names]
        named = {name.partition(".")[0] for name in names} - {"sys"}
        if not named or not named <= self.peer.candidate_names:
            return None
        call = last.value if isinstance(last, ast.Expr) else None
        if isinstance(call, ast.Call) and ast.unparse(call.func) in ("sys.exit", "exit") and len(call.args) == 1:
            call = call.args[0]
        if not isinstance(call, ast.Call) or call.args or call.keywords:
            return None
        return "\n".join(map(ast.unparse, body)) if re.fullmatch(r"[\w.]+", ast.unparse(call.func)) else None

    def _path(self, path: str) -> str | None:
        """Where a file of the candidate's is in the sandbox, if ``path`` means one.

        Tests find it beside themselves or one folder up: where it would lie in a project, and where nothing lies here.
        """
        root = os.path.join(self.peer.root, "submission")
        if path.startswith(root + os.sep):
            return path
        if os.path.exists(path):
            return None
        parts = Path(path).parts
        for start in range(len(parts)):
            name = "/".join(parts[start:])
            if name in self.peer.files:
                return os.path.join(root, name)
        return None

    def _folder(self, folder: Any) -> str:
        root = os.path.join(self.peer.root, "")
        path = os.path.abspath(os.fspath(folder)) if folder is not None else os.getcwd()
        return path if path.startswith(root) else os.path.join(self.peer.root, "submission")

    # ---- runpy -------------------------------------------------------------------------------------------------

    def run_path(self, path_name: Any, init_globals: Any = None, run_name: Any = None) -> Any:
        path = self._path(os.fspath(path_name))
        if path is None:
            return _run_path(path_name, init_globals, run_name)
        return self.peer.ask("run_here", [path, True, run_name])

    def run_module(self, mod_name: str, init_globals: Any = None, run_name: Any = None, alter_sys: bool = False) -> Any:
        if mod_name.partition(".")[0] not in self.peer.candidate_names:
            return _run_module(mod_name, init_globals, run_name, alter_sys)
        return self.peer.ask("run_here", [mod_name, False, run_name])


def _stdin(given: Any, stream: Any) -> bytes:
    if given is not None:
        return given.encode() if isinstance(given, str) else bytes(given)
    if stream is None or isinstance(stream, int):
        return b""
    data = stream.read()
    return data.encode() if isinstance(data, str) else bytes(data)
