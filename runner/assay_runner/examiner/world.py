"""pytest's fixtures that look at the world mean the candidate's world.

What the candidate printed, logged and warned of happens again here, where ``capsys``, ``caplog`` and ``recwarn`` see
it. What a test patches
in a standard module, the environment, the working directory or the loggers is done in the sandbox as well, and undone
there.
"""

from __future__ import annotations

import builtins
import datetime
import decimal
import logging
import operator
import os
import random
import sys
import tempfile
import threading
import time
import types
import unittest.mock
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import _pytest.monkeypatch

from ..bridge import libraries, mirror_type
from ..bridge.files import Tree
from ..bridge.functions import is_name
from ..bridge.wire import Malformed

if TYPE_CHECKING:
    from .remote import ExaminerPeer

_setattr = setattr
_delattr = delattr
_environ_set = os._Environ.__setitem__
_environ_delete = os._Environ.__delitem__
_chdir = os.chdir
_seed = random.seed
_set_depth = sys.setrecursionlimit
_own_depth = sys.getrecursionlimit
_set_level = logging.Logger.setLevel
_disable = logging.disable
#: Standard streams are not patched over there: what the candidate prints is written to this side's anyway.
_UNPATCHED = {("sys", "stdout"), ("sys", "stderr"), ("sys", "modules"), ("sys", "path"), ("sys", "meta_path")}
#: What tests replace by plain assignment, which nothing announces.
_ASSIGNED: tuple[tuple[types.ModuleType, str], ...] = (
    *((sys, name) for name in ("stdin", "argv")),
    *((builtins, name) for name in ("input", "print", "open")),
    *((time, name) for name in ("sleep", "time", "monotonic", "perf_counter")),
    *((datetime, name) for name in ("datetime", "date")),
    *((random, name) for name in ("random", "randint", "choice")),
)
_RECORD_PARTS = 14
#: Python's own recursion limit.
DEPTH = 1000
_PACKAGE = os.path.dirname(os.path.dirname(__file__)) + os.sep
#: Variables that steer this side.
_PROTECTED = ("PYTEST", "HYPOTHESIS", "PYTHON", "PATH", "LD_")


class _Serving(threading.local):
    """Of each thread, while something of the test's runs in it for the sandbox: streams that are replaced, and by what."""

    redirected: dict[str, tuple[Any, Any]] | None = None


