"""What the sandbox does beyond what both sides do: import, derive, patch, and everything else that the examiner needs of it."""

from __future__ import annotations

import importlib
import json
import os
import sys
import types
from typing import TYPE_CHECKING, Any

from ..bridge import cgroup
from ..bridge.mirror_type import MirrorType
from ..bridge.peer import Peer
from ..bridge.serving import Operations
from . import later, pickles, program, tests, texts

if TYPE_CHECKING:
    from .interpreter import SandboxPeer

# What the candidate may replace is taken before any of its code runs.
_import = importlib.import_module
_MISSING = object()


class SandboxOperations(Operations):
    """Whatever the examiner asks."""

    peer: SandboxPeer

    def __init__(self, peer: SandboxPeer) -> None:
        super().__init__(peer)
        #: Classes made here for those that a test derived.
        self._derived: dict[int, Any] = {}
        self.by_name |= {
            "derive": self.derive,
            "reduce": self.reduce,
            "restore": self.restore,
            "setup": self.setup,
            "import": self.import_module,
            "names": self.names,
            "attributes": self.attributes,
            "patch": self.patch,
            "unpatch": self.unpatch,
            "callers": self.callers,
            "evaluate": self.evaluate,
            "examples": self.examples,
            "type_hints": self.type_hints,
            "end_case": self.end_case,
            "parse": self.parse,
            "script": self.script,
            "run_here": self.run_here,
            "program": self.program,
            "run_tests": self.run_tests,
            "run_suite": self.run_suite,
        }

    def setup(self, root: str, files: dict[str, str], options: dict[str, Any]) -> Any:
        """Writes the candidate's files below ``root`` and makes the place that they expect."""
        submission = self.peer.root = os.path.join(root, "submission")
        for name, content in files.items():
            path = os.path.join(submission, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as file:
                file.write(content.encode("latin-1"))
        later.for_submission(files)
        self.peer.world.start(root, options)
        sys.path.insert(0, submission)
        sys.argv = [""]
        return _stay_on(options.get("cpu"))

    def import_module(self, name: str, again: bool) -> Any:
        """Imports a module of the candidate's; ``again`` when the test forgot or reloads it."""
        if again:
            sys.modules.pop(name, None)
        module = _import(name)
        return module, module.__doc__ if type(module.__doc__) is str else None

    def get(self, number: int, name: str) -> Any:
        module = self.lent.target(number)
        value = getattr(module, name)
        self.peer.taken.add(number, module, name, value)
        return value

    def names(self, number: int) -> Any:
        """The names that ``from module import *`` takes."""
        space = vars(self.lent.target(number))
        declared = space.get("__all__")
        names = declared if isinstance(declared, list | tuple) else [name for name in space if not name.startswith("_")]
        return [name for name in names if type(name) is str]

    def attributes(self, number: int) -> Any:
        """All names of a module."""
        return [name for name in vars(self.lent.target(number)) if type(name) is str]

    def parse(self, file: str) -> Any:
        """Raises the ``SyntaxError`` of a file of the candidate's, and runs nothing."""
        program.parse(os.path.join(self.peer.root, file))

    def program(self, file: str, arguments: list[str], stdin: str, check: bool) -> Any:
        """Runs a file of the candidate's as a script."""
        root = self.peer.root
        path = os.path.join(root, file)
        return program.run(root, path, arguments, stdin.encode("latin-1"), check, self.peer.world.outputs)

    def script(self, command: list[str], stdin: str, *options: Any) -> Any:
        """Runs a file of the candidate's as a process of its own."""
        return later.scripts().run(self.peer.root, command, stdin.encode("latin-1"), *options)

    def run_here(self, name: str, is_path: bool, run_name: str | None) -> Any:
        """Runs a file or module of the candidate's in this interpreter."""
        return later.scripts().run_here(name, is_path, run_name)

    def run_tests(self, file: str, subject: str, values: list[Any]) -> Any:
        """Runs the candidate's tests, which import ``subject``, and tells how each of them ends."""
        later.bring()
        lent, note = self.arguments(values)
        tests.run(self.peer.root, file, tests.SubjectModule(subject, lent), note)

    def run_suite(self, wanted: str, values: list[Any]) -> Any:
        """Runs the challenge's own tests here, where a challenge has them share the candidate's process."""
        later.bring()
        # Only such a challenge's image is sure to hold pytest.
        suite = _import("assay_runner.agent.suite")
        (note,) = self.arguments(values)
        suite.run(self.peer, json.loads(wanted), note)

    def patch(self, owner: str, name: str, values: list[Any] | None = None) -> Any:
        """Replaces or deletes an attribute of a standard module or class, as the test did on its side."""
        later.for_patch(owner.partition(":")[0])
        target = self._owner(owner)
        self.peer.pristine.setdefault((owner, name), vars(target).get(name, _MISSING))
        if values is None:
            delattr(target, name)
        else:
            setattr(target, name, self.arguments(values)[0])

    def unpatch(self, owner: str, name: str) -> Any:
        """Puts back what ``patch`` replaced."""
        target = self._owner(owner)
        original = self.peer.pristine.pop((owner, name), _MISSING)
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

    def evaluate(self, how: str, text: str, values: list[Any]) -> Any:
        """Runs a text of the candidate's."""
        return texts.evaluate(how, text, self.arguments(values)[0])

    def examples(self, number: int, verbose: bool, flags: int) -> Any:
        """Runs the examples in the docstrings of a module of the candidate's."""
        return texts.examples(self.lent.target(number), verbose, flags)

    def type_hints(self, number: int, extras: bool) -> Any:
        """The evaluated annotations of something of the candidate's."""
        return texts.type_hints(self.lent.target(number), extras)

    def callers(self) -> Any:
        """The candidate's frames in this thread, innermost first, in one list for each call of the test's that they are in."""
        groups: list[list[Any]] = []
        frame: types.FrameType | None = sys._getframe()
        while frame is not None:
            name = self.peer.encoder.source_name(frame.f_code.co_filename)
            if frame.f_code is Peer.ask.__code__:
                groups.append([])
            elif name is not None and groups:
                groups[-1].append([name, frame.f_code.co_name, frame.f_lineno])
            frame = frame.f_back
        return groups

    def end_case(self, proposals: list[list[int]], forgotten: list[int]) -> Any:
        """Whether threads or child processes of the candidate are still alive after an edge case; and what each side gives back.

        ``forgotten``: what the examiner has no more of that it lent.
        """
        peer = self.peer
        peer.end_case()
        unheld = peer.stand_ins.unheld(peer.shares.by_object)
        ended = {number for number, _, _ in unheld}.intersection(forgotten)
        peer.stand_ins.give_back(ended)
        left = [peer.world.threads_alive(), peer.world.children_alive()]
        return left, self.lent.agree(proposals), [one for one in unheld if one[0] not in ended]

    def reduce(self, number: int) -> Any:
        return pickles.write(self.lent.target(number), self._is_tests)

    def _is_tests(self, thing: Any) -> bool:
        is_stand_in = self.peer.stand_ins.is_registered(thing) or isinstance(thing, MirrorType)
        return is_stand_in or id(thing) in self._derived

    def restore(self, values: list[Any]) -> Any:
        return pickles.read(self.arguments(values)[0])

    def derive(
        self, name: str, module: str, qualified: str, values: list[Any], keywords: dict[str, Any] | None = None
    ) -> Any:
        """Makes a real subclass of the candidate's classes (or of none) out of the test's own."""
        bases, members = self.arguments(values)
        named = self.named_arguments(keywords)
        members |= {"__module__": module, "__qualname__": qualified}
        made = types.new_class(name, tuple(bases), named, lambda space: space.update(members))
        self._derived[id(made)] = made
        number = self.lent.lend(made)
        self.peer.encoder.classes.add_derived(self.peer.encoder, number, made, members)
        # A metaclass may have taken attributes out, a declared field for example: they are no attributes there either.
        return number, tuple(key for key in members if key not in made.__dict__)


def _stay_on(cpu: int | None) -> bool:
    """Has this process run on the CPU of the examiner's, which waits while it works: waking another CPU takes longer than a call."""
    if cpu is None or not cgroup.is_limited_to_one_core():
        return False
    try:
        os.sched_setaffinity(0, {cpu})
    except OSError:
        return False
    return True
