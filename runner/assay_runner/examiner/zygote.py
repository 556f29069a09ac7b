"""The fork server of one challenge: pytest configured and the tests compiled once, one fork per submission."""

from __future__ import annotations

import base64
import contextlib
import gc
import io
import linecache
import os
import signal
import socket
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from ..bridge.far import Far
from ..bridge.wire import Channel, Disconnected, Malformed, SharedChannel
from ..suites import configuration, subtests
from . import (
    authoring,
    callers,
    closeness,
    compiling,
    identities,
    importer,
    kinds,
    printing,
    properties,
    scripts,
    shared,
    standard,
    texts,
)
from .agreement import Context
from .implementations.items import OPTIONS, Implementations
from .last_words import LastWords, ends_folder
from .over import EdgeCaseOver
from .plugin import Plugin
from .program import ProgramPlugin
from .reference import Reference
from .remote import ExaminerPeer
from .run import OVER, Run
from .spare import Spare

#: The folder of a challenge's files that the candidate's code may read.
GIVEN = ".given"


class Zygote:
    """Runs in a process of its own, ``requests`` being its connection to the examiner's main process."""

    def __init__(
        self, requests: Channel, tests: Path, reference: Reference, scratch: Path, subject: str | None
    ) -> None:
        self.requests = requests
        self.tests = tests
        self.reference = reference
        self.modules = reference.modules
        self.scratch = scratch
        #: What the candidate writes tests for, where that is the task.
        self.subject = subject
        self.implementations: Implementations | None = None

    def serve_shared(self) -> None:
        """Serves a challenge whose tests run in the sandbox; never returns in a fork."""
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        request, files = self._next_request(configuration.left_out(None, self.tests))
        run = self._join(request, files)
        self._set_up(run, {"holds_tests": True})
        shared.Relay(run, self.modules, self.tests).serve()

    def serve(self) -> None:
        """Configures pytest and serves until the connection ends; never returns in a fork."""
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        os.chdir(self.tests)
        sys.path[:] = [entry for entry in sys.path if entry not in ("", os.getcwd())]
        compiling.share()
        closeness.watch()
        kinds.watch()
        printing.bound()
        standard.replace()
        os.environ["PYTEST_ADDOPTS"] = ""
        sys.modules["assay"] = authoring
        plugin = Plugin(self._wait)
        subtests.watch(plugin)
        plugins: list[Any] = [plugin, ProgramPlugin(), authoring.ReferencePlugin()]
        plugins.append(configuration.OptionsOfConftests(self.tests))
        arguments = configuration.arguments(self.tests)
        if self.subject is not None:
            self.implementations = Implementations(self.tests, self.subject, plugin)
            plugins.append(self.implementations)
            arguments += OPTIONS
        said = io.StringIO()
        with contextlib.redirect_stderr(said):
            status = pytest.main(arguments, plugins=plugins)
        self._say(["failed", *configuration.misconfigured(said.getvalue(), int(status), self.tests)])

    def _say(self, message: Any) -> None:
        try:
            self.requests.send(message)
        except Disconnected:
            os._exit(0)

    def _wait(self, session: pytest.Session) -> Run:
        """Called by pytest when it would collect. Returns only in a fork, with what that fork has to do."""
        sys.stderr = sys.__stderr__
        configuration.admit_conftests(session.config)
        if self.implementations is not None:
            self.implementations.warm()
        else:
            compiling.compile_all(self.tests, session.config)
            properties.warm(self.tests, self.reference.folder)
        request, files = self._next_request(configuration.left_out(session.config, self.tests))
        return self._become_run(session, request, files)

    def _next_request(self, left_out: list[str]) -> tuple[dict[str, Any], list[int]]:
        """The fork server's loop. Returns only in a fork: what is asked of it, and its connections. ``left_out`` is what of
        the suite's settings does not hold."""
        # What all forks have in common no collection of theirs goes through, which would copy it page by page.
        gc.collect()
        gc.freeze()
        self._say(["ready", left_out])
        spare: Spare | None = None
        while True:
            try:
                message, files = self.requests.receive_with_files()
            except (Disconnected, Malformed):
                os._exit(0)
            if spare is None or not spare.give(message[1], files):
                spare = Spare(self.requests.close)
                if spare.task is not None:
                    return spare.task
                spare.give(message[1], files)
            process = spare.process
            for file in files:
                os.close(file)
            self._say(["started", message[1]["run"], process])
            spare = Spare(self.requests.close)
            if spare.task is not None:
                return spare.task

    def _join(self, request: dict[str, Any], files: list[int]) -> Run:
        """Makes this fork the process of one run, in touch with its sandbox."""
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        bridge, control, events = (socket.socket(fileno=file) for file in files)
        last_words = self._leave_home(request["run"], (bridge, control, events))
        told = Channel(events)
        root = self.scratch / request["run"]
        names = {
            *self.modules,
            *(name.split("/")[0].removesuffix(".py") for name in request["files"] if name.endswith(".py")),
        }
        peer = ExaminerPeer(
            Channel(bridge), SharedChannel(control), {name for name in names if name.isidentifier()}, str(root)
        )
        Far.current = peer.far
        raw = {name: base64.b64decode(content) for name, content in request["files"].items()}
        peer.files = {name: content.decode("utf-8", "replace") for name, content in raw.items()}
        main = f"{self.modules[0]}/__main__.py"
        peer.main_file = main if main in peer.files else f"{self.modules[0]}.py"
        for name, source in peer.files.items():
            if name.endswith(".py"):
                path = peer.decoder.stand_in_file(name)
                linecache.cache[path] = (len(source), None, source.splitlines(True), path)
        peer.lends_implementation = self.implementations is not None
        peer.world.limit = request["output_bytes"]
        # A test's callback that is called back a thousand deep: the bridge takes a dozen frames for each.
        sys.setrecursionlimit(16_000)
        peer.world.start()
        run = Run(peer, self.tests, request, told.send, last_words)
        threading.Thread(target=peer.listen, daemon=True).start()
        sys.unraisablehook = _quiet_over
        threading.excepthook = lambda _arguments: None
        return run

    def _become_run(self, session: pytest.Session, request: dict[str, Any], files: list[int]) -> Run:
        run = self._join(request, files)
        peer = run.peer
        Context.current = Context(run, self.reference)
        properties.plant(Context.current.seed, run.seconds)
        importer.install(peer)
        scripts.install(peer)
        callers.install(peer)
        texts.install(peer, self.tests)
        identities.install(peer, self.tests)
        config = session.config
        config.args[:] = [str(self.tests / suite) for suite in request["suites"] if (self.tests / suite).is_dir()]
        factory = getattr(config, "_tmp_path_factory", None)
        if factory is not None:
            factory._given_basetemp = Path(peer.root) / "tmp" / "pytest"
            factory._basetemp = None
        given = self._set_up(run, {})
        # Only now: the sandbox has the same working directory since its setup.
        for name, content in given.items():
            place = Path(peer.world.tree.working) / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        return run

    def _set_up(self, run: Run, options: dict[str, Any]) -> dict[str, bytes]:
        """Hands over the candidate's files and what the challenge gives it; returns the latter."""
        peer = run.peer
        raw = {name: base64.b64decode(content) for name, content in run.request["files"].items()}
        options |= {"output_bytes": run.request["output_bytes"], "cpu": run.request["cpu"]}
        given = self._given()
        # Beside the candidate's files, too: code looks for its data there as often as in the working directory.
        written = {name: content.decode("latin-1") for name, content in {**given, **raw}.items()}
        try:
            stays = peer.ask("setup", [peer.root, written, options])
        except EdgeCaseOver as over:
            run.emit({"type": "over", "fault": {"kind": "sandbox_lost", "message": str(over), "location": None}})
            os._exit(OVER)
        if stays is True:
            with contextlib.suppress(OSError):
                os.sched_setaffinity(0, {options["cpu"]})
        return given

    def _given(self) -> dict[str, bytes]:
        """The challenge's files that the candidate's code may read."""
        folder = self.tests / GIVEN
        return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    def _leave_home(self, name: str, connections: tuple[socket.socket, ...]) -> LastWords:
        """Makes this fork a process of its own, whose end and whose greed concern nobody else."""
        with contextlib.suppress(OSError):
            # What it starts ends with it.
            os.setpgid(0, 0)
        with contextlib.suppress(OSError):
            # Where memory runs out, the kernel ends the run that took it, and not the examiner.
            Path("/proc/self/oom_score_adj").write_text("1000")
        # A test's ``os.system`` may write there without end.
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 2)
        os.close(null)

        def forget() -> None:
            for connection in connections:
                connection.close()

        # A process that a test forks has no part in the bridge, and must not keep it open.
        os.register_at_fork(after_in_child=forget)
        file = ends_folder(self.scratch) / name
        file.parent.mkdir(exist_ok=True)
        return LastWords(file, self.tests)


def _quiet_over(unraisable: Any) -> None:
    if not isinstance(unraisable.exc_value, EdgeCaseOver):
        sys.__unraisablehook__(unraisable)
