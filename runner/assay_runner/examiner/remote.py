"""The examiner's end of the bridge: the candidate's code as the tests see it, and nothing that it could gain by lying."""

from __future__ import annotations

import functools
import os
import socket
import sys
import threading
import types
import unittest
from typing import Any, NoReturn

import _pytest.outcomes

from ..bridge import aio, mirrors
from ..bridge.known import allowed_from_sandbox
from ..bridge.peer import Peer
from ..bridge.wire import Channel, Disconnected, Malformed
from . import policy
from .importer import CandidateModule
from .world import World

#: Crossings that one edge case may take, and threads that a sandbox may open here.
MAX_CROSSINGS = 2_000_000
MAX_THREADS = 64
_TEXT_LIMIT = 20_000
#: What a class statement leaves in a namespace for the class made of it, not for the like of it over there.
_NOT_DERIVED = frozenset({"__module__", "__qualname__", "__doc__", "__dict__", "__weakref__"})


class EdgeCaseOver(BaseException):
    """Ends the running edge case. What a test catches does not matter: the fault is on record already."""


class Fault:
    """Why the running edge case cannot go on, recorded where no test can catch it."""

    def __init__(self, outcome: str, message: str) -> None:
        self.outcome = outcome
        self.message = message


class ExaminerPeer(Peer):
    """The trusted end of the bridge."""

    first_share = 2
    side = "e"

    def __init__(self, main: Channel, control: Channel, names: set[str], root: str) -> None:
        super().__init__()
        self.main = main
        self.control = control
        self.use_channel(main)
        self.candidate_names = names
        self.files: dict[str, str] = {}
        #: What runs when the candidate's code is a program.
        self.main_file = ""
        self.modules: dict[str, CandidateModule] = {}
        self.imported: set[str] = set()
        #: Callables that tests took from the candidate's modules, builtins under another name among them.
        self.handed_out: dict[int, Any] = {}
        self.root = root
        self.fault: Fault | None = None
        self.crossings = 0
        #: Assertions of the test that failed inside a callback: (message), for the case that the candidate swallows
        #: them.
        self.swallowed: list[str] = []
        self.far_raised: dict[int, BaseException] = {}
        #: Attributes that the sandbox itself set on lent objects, and classes that a test handed over as values.
        self.given: dict[int, set[str]] = {}
        self.handed_over: dict[int, Any] = {}
        self.world = World(self, root)
        self._threads = 0
        self._placed: dict[int, threading.Event] = {}
        self.handlers = {
            name: self.handlers[name]
            for name in ("call", "get", "set", "del", "dunder", "step", "instance", "copy", "lend")
        }

    # ---- edge cases --------------------------------------------------------------------------------------------

    def begin_case(self, number: int) -> None:
        self.scope = number
        self.crossings = 0
        self.swallowed = []

    def end_case(self) -> list[int]:
        """Takes back what the edge case lent; tells how many threads and processes the candidate left behind."""
        self.end_scope(self.scope)
        self.scope = 0
        left: list[int] = self.ask("end_case", [])
        return left

    # ---- asking ------------------------------------------------------------------------------------------------

    def ask(self, operation: str, raw: list[Any], values: Any = (), keywords: dict[str, Any] | None = None) -> Any:
        if self.fault is not None:
            raise EdgeCaseOver(self.fault.message)
        self.crossings += 1
        if self.crossings > MAX_CROSSINGS:
            self.stop("error", f"the code crossed the bridge more than {MAX_CROSSINGS} times in one edge case")
        return super().ask(operation, raw, values, keywords)

    def stop(self, outcome: str, message: str) -> NoReturn:
        """Records a fault and ends the running edge case."""
        if self.fault is None:
            self.fault = Fault(outcome, message)
        raise EdgeCaseOver(message)

    def broken(self, error: Exception) -> Any:
        if isinstance(error, Malformed):
            self.stop("error", f"what the code answered could not be accepted: {error}")
        self.stop("died", "the code ended its own interpreter")

    def check_alive(self) -> None:
        if self.fault is not None:
            raise EdgeCaseOver(self.fault.message)

    def session_broken(self, session: aio.Session, error: Exception) -> None:
        if self.fault is None:
            died = not isinstance(error, Malformed)
            self.fault = Fault("died", "the code ended its own interpreter") if died else Fault("error", str(error))
        for pair in session.pairs.values():
            if pair.waiter is not None and not pair.waiter.done():
                pair.waiter.set_result(None)

    def raise_far(self, error: BaseException) -> NoReturn:
        self.far_raised[id(error)] = error
        raise error

    def came_from_far(self, error: BaseException | None) -> bool:
        """Whether the candidate's code raised this exception (and the test did not)."""
        return error is not None and self.far_raised.get(id(error)) is error and id(error) in self.traces

    def step_far(self, number: int, how: str, value: Any) -> Any:
        if how == "close" and self.fault is not None:
            return True, None
        return super().step_far(number, how, value)

    # ---- threads -----------------------------------------------------------------------------------------------

    def open_channel(self) -> Channel:
        if self.fault is not None:
            raise EdgeCaseOver(self.fault.message)
        here, there = socket.socketpair()
        self.control.send(["thread", 0], [there.fileno()])
        there.close()
        return Channel(here)

    def listen(self) -> None:
        """Opens threads for threads of the candidate that call back, and hears that a pipe was placed."""
        while True:
            try:
                message = self.control.receive()
            except (Disconnected, Malformed):
                return
            if type(message) is not list or not message:
                return
            if message[0] == "placed":
                event = self._placed.pop(message[1], None)
                if event is not None:
                    event.set()
            elif message[0] == "thread" and type(message[1]) is int and self._threads < MAX_THREADS:
                self._threads += 1
                here, there = socket.socketpair()
                threading.Thread(target=self._serve_thread, args=(Channel(here),), daemon=True).start()
                self.control.send(["granted", message[1]], [there.fileno()])
                there.close()
            else:
                return

    def _serve_thread(self, channel: Channel) -> None:
        self.use_channel(channel)
        try:
            while True:
                self.handle(channel, channel.receive())
        except (Disconnected, Malformed, EdgeCaseOver):
            channel.close()
        finally:
            self._threads -= 1

    def hand_over_fifo(self, path: str) -> None:
        """Gives the sandbox the very pipe at ``path``, under the same path."""
        file = os.open(path, os.O_PATH | os.O_NOFOLLOW)
        number = len(self._placed) + id(path)
        event = self._placed[number] = threading.Event()
        try:
            self.control.send(["fifo", number, path], [file])
            event.wait(5)
        finally:
            os.close(file)

    # ---- answering: the policy ---------------------------------------------------------------------------------

    def serve(self, channel: Channel, message: list[Any]) -> None:
        if self.fault is not None:
            raise EdgeCaseOver(self.fault.message)
        try:
            super().serve(channel, message)
        except (TypeError, ValueError, KeyError, IndexError, AttributeError) as error:
            raise Malformed(f"a request could not be read: {error}") from error

    def target(self, number: int) -> Any:
        lent = self.lent.get(number)
        if lent is None:
            raise ReferenceError("the edge case that lent this object is over")
        return lent.thing

    def do_get(self, number: int, name: str) -> Any:
        target = self.target(number)
        if name == "__dict__" and policy.has_open_attributes(target):
            return {
                key: value for key, value in vars(target).items() if not key.startswith("_") and policy.may_cross(value)
            }
        if type(name) is str and name in self.given.get(number, ()):
            return getattr(target, name)
        if type(name) is not str or not policy.readable(target, name):
            raise policy.Refused(f"{type(target).__name__!r} object has no attribute {str(name)[:100]!r}")
        value = getattr(target, name)
        if not policy.may_cross(value):
            raise policy.Refused(f"{type(target).__name__!r} object has no attribute {name!r}")
        return value

    def do_set(self, number: int, name: str, values: list[Any]) -> Any:
        target = self.target(number)
        given = self.given.setdefault(number, set())
        if type(name) is not str or not (
            name in given or policy.writable(target, name, self.handed_over.get(id(target)) is target)
        ):
            raise policy.Refused(
                f"attribute {str(name)[:100]!r} of {type(target).__name__!r} objects cannot be replaced here"
            )
        given.add(name)
        setattr(target, name, self.arguments(values)[0])

    def do_delete(self, number: int, name: str) -> Any:
        if type(name) is str and name in self.given.get(number, ()):
            delattr(self.target(number), name)
            self.given[number].discard(name)
            return
        raise policy.Refused(f"attribute {str(name)[:100]!r} cannot be deleted here")

    def do_dunder(self, number: int, name: str, values: list[Any] | None = None) -> Any:
        target = self.target(number)
        if type(name) is not str or not policy.performable(target, name):
            raise TypeError(f"{type(target).__name__!r} object does not support {str(name)[:100]}")
        if name == "__dir__":
            return [found for found in dir(target) if not found.startswith("_")]
        return super().do_dunder(number, name, values)

    def do_step(self, number: int, how: str, values: list[Any] | None = None) -> Any:
        if how == "close" and number not in self.lent:
            return True, None
        if not isinstance(self.target(number), types.GeneratorType) or how not in ("send", "throw", "close"):
            raise Malformed("not a step of a generator")
        return super().do_step(number, how, values)

    def do_lend(self, values: list[Any]) -> Any:
        raise Malformed("only the examiner asks for numbers")

    async def local_awaitable(self, number: int, method: str | None, values: list[Any]) -> Any:
        target = self.target(number)
        if method is not None and not (policy.readable(target, method) or policy.performable(target, method)):
            raise policy.Refused(f"{type(target).__name__!r} object has no attribute {method!r}")
        return await super().local_awaitable(number, method, values)

    def refine(self, error: BaseException) -> BaseException:
        if isinstance(error, EdgeCaseOver):
            raise error
        if _is_verdict(error) and not self.came_from_far(error):
            self.swallowed.append(f"{type(error).__name__}: {error}"[:_TEXT_LIMIT])
        return error

    def encode_error(self, value: BaseException, depth: int = 0) -> Any:
        if _is_verdict(value) and mirrors.number_of(value) is None and id(value) not in self.numbers:
            # A test's own failure never crosses with its message or its frames.
            return ["e", self.lend(value), [["g", "builtins", "AssertionError"], [], [], [], None, None, False, []]]
        return super().encode_error(value, depth)

    def encode_reference(self, value: Any) -> Any:
        if isinstance(value, type) and not self._keeping:
            self.handed_over[id(value)] = value
        return super().encode_reference(value)

    def encode_object(self, kind: Any, value: Any) -> Any:
        if not policy.may_cross(value):
            raise TypeError(f"a {kind.__name__} does not cross the bridge")
        return super().encode_object(kind, value)

    def visible_names(self, kind: type) -> list[str]:
        if issubclass(kind, unittest.TestCase):
            return []
        return [
            name
            for name in super().visible_names(kind)
            if not name.startswith("_") or name in policy.SPECIAL or name == "__init__"
        ]

    def resolve_name(self, module: str, qualified: str) -> Any:
        if type(module) is not str or type(qualified) is not str or not allowed_from_sandbox(module, qualified):
            return _placeholder(str(module)[:100], str(qualified)[:100])
        found = super().resolve_name(module, qualified)
        return found if found is not None else _placeholder(module[:100], qualified[:100])

    def decode_kind(self, coded: list[Any]) -> Any:
        if type(coded) is list and len(coded) == 3 and coded[0] == "g":
            # A stand-in's class and bases are never called, so a class that acts may be one.
            found = super().resolve_name(coded[1], coded[2]) if type(coded[1]) is type(coded[2]) is str else None
            if isinstance(found, type):
                return found
        return self.decode(coded)

    def _decode_own_attribute(self, coded: list[Any]) -> Any:
        # Only what a described class showed: else a callback that returns its argument would hand out anything private.
        target = self.target(coded[1])
        if not isinstance(target, type) or coded[2] not in self.visible_names(target):
            raise Malformed("an attribute that was not told of")
        return super()._decode_own_attribute(coded)

    def _decode_partial(self, coded: list[Any]) -> Any:
        raise Malformed("a partial is called by reference")

    def _decode_method(self, coded: list[Any]) -> Any:
        made = super()._decode_method(coded)
        if isinstance(made, functools.partial) or isinstance(made.__func__, type):
            raise Malformed("a method of what is no function")
        return made

    def may_claim(self, kind: type) -> bool:
        return kind.__module__ in (
            "_io",
            "io",
            "builtins",
            "itertools",
            "re",
            "functools",
            "_thread",
            "threading",
            "_collections_abc",
            "queue",
            "sqlite3",
            "collections",
        ) and (kind not in (int, float, complex, str, bytes, bool, tuple, list, dict, set, frozenset, type, object))

    # ---- the candidate's modules and classes -------------------------------------------------------------------

    def import_far(self, name: str, again: bool) -> int:
        self.imported.add(name)
        module, doc = self.ask("import", [name, again])
        types.ModuleType.__setattr__(module, "__doc__", doc)
        return int(module._assay_number)

    def module_stand_in(self, number: int, name: str) -> Any:
        known = self.modules.get(name)
        if known is None and name.partition(".")[0] in self.candidate_names:
            known = self.modules[name] = CandidateModule(name, self)
        if known is not None:
            types.ModuleType.__setattr__(known, "_assay_number", number)
            return known
        if name.partition(".")[0] in sys.stdlib_module_names and name in sys.modules:
            return sys.modules[name]
        other = CandidateModule(name[:200], self)
        types.ModuleType.__setattr__(other, "_assay_number", number)
        return other

    def encode_module(self, value: types.ModuleType) -> Any:
        if isinstance(value, CandidateModule):
            return ["o", value._assay_number]
        if value.__name__.partition(".")[0] in sys.stdlib_module_names:
            return ["M", 0, value.__name__]
        raise TypeError(f"the module {value.__name__} is not lent to the candidate's code")

    def derive_far(
        self, made: Any, name: str, bases: tuple[type, ...], members: dict[str, Any], keywords: dict[str, Any]
    ) -> None:
        for base in bases:
            self._twin(base)
        number, removed = self._derive(made, name, bases, members, keywords)
        type.__setattr__(made, "_assay_class", number)
        for gone in removed:
            if gone in type.__dict__["__dict__"].__get__(made):
                type.__delattr__(made, gone)

    def _derive(
        self, made: Any, name: str, bases: tuple[type, ...], members: dict[str, Any], keywords: dict[str, Any]
    ) -> tuple[int, tuple[str, ...]]:
        members = {key: value for key, value in members.items() if key not in _NOT_DERIVED}
        if isinstance(made.__doc__, str):
            members["__doc__"] = made.__doc__
        names = [name, made.__module__, made.__qualname__]
        number, removed = self.ask("derive", names, (list(bases), members), keywords or None)
        self.register_class(number, made)
        return number, removed

    def _twin(self, base: Any) -> None:
        """Makes the like of a test's own mixin over there, so that it can stand among the candidate's classes in a class's order."""
        if isinstance(base, mirrors.MirrorType | mirrors.EnumMirrorType) or self._encode_named(base) is not None:
            return
        known = self.numbers.get(id(base))
        if known is not None and known[1] is base:
            return
        for above in base.__bases__:
            self._twin(above)
        self._derive(base, base.__name__, base.__bases__, dict(base.__dict__), {})

    # ---- faces -------------------------------------------------------------------------------------------------

    def stand_in_file(self, name: Any) -> str:
        return (
            os.path.join(self.root, "submission", name)
            if type(name) is str and name in self.files
            else "<the candidate's code>"
        )

    # ---- the world ---------------------------------------------------------------------------------------------

    def world_out(self, found: dict[str, Any]) -> None:
        self.world.out(found)

    def world_in(self, extras: dict[str, Any]) -> None:
        self.world.take(extras)


def _is_verdict(error: BaseException) -> bool:
    """Whether an exception is a test's way to fail, skip or end."""
    return isinstance(error, AssertionError | unittest.SkipTest | _pytest.outcomes.OutcomeException | EdgeCaseOver)


_placeholders: dict[tuple[str, str], Any] = {}


def _placeholder(module: str, qualified: str) -> Any:
    """A class or function of the sandbox's that may not be named: a class without any power that only shows its name."""
    key = (module, qualified)
    if key not in _placeholders and len(_placeholders) < 10_000:
        _placeholders[key] = type(qualified.rpartition(".")[2] or "object", (), {"__module__": module})
    return _placeholders.get(key, object)


__all__ = ["EdgeCaseOver", "ExaminerPeer", "Fault"]