class World:
    """This side's part of what test and candidate share beside calls and values."""

    def __init__(self, peer: ExaminerPeer, root: str) -> None:
        self.peer = peer
        self.tree = Tree(root)
        self.tree.on_fifo = peer.hand_over_fifo
        self.limit = 1 << 16
        self.printed = ["", ""]
        self.cut = False
        #: How far the sandbox's two streams were read: what is left when an interpreter dies is fetched from there.
        self.positions = [0, 0]
        self._environment: dict[str, str | None] = {}
        self._directory: str | None = None
        self._seeds: list[Any] | None = None
        #: The candidate's recursion limit, as a test sees and sets it; this side's own is higher, for the bridge's sake.
        self._depth = DEPTH
        self._told_depth = DEPTH
        self._numpy_seed: list[Any] | None = None
        self._levels: dict[str, int] = {}
        self._disabled: int | None = None
        self._decimals = _decimal_context()
        self._serving = _Serving()
        self._patched: dict[tuple[str, str], Any] = {}
        self._seen = [module.__dict__[name] for module, name in _ASSIGNED]
        self._seen_at_once = _assigned()

    def start(self) -> None:
        """Makes the shared folder and begins to watch what tests do."""
        self.tree.create()
        tempfile.tempdir = self.tree.temporary
        _chdir(self.tree.working)
        self._watch()

    #: Whether the edge case reads the output as bytes.
    binary = False

    def begin_case(self) -> None:
        self.printed = ["", ""]
        self.cut = False

    # ---- what the candidate did --------------------------------------------------------------------------------

    def take(self, extras: dict[str, Any]) -> None:
        for key, index in (("o", 0), ("e", 1)):
            if key in extras:
                text, position = extras[key]
                if type(text) is not str or type(position) is not int:
                    raise Malformed("output that is no text")
                data = text.encode("latin-1")
                # The sandbox hands over as much as is kept, and says how much there was.
                self.cut |= position - self.positions[index] > len(data)
                self.positions[index] = position
                self.print(index, data)
        for key, name in (("so", "stdout"), ("se", "stderr")):
            if key in extras and self._serving.redirected is not None:
                self._redirect(name, extras[key])
        for name, level in extras.get("levels", {}).items():
            if type(level) is int:
                _set_level(logging.getLogger(name[:200] or None), level)
        for name, added, number in extras.get("h", ()):
            handler = self.peer.lent.target(number)
            if isinstance(handler, logging.Handler):
                logger = logging.getLogger(str(name)[:200] or None)
                (logger.addHandler if added else logger.removeHandler)(handler)
        for record in extras.get("l", ()):
            self._log(record)
        if "files" in extras:
            self.tree.apply(extras["files"], self.peer.decoder.bytes)
        for name, value in extras.get("env", {}).items():
            if type(name) is str and not name.startswith(_PROTECTED):
                if type(value) is str:
                    _environ_set(os.environ, name, value)
                elif name in os.environ:
                    _environ_delete(os.environ, name)
        for parts in extras.get("w", ()):
            self._warn(parts)

    @contextmanager
    def serving(self) -> Iterator[None]:
        """While the sandbox has something of the test's done: what that prints goes where the candidate redirected its output."""
        here = self._serving
        outer = here.redirected
        mine: dict[str, tuple[Any, Any]] = {}
        here.redirected = mine
        try:
            yield
        finally:
            for name, (own, far) in mine.items():
                if getattr(sys, name) is far:
                    setattr(sys, name, own)
            here.redirected = outer

    def _redirect(self, name: str, coded: Any) -> None:
        with self.peer.lock:
            stream = self.peer.decode(coded)
        if mirror_type.is_stand_in(stream) and self._serving.redirected is not None:
            self._serving.redirected[name] = (getattr(sys, name), stream)
            setattr(sys, name, stream)

    def _stream(self, name: str) -> Any:
        """This side's own stream, wherever the candidate redirected its output."""
        stream = getattr(sys, name)
        if (
            self._serving.redirected
            and name in self._serving.redirected
            and stream is self._serving.redirected[name][1]
        ):
            stream = self._serving.redirected[name][0]
        return stream

    def print(self, index: int, data: bytes) -> None:
        """Something the candidate printed: it is kept for the report and printed again here."""
        text = data.decode("utf-8", "backslashreplace")
        kept = self.printed[index]
        room = self.limit - len(kept)
        if len(text) > room:
            self.cut = True
        self.printed[index] = kept + text[: max(room, 0)]
        stream = self._stream("stderr" if index else "stdout")
        raw = getattr(stream, "buffer", None)
        if raw is None or not self.binary:
            stream.write(text)
        else:
            # Only a binary capture can take what is no UTF-8: any other one would fail to read it.
            stream.flush()
            raw.write(data)

    def _log(self, parts: Any) -> None:
        if type(parts) is not list or len(parts) < _RECORD_PARTS:
            raise Malformed("a log record of the wrong shape")
        (
            chain,
            name,
            level,
            level_name,
            text,
            message,
            arguments,
            path,
            line,
            function,
            created,
            thread,
            trouble,
            error,
            *extra,
        ) = parts
        if (
            not all(type(part) is str for part in (name, level_name, text, message, path, *chain))
            or type(level) is not int
        ):
            raise Malformed("a log record of the wrong shape")
        record = logging.LogRecord(
            name, level, path, line, text if arguments is not None else message, tuple(arguments or ()), None, function
        )
        record.levelname = level_name
        record.created = float(created)
        record.threadName = thread
        with self.peer.lock:
            raised = None if error is None else self.peer.decode(error)
            if isinstance(raised, BaseException):
                record.exc_text = str(trouble)
                record.exc_info = (type(raised), raised, raised.__traceback__)
            for key, value in zip(extra[::2], extra[1::2], strict=True):
                if is_name(key) and key not in record.__dict__ and not key.startswith("_"):
                    record.__dict__[key] = self.peer.decode(value)
        for owner in chain:
            for handler in logging.getLogger(owner or None).handlers:
                if record.levelno >= handler.level:
                    handler.handle(record)

    def _warn(self, parts: Any) -> None:
        category, text, path, line = parts
        kind = self.peer.decode(category)
        if not (isinstance(kind, type) and issubclass(kind, Warning)):
            kind = UserWarning
        place = (str(path), line if type(line) is int else 1)
        if path not in map(os.path.basename, self.peer.files):
            # The candidate blamed its caller (`stacklevel=2`): that is the test.
            place = _caller(os.path.join(self.peer.root, "submission") + os.sep)
        warnings.warn_explicit(str(text), kind, *place, registry={})

    # ---- what the test did -------------------------------------------------------------------------------------

    def out(self, found: dict[str, Any]) -> None:
        if self._environment:
            found["env"], self._environment = self._environment, {}
        if self._directory is not None:
            found["cwd"], self._directory = self._directory, None
        if self._seeds is not None:
            found["seed"], self._seeds = [self.peer.encode(value) for value in self._seeds], None
        if self._depth != self._told_depth:
            found["depth"] = self._told_depth = self._depth
        if self._numpy_seed is not None:
            found["seed_numpy"], self._numpy_seed = [self.peer.encode(value) for value in self._numpy_seed], None
        if self._levels or self._disabled is not None:
            found["levels"] = {"disable": self._disabled, "loggers": self._levels}
            self._levels, self._disabled = {}, None
        context = _decimal_context()
        if context != self._decimals:
            found["decimals"] = self._decimals = context
        changes = self.tree.changes(self.peer.encode)
        if changes:
            found["files"] = changes

    def _watch(self) -> None:
        world = self

        def watched_setattr(target: Any, name: str, value: Any) -> None:
            before = _own(target, name)
            _setattr(target, name, value)
            world.patched(target, name, before, value)

        def watched_delattr(target: Any, name: str) -> None:
            before = _own(target, name)
            _delattr(target, name)
            world.patched(target, name, before, _MISSING)

        for module in (unittest.mock, _pytest.monkeypatch):
            module.__dict__["setattr"] = watched_setattr
            module.__dict__["delattr"] = watched_delattr

        def environ_set(self: Any, key: Any, value: Any) -> None:
            _environ_set(self, key, value)
            if self is os.environ and key != "PYTEST_CURRENT_TEST":
                world._environment[key] = value

        def environ_delete(self: Any, key: Any) -> None:
            _environ_delete(self, key)
            if self is os.environ and key != "PYTEST_CURRENT_TEST":
                world._environment[key] = None

        def chdir(path: Any) -> None:
            _chdir(path)
            world._directory = os.getcwd()

        def seed(*values: Any, **named: Any) -> None:
            _seed(*values, **named)
            world._seeds = [*values, *named.values()]

        def set_depth(limit: int) -> None:
            _set_depth(max(limit, _own_depth()))
            world._depth = limit

        def seed_numpy(seed: Any = None) -> None:
            _seed_numpy(seed)
            world._numpy_seed = [seed]

        def set_level(self: logging.Logger, level: Any) -> None:
            _set_level(self, level)
            world._levels[self.name if self.parent is not None else ""] = self.level

        def disable(level: int = logging.CRITICAL) -> None:
            _disable(level)
            world._disabled = level

        os._Environ.__setitem__ = environ_set  # type: ignore[method-assign]
        os._Environ.__delitem__ = environ_delete  # type: ignore[method-assign]
        os.chdir = chdir
        random.seed = seed
        sys.setrecursionlimit = set_depth
        sys.getrecursionlimit = lambda: world._depth
        numpy = libraries.numpy()
        if numpy is not None:
            _seed_numpy = numpy.random.seed
            numpy.random.seed = seed_numpy
        logging.Logger.setLevel = set_level  # type: ignore[method-assign]
        logging.disable = disable

    def patched(self, target: Any, name: str, before: Any, value: Any) -> None:
        """A test replaced an attribute through ``monkeypatch`` or ``mock.patch``: a standard one is replaced over there too."""
        for index, (module, assigned) in enumerate(_ASSIGNED):
            if module is target and assigned == name:
                self._seen[index] = vars(target).get(name, _MISSING)
        owner = self._owner(target)
        if owner is None or (owner, name) in _UNPATCHED or self.peer.fault is not None:
            return
        key = (owner, name)
        original = self._patched.setdefault(key, before)
        if value is original:
            del self._patched[key]
            self.peer.ask("unpatch", [owner, name])
        elif value is _MISSING:
            self.peer.ask("patch", [owner, name])
        else:
            self.peer.ask("patch", [owner, name], (value,))

    def notice(self) -> None:
        """Has replaced over there what a test assigned to a standard module since the last look."""
        now = _assigned()
        if all(map(_is, now, self._seen_at_once)):
            return
        self._seen_at_once = now
        for index, (module, name) in enumerate(_ASSIGNED):
            value = module.__dict__.get(name, _MISSING)
            before = self._seen[index]
            if value is not before:
                self._seen[index] = value
                if not type(value).__module__.startswith("_pytest"):
                    self.patched(module, name, before, value)
                elif (key := (module.__name__, name)) in self._patched:
                    # Pytest's own standard input again: there it is the sandbox's own.
                    del self._patched[key]
                    self.peer.ask("unpatch", list(key))

    def _owner(self, target: Any) -> str | None:
        if type(target) is types.ModuleType and (
            target.__name__.partition(".")[0] in sys.stdlib_module_names or libraries.is_declared(target.__name__)
        ):
            return target.__name__
        if isinstance(target, type):
            named = self.peer.names.name_of(target)
            return None if named is None else f"{named[0]}:{named[1]}"
        return None


