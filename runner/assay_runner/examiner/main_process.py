"""The examiner's main process: requests in on stdin, events out on stdout, one JSON object a line; sandboxes on a Unix socket.

It runs neither tests nor anything of a sandbox's. It forks one fork server per challenge, hands each run the
sandbox's connection, watches
every deadline from outside and starts a run again where an edge case took its process or its interpreter along.
"""

from __future__ import annotations

import base64
import collections
import contextlib
import json
import os
import select
import selectors
import shutil
import signal
import socket
import struct
import sys
import time
from pathlib import Path
from typing import Any

from ..bridge import libraries
from ..bridge.wire import Channel, Disconnected, Malformed
from . import compiling, last_words, mutation, usage
from .reference import Reference
from .run import GRACE_SECONDS
from .zygote import Zygote

_SANDBOX_GONE = {"kind": "sandbox_lost", "message": "the sandbox is gone", "location": None}


class Sandbox:
    """A connected sandbox: its agent, and the interpreter that waits in it."""

    def __init__(self, uid: int, agent: Channel) -> None:
        self.uid = uid
        self.agent = agent
        self.interpreter: tuple[socket.socket, socket.socket] | None = None
        self.kills = 0
        self.run: ActiveRun | None = None
        #: Whose it is: nobody's yet, one submission's, or an author's.
        self.owner: str | None = None

    def spawn(self) -> None:
        """Has the agent fork a fresh interpreter. Raises ``Disconnected`` when the sandbox is gone."""
        main, main_there = socket.socketpair()
        control, control_there = socket.socketpair()
        try:
            self.agent.sock.settimeout(20)
            self.agent.send(["spawn"], [main_there.fileno(), control_there.fileno()])
            answer = self.agent.receive()
            if type(answer) is not list or answer[:1] != ["spawned"]:
                raise Malformed("the agent does not speak the protocol")
        except (Malformed, TimeoutError) as error:
            raise Disconnected(str(error)) from None
        finally:
            main_there.close()
            control_there.close()
        self.interpreter = (main, control)

    def end(self, positions: list[int], clear: bool = False) -> tuple[list[int], bool, list[str]]:
        """Ends everything in the sandbox but its agent: exit statuses, whether memory ran out, the last output."""
        self.close_interpreter()
        self.agent.send(["end", *positions, clear])
        try:
            answer = self.agent.receive()
            _, statuses, kills, output = answer
            out = kills > self.kills
            self.kills = kills
            return [status for status in statuses if type(status) is int], out, [str(text) for text in output]
        except (Malformed, TypeError, ValueError) as error:
            raise Disconnected(str(error)) from None

    def close_interpreter(self) -> None:
        if self.interpreter is not None:
            for sock in self.interpreter:
                sock.close()
            self.interpreter = None

    def close(self) -> None:
        self.close_interpreter()
        self.agent.close()


class Challenge:
    """A loaded challenge and its fork server."""

    def __init__(self, key: str, folder: Path, channel: Channel, process: int) -> None:
        self.key = key
        self.folder = folder
        self.channel = channel
        self.process = process
        self.ready = False
        #: Whether nothing may be left of an edge case when the next one begins: what the candidate's tests learnt of
        #: one implementation must not serve them with another.
        self.keeps_apart = False
        #: What of the suite's settings does not hold.
        self.left_out: list[str] = []
        self.error: str | None = None
        self.location: dict[str, Any] | None = None
        self.waiting: list[ActiveRun] = []


class ActiveRun:
    """One submission being examined."""

    def __init__(self, request: dict[str, Any], challenge: Challenge, sandbox: Sandbox) -> None:
        self.request = request
        self.name: str = request["run"]
        self.challenge = challenge
        self.sandbox = sandbox
        self.events: Channel | None = None
        self.process: int | None = None
        self.case: str | None = None
        #: Subtests of the running edge case that have begun and not ended.
        self.subtests: list[str] = []
        self.deadline: float | None = None
        self.killed = False
        self.collected = False
        self.fault: dict[str, Any] | None = None
        self.finished = False
        #: What its last process spent, where that came to its end.
        self.effort: dict[str, Any] = {}
        self.held: dict[str, Any] | None = None
        self.rounds = 0
        self.total = 0
        self.cpu = -1

    @property
    def round(self) -> str:
        """The name of the process that is at it: another one each time that an edge case took its process along."""
        return f"{self.name}.{self.rounds}" if self.rounds > 1 else self.name


