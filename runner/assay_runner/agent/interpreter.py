"""The process in which the candidate's code runs, driven by the examiner's messages."""

from __future__ import annotations

import _thread
import importlib
import io
import os
import pickle
import random
import resource
import signal
import socket
import sys
import traceback
import types
from typing import Any, NoReturn

from ..bridge import aio, errors, mirrors
from ..bridge.known import allowed_from_sandbox
from ..bridge.peer import Peer
from ..bridge.wire import Channel, Disconnected, Malformed
from . import program
from .world import World

# What the candidate may replace is taken before any of its code runs.
_exit = os._exit
_start_thread = _thread.start_new_thread
_import = importlib.import_module


class SandboxPeer(Peer):
    """The sandbox's end of the bridge. It trusts the examiner and does whatever it is asked."""

    first_share = 1
    side = "s"
    pins = True
    names_partials = False

    def __init__(self, main: Channel, control: Channel, outputs: tuple[int, int]) -> None:
        super().__init__()
        self.control = control
        self.use_channel(main)
        self.root = ""
        self.world = World(outputs)
        self.pristine: dict[tuple[str, str], Any] = {}
        self._answers: dict[int, _thread.LockType] = {}
        self._granted: dict[int, int] = {}
        self.handlers |= {
            "setup": self.do_setup,
            "import": self.do_import,
            "names": self.do_names,
            "patch": self.do_patch,
            "unpatch": self.do_unpatch,
            "end_case": self.do_end_case,
            "attributes": self.do_attributes,
            "parse": self.do_parse,
            "program": self.do_program,
        }

    # ---- threads -----------------------------------------------------------------------------------------------

    def listen(self) -> None:
        """Takes new channels for threads of the examiner, and files that it hands over."""
        while True:
            try:
                message, files = self.control.receive_with_files()
            except (Disconnected, Malformed):
                return
            if message[0] == "thread":
                _start_thread(self._serve_thread, (Channel(socket.socket(fileno=files[0])),))
            elif message[0] == "granted":
                self._granted[message[1]] = files[0]
                self._answers.pop(message[1]).release()
            elif message[0] == "fifo":
                self.world.place_fifo(message[2], files[0])
                self.control.send(["placed", message[1]])

    def _serve_thread(self, channel: Channel) -> None:
        self.use_channel(channel)
        self.serve_forever(channel)

    def open_channel(self) -> Channel:
        """A thread of the candidate calls back: the examiner opens a thread of its own for it."""
        number = _thread.get_ident()
        waiting = self._answers[number] = _thread.allocate_lock()
        waiting.acquire()
        self.control.send(["thread", number])
        waiting.acquire()
        return Channel(socket.socket(fileno=self._granted.pop(number)))

    def serve_forever(self, channel: Channel) -> None:
        try:
            while True:
                self.handle(channel, channel.receive())
                if self._local.__dict__.get("loop") is not None:
                    self.run_loop(channel, None)
        except Disconnected:
            return
        except Malformed as error:
            # Read by the examiner from the output of a dead interpreter: the bridge's own fault, or the candidate's
            # doing.
            os.write(2, f"the bridge failed: {error!r} from {error.__cause__!r}\n".encode())

    def session_broken(self, session: aio.Session, error: Exception) -> None:
        _exit(0)

    # ---- operations --------------------------------------------------------------------------------------------

    def do_setup(self, root: str, files: dict[str, str], options: dict[str, Any]) -> Any:
        """Writes the candidate's files below ``root`` and makes the place that they expect."""
        self.root = os.path.join(root, "submission")
        for name, content in files.items():
            path = os.path.join(self.root, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as file:
                file.write(content.encode("latin-1"))
        self.world.start(root, options)
        sys.path.insert(0, self.root)
        sys.argv = [""]

    def do_import(self, name: str, again: bool) -> Any:
        """Imports a module of the candidate's; ``again`` when the test forgot or reloads it."""
        if again:
            sys.modules.pop(name, None)
        module = _import(name)
        return module, module.__doc__ if type(module.__doc__) is str else None

    def do_names(self, number: int) -> Any:
        """The names that ``from module import *`` takes."""
        space = vars(self.target(number))
        declared = space.get("__all__")
        names = declared if isinstance(declared, list | tuple) else [name for name in space if not name.startswith("_")]
        return [name for name in names if type(name) is str]

    def do_attributes(self, number: int) -> Any:
        """All names of a module."""
        return [name for name in vars(self.target(number)) if type(name) is str]

    def do_parse(self, file: str) -> Any:
        """Raises the ``SyntaxError`` of a file of the candidate's, and runs nothing."""
        program.parse(os.path.join(self.root, file))

    def do_program(self, file: str, arguments: list[str], stdin: str, check: bool) -> Any:
        """Runs a file of the candidate's as a script."""
        path = os.path.join(self.root, file)
        return program.run(self.root, path, arguments, stdin.encode("latin-1"), check, self.world.outputs)

    def do_patch(self, owner: str, name: str, values: list[Any] | None = None) -> Any:
        """Replaces or deletes an attribute of a standard module or class, as the test did on its side."""
        target = self._owner(owner)
        self.pristine.setdefault((owner, name), vars(target).get(name, _MISSING))
        if values is None:
            delattr(target, name)
        else:
            setattr(target, name, self.arguments(values)[0])

    def do_unpatch(self, owner: str, name: str) -> Any:
        """Puts back what ``do_patch`` replaced."""
        target = self._owner(owner)
        original = self.pristine.pop((owner, name), _MISSING)
        if original is not _MISSING:
            setattr(target, name, original)
        elif name in vars(target):
            delattr(target, name)

    def _owner(self, owner: str) -> Any:
        module, _, qualified = owner.partition(":")
        found: Any = sys.modules.get(module) or _import(module)
        for part in qualified.split(".") if qualified else ():
            found = getattr(found, part)
        return found

    def _encode_named(self, value: Any) -> Any:
        named = super()._encode_named(value)
        if named is None or isinstance(value, type) or allowed_from_sandbox(named[1], named[2]):
            return named
        # The examiner would not take the name of a function that acts: it is called here, by reference.
        return None

    def resolve_name(self, module: str, qualified: str) -> Any:
        patched = self.pristine.get((module, qualified))
        return patched if patched is not None else super().resolve_name(module, qualified)

    def do_end_case(self) -> Any:
        """Whether threads or child processes of the candidate are still alive after an edge case."""
        self.pinned.clear()
        return [self.world.threads_alive(), self.world.children_alive()]

    def do_restore(self, values: list[Any]) -> Any:
        return pickle.loads(self.arguments(values)[0])

    def do_derive(
        self, name: str, module: str, qualified: str, values: list[Any], keywords: dict[str, Any] | None = None
    ) -> Any:
        """Makes a real subclass of the candidate's classes (or of none) out of the test's own."""
        decoded = self.arguments(values)
        bases, members = decoded[0], decoded[1]
        named = {key: self.decode(value) for key, value in (keywords or {}).items()}
        members |= {"__module__": module, "__qualname__": qualified}
        made = types.new_class(name, tuple(bases), named, lambda space: space.update(members))
        # A metaclass may have taken attributes out, a declared field for example: they are no attributes there either.
        return self.lend(made), tuple(key for key in members if key not in made.__dict__)

    def module_stand_in(self, number: int, name: str) -> Any:
        return _import(name)

    # ---- faces -------------------------------------------------------------------------------------------------

    def source_name(self, filename: str) -> str | None:
        return os.path.relpath(filename, self.root) if self.root and filename.startswith(self.root + os.sep) else None

    def frames_of(self, error: BaseException) -> list[Any]:
        return errors.frames(error, self.source_name)

    # ---- the world ---------------------------------------------------------------------------------------------

    def world_out(self, found: dict[str, Any]) -> None:
        self.world.out(found, self)

    def world_in(self, extras: dict[str, Any]) -> None:
        if "seed" in extras:
            random.seed(*[self.decode(value) for value in extras["seed"]])
        self.world.take(extras)

    def broken(self, error: Exception) -> NoReturn:
        # Without an examiner there is nobody left to run for.
        _exit(0)


_MISSING = object()


def main(main_file: int, control_file: int, outputs: tuple[int, int]) -> NoReturn:
    """Becomes the candidate's interpreter: never returns."""
    try:
        _run(main_file, control_file, outputs)
    except BaseException:
        os.write(2, traceback.format_exc().encode())
    finally:
        _exit(0)


def _stream(file: int, errors: str) -> io.TextIOWrapper:
    """A standard stream without a buffer, as with ``python -u``: what is printed is there when the call returns."""
    raw: Any = io.FileIO(file, "w", closefd=False)
    return io.TextIOWrapper(raw, "utf-8", errors, write_through=True)


def _run(main_file: int, control_file: int, outputs: tuple[int, int]) -> None:
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(outputs[0], 1)
    os.dup2(outputs[1], 2)
    sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, closefd=False)), encoding="utf-8")
    sys.stdout, sys.stderr = _stream(1, "strict"), _stream(2, "backslashreplace")
    sys.__stdout__, sys.__stderr__, sys.__stdin__ = sys.stdout, sys.stderr, sys.stdin  # type: ignore[misc]
    for name in list(os.environ):
        if name not in ("PATH", "HOME", "LANG"):
            del os.environ[name]
    signal.signal(signal.SIGINT, signal.default_int_handler)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        # When memory runs out the kernel shall end this process and not the agent, which has to tell of it.
        with open("/proc/self/oom_score_adj", "w") as file:
            file.write("1000")
    except OSError:
        pass
    main = Channel(socket.socket(fileno=main_file))
    peer = SandboxPeer(main, Channel(socket.socket(fileno=control_file)), outputs)
    Peer.current = peer
    mirrors.Mirror.__module__ = "builtins"
    sys.modules["__main__"] = types.ModuleType("__main__")
    sys.modules["__main__"].__dict__["__builtins__"] = __builtins__
    _start_thread(peer.listen, ())
    peer.serve_forever(main)