_MISSING: Any = object()
_is = operator.is_
_spaces = [module.__dict__ for module, _ in _ASSIGNED]
_names = [name for _, name in _ASSIGNED]


def _assigned() -> list[Any]:
    """What stands in those places now. Before every question that a test asks, so by a loop in C."""
    return list(map(_own_item, _spaces, _names, _missing))


_own_item = dict.get
_missing = [_MISSING] * len(_ASSIGNED)


def _decimal_context() -> list[Any]:
    """How the test's own thread computes with decimals. What the candidate's changes of it stays over there: it would round the test's own."""
    context = decimal.getcontext()
    return [context.prec, context.rounding, context.Emin, context.Emax, context.capitals, context.clamp]


def _caller(submission: str) -> tuple[str, int]:
    """The file and line of the test that are being run, past this package and the candidate's stand-ins."""
    frame: types.FrameType | None = sys._getframe(1)
    while frame is not None and frame.f_code.co_filename.startswith((_PACKAGE, submission, "<")):
        frame = frame.f_back
    return ("<test>", 1) if frame is None else (frame.f_code.co_filename, frame.f_lineno)


def _own(target: Any, name: str) -> Any:
    """An attribute as its owner holds it, past any descriptor."""
    return (
        vars(target).get(name, _MISSING) if type(target) is types.ModuleType or isinstance(target, type) else _MISSING
    )