class Examiner:
    """The main process's loop."""

    def __init__(self, listener: socket.socket, scratch: Path) -> None:
        self.scratch = scratch
        self.selector = selectors.DefaultSelector()
        self.expected: set[int] = set()
        self.sandboxes: dict[int, Sandbox] = {}
        self.challenges: dict[str, Challenge] = {}
        self.runs: dict[str, ActiveRun] = {}
        self.questions = usage.Questions(self.selector)
        self.output = os.fdopen(os.dup(1), "wb", buffering=0)
        self.input = bytearray()
        self.listener = listener

    def emit(self, event: dict[str, Any]) -> None:
        data = json.dumps(event, separators=(",", ":")).encode() + b"\n"
        view = memoryview(data)
        try:
            while view:
                view = view[self.output.write(view) :]
        except OSError:
            # Nobody listens any more: the server is gone.
            self._leave()

    def serve(self) -> None:
        """Runs until stdin ends."""
        self.selector.register(0, selectors.EVENT_READ, self._requests)
        self.selector.register(self.listener, selectors.EVENT_READ, self._accept)
        while True:
            for key, _ in self.selector.select(self._patience()):
                # An earlier event of the same batch may have closed this one, and its number may have a new owner.
                if self.selector.get_map().get(key.fd) is key:
                    key.data()
            self._watch()

    def _patience(self) -> float | None:
        waits = [run.deadline for run in self.runs.values()] + [self.questions.deadline()]
        deadlines = [deadline for deadline in waits if deadline is not None]
        return max(min(deadlines) - time.monotonic(), 0) if deadlines else None

    # ---- requests ----------------------------------------------------------------------------------------------

    def _requests(self) -> None:
        data = os.read(0, 1 << 20)
        if not data:
            self._leave()
        self.input += data
        while (end := self.input.find(b"\n")) >= 0:
            line = bytes(self.input[:end])
            del self.input[: end + 1]
            if line.strip():
                self._request(json.loads(line))

    def _leave(self) -> None:
        for challenge in self.challenges.values():
            with contextlib.suppress(ProcessLookupError):
                os.kill(challenge.process, signal.SIGKILL)
        for run in self.runs.values():
            if run.process is not None:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(run.process, signal.SIGKILL)
        for sandbox in self.sandboxes.values():
            sandbox.close()
        os._exit(0)

    def _request(self, request: dict[str, Any]) -> None:
        kind = request["type"]
        if kind == "load_challenge":
            self._load(request)
        elif kind == "run":
            self._run(request)
        elif kind == "make_mutants":
            mutation.make(request, self.selector, self.emit)
        elif kind == "cancel":
            self._cancel(request["run"])
        elif kind == "expect_sandbox":
            self.expected.add(request["sandbox"])
        elif kind == "forget_challenge":
            self._forget(request["challenge"])
        elif kind == "forget_sandbox":
            self.expected.discard(request["sandbox"])
            sandbox = self.sandboxes.pop(request["sandbox"], None)
            if sandbox is not None:
                self.questions.give_up(sandbox.agent)
                self._unwatch(sandbox)
                sandbox.close()
        else:
            print(f"an unknown request: {kind}", file=sys.stderr)

    # ---- sandboxes ---------------------------------------------------------------------------------------------

    def _accept(self) -> None:
        connection, _ = self.listener.accept()
        credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
        _, uid, _ = struct.unpack("3i", credentials)
        while uid not in self.expected and select.select([0], [], [], 0)[0]:
            # It may have been announced behind something large.
            self._requests()
        if uid not in self.expected or uid in self.sandboxes:
            # Not announced, or its one connection is made already: whoever this is, it is the candidate's code.
            connection.close()
            return
        self.expected.discard(uid)
        sandbox = Sandbox(uid, Channel(connection))
        try:
            sandbox.spawn()
        except Disconnected as error:
            print(f"sandbox {uid} was lost while it started: {error}", file=sys.stderr)
            sandbox.close()
            return
        self.sandboxes[uid] = sandbox
        self.selector.register(connection, selectors.EVENT_READ, lambda: self._idle_sandbox(sandbox))
        self.emit({"type": "sandbox_ready", "sandbox": uid})

    def _unwatch(self, sandbox: Sandbox) -> None:
        with contextlib.suppress(KeyError, ValueError):
            self.selector.unregister(sandbox.agent.sock)

    def _idle_sandbox(self, sandbox: Sandbox) -> None:
        """An agent says nothing unasked: its connection has ended, or it is the candidate's now."""
        self._unwatch(sandbox)
        if self.sandboxes.get(sandbox.uid) is sandbox and sandbox.run is None:
            del self.sandboxes[sandbox.uid]
            sandbox.close()
            self.emit({"type": "sandbox_lost", "sandbox": sandbox.uid})

    # ---- challenges --------------------------------------------------------------------------------------------

    def _load(self, request: dict[str, Any]) -> None:
        key = request["challenge"]
        known = self.challenges.get(key)
        if known is not None:
            if known.ready or known.error:
                self._loaded(known)
            return
        folder = self.scratch / "challenges" / key
        reference = self.scratch / "references" / key
        _lay_out(folder, request["files"])
        _lay_out(reference, request.get("reference", {}))
        here, there = socket.socketpair()
        process = os.fork()
        if process == 0:
            self._become_zygote(there, folder, Reference(reference, request["modules"]), request)
        there.close()
        challenge = self.challenges[key] = Challenge(key, folder, Channel(here), process)
        challenge.keeps_apart = request.get("subject") is not None
        self.selector.register(here, selectors.EVENT_READ, lambda: self._zygote(challenge))

    def _forget(self, key: str) -> None:
        """Ends the fork server of a challenge that nothing uses."""
        challenge = self.challenges.get(key)
        if challenge is None or challenge.waiting or any(run.challenge is challenge for run in self.runs.values()):
            return
        del self.challenges[key]
        self.selector.unregister(challenge.channel.sock)
        challenge.channel.close()
        with contextlib.suppress(ProcessLookupError, ChildProcessError):
            os.kill(challenge.process, signal.SIGKILL)
            os.waitpid(challenge.process, 0)
        for kept in ("challenges", "references"):
            shutil.rmtree(self.scratch / kept / key, ignore_errors=True)

    def _become_zygote(self, there: socket.socket, folder: Path, reference: Reference, request: dict[str, Any]) -> None:
        try:
            self.selector.close()
            self.listener.close()
            self.output.close()
            for sandbox in self.sandboxes.values():
                sandbox.close()
            for other in self.challenges.values():
                other.channel.close()
            null = os.open(os.devnull, os.O_RDWR)
            os.dup2(null, 0)
            os.dup2(null, 1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            zygote = Zygote(Channel(there), folder, reference, self.scratch / "runs", request.get("subject"))
            if request.get("shared"):
                zygote.serve_shared()
            else:
                zygote.serve()
        finally:
            os._exit(0)

    def _zygote(self, challenge: Challenge) -> None:
        try:
            message = challenge.channel.receive()
        except (Disconnected, Malformed):
            message = ["failed", "the tests' fork server ended", None]
            self.selector.unregister(challenge.channel.sock)
            if challenge.ready:
                # Lost later on: the next load starts another one.
                self.challenges.pop(challenge.key, None)
        if message[0] == "ready":
            challenge.ready = True
            challenge.left_out = message[1]
            self._loaded(challenge)
            waiting, challenge.waiting = challenge.waiting, []
            for run in waiting:
                self._start(run)
        elif message[0] == "started":
            run_started = self.runs.get(message[1])
            if run_started is not None:
                run_started.process = message[2]
        elif not challenge.ready and challenge.error is None:
            challenge.error = str(message[1])
            challenge.location = message[2]
            self._loaded(challenge)
            for run in challenge.waiting:
                fault = {"kind": "challenge", "message": challenge.error, "location": challenge.location}
                self._finish(run, fault)

    def _loaded(self, challenge: Challenge) -> None:
        self.emit(
            {
                "type": "challenge_loaded",
                "challenge": challenge.key,
                "error": challenge.error,
                "location": challenge.location,
                "left_out": challenge.left_out,
            }
        )

    # ---- runs --------------------------------------------------------------------------------------------------

    def _run(self, request: dict[str, Any]) -> None:
        challenge = self.challenges.get(request["challenge"])
        sandbox = self.sandboxes.get(request["sandbox"])
        if challenge is None or challenge.error:
            fault = {"kind": "examiner", "message": "the challenge is not loaded", "location": None}
            self.emit({"type": "finished", "run": request["run"], "fault": fault})
            return
        if sandbox is None:
            fault = {"kind": "sandbox_lost", "message": "the sandbox is not connected", "location": None}
            self.emit({"type": "finished", "run": request["run"], "fault": fault})
            return
        try:
            self._claim(sandbox, request)
        except Disconnected as error:
            fault = {"kind": "sandbox_lost", "message": f"the sandbox is gone: {error}", "location": None}
            self.emit({"type": "finished", "run": request["run"], "fault": fault})
            return
        except ValueError as error:
            self.emit(
                {
                    "type": "finished",
                    "run": request["run"],
                    "fault": {"kind": "examiner", "message": str(error), "location": None},
                }
            )
            return
        request["fresh_interpreter"] |= challenge.keeps_apart
        run = ActiveRun(request, challenge, sandbox)
        sandbox.run = run
        self.runs[run.name] = run
        self._unwatch(sandbox)
        if challenge.ready:
            self._start(run)
        else:
            challenge.waiting.append(run)

    @staticmethod
    def _claim(sandbox: Sandbox, request: dict[str, Any]) -> None:
        """One submission, one sandbox. Only what a challenge's author wrote may follow each other in one."""
        author = request.get("owner")
        owner = author or f"submission {request['run']}"
        if sandbox.owner is None:
            sandbox.owner = owner
        elif not author or sandbox.owner != owner or sandbox.run is not None:
            raise ValueError("the sandbox has been used")
        else:
            sandbox.end([0, 0], clear=True)

    def _start(self, run: ActiveRun) -> None:
        """Has the challenge's fork server fork a process for the rest of a run."""
        try:
            if run.sandbox.interpreter is None:
                run.sandbox.spawn()
        except Disconnected as error:
            self._finish(run, {"kind": "sandbox_lost", "message": f"the sandbox is gone: {error}", "location": None})
            return
        assert run.sandbox.interpreter is not None
        main, control = run.sandbox.interpreter
        here, there = socket.socketpair()
        run.events = Channel(here)
        run.process = None
        run.killed = False
        run.rounds += 1
        self.selector.register(here, selectors.EVENT_READ, lambda: self._told(run))
        try:
            run.cpu = self._least_used_cpu()
            request = {**run.request, "run": run.round, "cpu": run.cpu}
            self.runs.setdefault(run.round, run)
            run.challenge.channel.send(["run", request], [main.fileno(), control.fileno(), there.fileno()])
        except Disconnected:
            self._finish(run, {"kind": "examiner", "message": "the tests' fork server is gone", "location": None})
            return
        finally:
            there.close()
        # The process has its own copies: this one must not keep the interpreter's end open.
        run.sandbox.close_interpreter()
        run.deadline = time.monotonic() + run.request["edge_case_seconds"] * 2 + GRACE_SECONDS + 1

    def _least_used_cpu(self) -> int:
        """Where a run's two processes, of which only one has something to do at a time, wake each other quickest: on one CPU."""
        used = collections.Counter(one.cpu for one in set(self.runs.values()) if one.events is not None)
        return min(sorted(os.sched_getaffinity(0)), key=lambda cpu: used[cpu])

    def _told(self, run: ActiveRun) -> None:
        assert run.events is not None
        try:
            while True:
                event = run.events.receive()
                self._event(run, event)
                if run.finished and run.process is not None and run.events is not None:
                    # How it ended is known: nobody waits until its memory is given back.
                    self._end_process(run)
                    self._process_ended(run)
                if run.events is None or not run.events.pending():
                    return
        except (Disconnected, Malformed):
            self._process_ended(run)

    def _event(self, run: ActiveRun, event: dict[str, Any]) -> None:
        kind = event["type"]
        if run.finished:
            return
        if kind == "collected":
            run.deadline = None
            if not run.collected:
                run.collected = True
                run.total = len(event["edge_cases"])
                self.emit({"type": "collected", "run": run.name, "edge_cases": event["edge_cases"]})
        elif kind == "case_started":
            run.case = event["id"]
            own = (run.request.get("mutant") or {"seconds": {}})["seconds"]
            seconds = own.get(run.case, run.request["edge_case_seconds"])
            run.deadline = time.monotonic() + seconds + GRACE_SECONDS
            self.emit({"type": "case_started", "run": run.name, "id": run.case})
        elif kind == "subtest_started":
            run.subtests.append(event["edge_case"]["id"])
            self.emit({**event, "run": run.name})
        elif kind == "subtest_finished":
            run.subtests.remove(event["id"])
            self.emit({**event, "type": "case_finished", "run": run.name})
        elif kind == "case_finished":
            run.deadline = None
            if event["outcome"] == "died":
                # Only the agent can tell how; said when the process has ended.
                run.held = event
            else:
                self._case_finished(run, event)
        elif kind == "over":
            run.fault = event["fault"]
            run.effort = event.get("effort", {})
            run.finished = True
            if run.fault is not None and event.get("outcome") in ("died", "timed_out"):
                try:
                    run.fault["message"] = self._cause_of_death(run, run.fault["message"])[1]
                except Disconnected:
                    run.fault = dict(_SANDBOX_GONE)

    def _case_finished(self, run: ActiveRun, event: dict[str, Any]) -> None:
        event.pop("positions", None)
        subtests, run.subtests = run.subtests, []
        for id in reversed(subtests):
            # It took its test along, and ended as that did.
            message = event["message"].partition("\n")[0]
            self.emit({**event, "run": run.name, "id": id, "message": message, "stdout": "", "stderr": ""})
        run.case = None
        run.request["skip"].append(event["id"])
        self.emit({**event, "run": run.name})
        if run.request.get("mutant") and event["outcome"] not in ("passed", "not_run"):
            # It is noticed: what other edge cases make of it is asked by nobody.
            run.finished = True
            self._end_process(run)

    def _cause_of_death(
        self, run: ActiveRun, message: str, positions: list[int] | None = None
    ) -> tuple[str, str, list[str]]:
        statuses, out_of_memory, output = run.sandbox.end(positions or [0, 0], clear=run.challenge.keeps_apart)
        if output[1]:
            print(f"run {run.name}: an interpreter ended, having said: {output[1][-500:]!r}", file=sys.stderr)
        if out_of_memory:
            return "out_of_memory", "the memory limit was reached, and the kernel ended the code", output
        for status in statuses:
            if os.WIFSIGNALED(status):
                name = (
                    signal.Signals(os.WTERMSIG(status)).name
                    if os.WTERMSIG(status) in list(signal.Signals)
                    else "a signal"
                )
                return "error", f"{message} ({name})", output
            if os.WIFEXITED(status):
                return "error", f"{message} (exit status {os.WEXITSTATUS(status)})", output
        return "error", message, output

    def _process_ended(self, run: ActiveRun) -> None:
        """The process of a run is gone: at its end, or with an edge case that took its interpreter or itself along."""
        assert run.events is not None
        self.selector.unregister(run.events.sock)
        run.events.close()
        run.events = None
        run.deadline = None
        said, place = last_words.read(last_words.ends_folder(self.scratch / "runs") / run.round, run.challenge.folder)
        self._end_group(run)
        if run.finished:
            self._finish(run, run.fault)
            return
        held = run.held
        try:
            if held is not None:
                run.held = None
                outcome, message, output = self._cause_of_death(run, held["message"], held.get("positions"))
                limit = run.request["output_bytes"]
                held |= {"outcome": outcome, "message": message}
                for key, text in zip(("stdout", "stderr"), output, strict=True):
                    held["output_cut"] = held["output_cut"] or len(held[key] + text) > limit
                    held[key] = (held[key] + text)[:limit]
                self._case_finished(run, held)
            else:
                run.sandbox.end([0, 0], clear=run.challenge.keeps_apart)
        except Disconnected:
            # Whose fault the sandbox's end is, and what becomes of the edge case that ran, is the server's to say.
            self._finish(run, dict(_SANDBOX_GONE))
            return
        if run.case is not None:
            late = run.killed
            outcome, message = "error", said or "the examiner's process for this edge case ended"
            if late:
                outcome, message = "timed_out", f"not done after {run.request['edge_case_seconds']:g} seconds"
            elif said and place is not None:
                outcome = "challenge_fault"
            self._case_finished(
                run,
                {
                    "type": "case_finished",
                    "id": run.case,
                    "outcome": outcome,
                    "message": message,
                    "duration_ms": run.request["edge_case_seconds"] * 1000 if late else 0.0,
                    "stdout": "",
                    "stderr": "",
                    "output_cut": False,
                    "location": place if outcome == "challenge_fault" else None,
                },
            )
        elif not run.collected:
            self._finish(
                run,
                {
                    "kind": "challenge",
                    "message": said
                    or f"the tests {'hang' if run.killed else 'end their process'} while they are collected",
                    "location": place,
                },
            )
            return
        if run.finished or len(run.request["skip"]) >= run.total or run.rounds > run.total + 2:
            self._finish(run, None)
        else:
            self._start(run)

    @staticmethod
    def _end_process(run: ActiveRun) -> None:
        if run.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(run.process, signal.SIGKILL)

    @staticmethod
    def _end_group(run: ActiveRun) -> None:
        """Ends what a run's process started and left."""
        if run.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(run.process, signal.SIGKILL)

    def _finish(self, run: ActiveRun, fault: dict[str, Any] | None) -> None:
        for name in [name for name, known in self.runs.items() if known is run]:
            del self.runs[name]
            shutil.rmtree(self.scratch / "runs" / name, ignore_errors=True)
            (last_words.ends_folder(self.scratch / "runs") / name).unlink(missing_ok=True)
        if run.events is not None:
            self.selector.unregister(run.events.sock)
            run.events.close()
            run.events = None
        run.sandbox.run = None
        run.deadline = None
        event = {"type": "finished", "run": run.name, "fault": fault, **run.effort}
        self.questions.ask(run.sandbox.agent, lambda used: self.emit({**event, **used}))

    def _cancel(self, name: str) -> None:
        run = self.runs.get(name)
        if run is None:
            return
        self._end_process(run)
        self._end_group(run)
        self._finish(run, {"kind": "cancelled", "message": "the run was cancelled", "location": None})

    def _watch(self) -> None:
        """Ends processes whose edge case is over its deadline and did not end by itself."""
        now = time.monotonic()
        self.questions.watch(now)
        for run in list(self.runs.values()):
            if run.deadline is not None and now >= run.deadline:
                run.deadline = now + 5
                run.killed = True
                self._end_process(run)


def _lay_out(folder: Path, files: dict[str, str]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(content))


def serve(listener: socket.socket, scratch: Path) -> None:
    """Prepares what all submissions have in common and serves until stdin ends."""
    libraries.preload()
    compiling.warm()
    Examiner(listener, scratch).serve()
