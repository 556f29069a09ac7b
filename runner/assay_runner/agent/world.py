"""What the candidate's code does to the world around it, told to the examiner with the next message."""

from __future__ import annotations

import decimal
import logging
import os
import sys
import threading
import traceback
import warnings
from typing import TYPE_CHECKING, Any

from ..bridge import mirror_type
from ..bridge.files import Tree

if TYPE_CHECKING:
    from .interpreter import SandboxPeer

_seek = os.lseek
_read = os.pread
_chdir = os.chdir
_wait = os.waitid
_set_depth = sys.setrecursionlimit
#: Log records and warnings kept for one message at most.
MAX_RECORDS = 10_000


class World:
    """Output, log records, warnings and files of the sandbox."""

    def __init__(self, outputs: tuple[int, int]) -> None:
        self.outputs = outputs
        #: The same two files, opened apart: where they end is asked without moving the place where the candidate writes.
        self.ends = [os.open(f"/proc/self/fd/{file}", os.O_RDONLY | os.O_CLOEXEC) for file in outputs]
        #: The standard streams as they were before the candidate's code could replace them.
        self.streams = (sys.stdout, sys.stderr)
        self.positions = [0, 0]
        self.records: list[tuple[list[Any], BaseException | None, list[Any]]] = []
        self.environment: dict[str, str | None] = {}
        #: Handlers of the test's that the candidate gave to a logger or took away: (logger, whether added, the
        #: handler's number).
        self.handlers: list[list[Any]] = []
        self.levels: dict[str, int] = {}
        self.warnings: list[list[Any]] = []
        self.tree: Tree | None = None
        self.limit = 1 << 20

    def start(self, root: str, options: dict[str, Any]) -> None:
        """Prepares the working directory and begins to watch."""
        self.limit = int(options.get("output_bytes", self.limit))
        tree = Tree(root)
        tree.create()
        _chdir(tree.working)
        if options.get("holds_tests"):
            # The tests share this process: they see themselves what happens in it.
            return
        self.tree = tree
        _watch_logging(self)
        _watch_levels(self)
        _watch_environment(self)
        _watch_warnings(self)

    def out(self, found: dict[str, Any], peer: SandboxPeer) -> None:
        """Adds what happened since the last message."""
        for key, index in (("o", 0), ("e", 1)):
            size = _seek(self.ends[index], 0, os.SEEK_END)
            if size > self.positions[index]:
                kept = min(size - self.positions[index], self.limit)
                found[key] = [_read(self.outputs[index], kept, self.positions[index]).decode("latin-1"), size]
                self.positions[index] = size
        if self.tree is None:
            return
        for key, stream, ours in (("so", sys.stdout, self.streams[0]), ("se", sys.stderr, self.streams[1])):
            if stream is not ours and stream is not None:
                # What the test prints now, in a function that this side calls, goes there too.
                found[key] = peer.encode(stream)
        if self.records:
            records, self.records = self.records, []
            found["l"] = [
                [*plain, None if error is None else peer.encoder.encode_error(error), *map(peer.encode, extra)]
                for plain, error, extra in records
            ]
        if self.handlers:
            found["h"], self.handlers = self.handlers, []
        if self.levels:
            found["levels"], self.levels = self.levels, {}
        if self.environment:
            found["env"], self.environment = self.environment, {}
        if self.warnings:
            found["w"] = [[peer.encode(category), *rest] for category, *rest in self.warnings]
            self.warnings = []
        if self.tree is not None:
            changes = self.tree.changes(peer.encode)
            if changes:
                found["files"] = changes

    def take(self, extras: dict[str, Any], peer: SandboxPeer) -> None:
        """Follows what the test changed in its world."""
        if "files" in extras and self.tree is not None:
            self.tree.apply(extras["files"], peer.decoder.bytes)
        for name, value in extras.get("env", {}).items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
            self.environment.pop(name, None)
        if "decimals" in extras:
            context = decimal.getcontext()
            names = ("prec", "rounding", "Emin", "Emax", "capitals", "clamp")
            for name, value in zip(names, extras["decimals"], strict=True):
                setattr(context, name, value)
        if "depth" in extras:
            _set_depth(extras["depth"])
        if "cwd" in extras:
            _chdir(extras["cwd"])
        if "levels" in extras:
            self._set_levels(extras["levels"])

    def _set_levels(self, levels: dict[str, Any]) -> None:
        if levels["disable"] is not None:
            logging.disable(levels["disable"])
        for name, level in levels["loggers"].items():
            logging.getLogger(name or None).setLevel(level)
            self.levels.pop(name, None)

    def place_fifo(self, path: str, file: int) -> None:
        """Makes ``path`` lead to the very pipe that the test feeds: opening it opens that pipe."""
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if os.path.lexists(path):
            os.unlink(path)
        os.symlink(f"/proc/{os.getpid()}/fd/{file}", path)
        if self.tree is not None:
            self.tree.ignore(path)

    def threads_alive(self) -> int:
        """How many threads the candidate's code left running."""
        return sum(
            1
            for thread in threading.enumerate()
            if thread is not threading.main_thread() and not isinstance(thread, threading._DummyThread)
        )

    def children_alive(self) -> int:
        """How many child processes the candidate's code left behind."""
        try:
            _wait(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        except ChildProcessError:
            # The usual case: there is none, which one call tells.
            return 0
        found = 0
        try:
            for task in os.listdir("/proc/self/task"):
                with open(f"/proc/self/task/{task}/children") as file:
                    found += len(file.read().split())
        except OSError:
            return 0
        return found


def _watch_logging(world: World) -> None:
    def call_handlers(self: logging.Logger, record: logging.LogRecord) -> None:
        for handler in _handlers(self):
            # A handler of the test's is called on its own side.
            if (
                handler is not _placeholder
                and mirror_type.number_of(handler) is None
                and record.levelno >= handler.level
            ):
                handler.handle(record)
        chain = []
        current: logging.Logger | None = self
        while current is not None:
            chain.append(current.name if current.parent is not None else "")
            current = current.parent if current.propagate else None
        if len(world.records) < MAX_RECORDS:
            world.records.append(_describe(record, chain))

    # Under pytest the root logger has handlers already, so a candidate's `basicConfig` does nothing there: nor here.
    logging.getLogger().addHandler(_placeholder)
    logging.Logger.callHandlers = call_handlers  # type: ignore[method-assign]
    logging.Logger.addHandler = _watch_handlers(world, logging.Logger.addHandler, True)  # type: ignore[method-assign]
    logging.Logger.removeHandler = _watch_handlers(world, logging.Logger.removeHandler, False)  # type: ignore[method-assign]


def _watch_levels(world: World) -> None:
    set_level = logging.Logger.setLevel

    def watched(self: logging.Logger, level: Any) -> None:
        set_level(self, level)
        world.levels[self.name if self.parent is not None else ""] = self.level

    logging.Logger.setLevel = watched  # type: ignore[method-assign]


def _watch_handlers(world: World, original: Any, added: bool) -> Any:
    def watched(self: logging.Logger, hdlr: logging.Handler) -> None:
        number = mirror_type.number_of(hdlr)
        original(self, hdlr)
        if number is not None:
            # The test's own handler belongs to the test's logger of this name, where what is logged here is handled
            # too.
            world.handlers.append([self.name if self.parent is not None else "", added, number])

    return watched


_placeholder = logging.NullHandler()


def _watch_environment(world: World) -> None:
    set_item, delete_item = os._Environ.__setitem__, os._Environ.__delitem__

    def watched_set(self: Any, key: Any, value: Any) -> None:
        set_item(self, key, value)
        world.environment[key] = value

    def watched_delete(self: Any, key: Any) -> None:
        delete_item(self, key)
        world.environment[key] = None

    os._Environ.__setitem__ = watched_set  # type: ignore[method-assign]
    os._Environ.__delitem__ = watched_delete  # type: ignore[method-assign]


def _handlers(logger: logging.Logger) -> list[logging.Handler]:
    found: list[logging.Handler] = []
    current: logging.Logger | None = logger
    while current is not None:
        found.extend(current.handlers)
        current = current.parent if current.propagate else None
    return found


def _describe(record: logging.LogRecord, chain: list[str]) -> tuple[list[Any], BaseException | None, list[Any]]:
    try:
        message = record.getMessage()
    except Exception as wrong:
        message = f"{record.msg!r} could not be formatted with {record.args!r}: {wrong!r}"
    trouble, raised = None, None
    if record.exc_info and isinstance(record.exc_info, tuple) and isinstance(record.exc_info[1], BaseException):
        raised = record.exc_info[1]
        trouble = "".join(traceback.format_exception(*record.exc_info))
    extra = [part for key, value in record.__dict__.items() if key not in _STANDARD for part in (key, value)]
    plain = [
        chain, record.name, record.levelno, record.levelname, str(record.msg), message, _arguments(record),
        os.path.basename(record.pathname),
        record.lineno, record.funcName, record.created, record.threadName, trouble,
    ]  # fmt: skip
    return plain, raised, extra


def _arguments(record: logging.LogRecord) -> list[Any] | None:
    plain = (str, int, float, bool, type(None))
    if isinstance(record.args, tuple) and all(type(value) in plain for value in record.args):
        return list(record.args)
    return None


_STANDARD = frozenset(logging.LogRecord("", 0, "", 0, "", (), None).__dict__) | {"message", "asctime"}


def _watch_warnings(world: World) -> None:
    def show(message: warnings.WarningMessage) -> None:
        if len(world.warnings) < MAX_RECORDS:
            world.warnings.append(
                [message.category, str(message.message), os.path.basename(str(message.filename)), message.lineno]
            )

    # The examiner's filters decide; here everything is told.
    warnings.simplefilter("always")
    warnings._showwarnmsg_impl = show  # type: ignore[attr-defined]
