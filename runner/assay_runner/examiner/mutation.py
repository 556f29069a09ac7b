"""Answers a request for mutants in a process of its own, so that the examiner's main process goes on meanwhile."""

from __future__ import annotations

import base64
import dataclasses
import os
import selectors
import socket
from collections.abc import Callable
from typing import Any

from ..bridge.wire import Channel, Disconnected, Malformed
from .mutants import mutants_of


def make(request: dict[str, Any], selector: selectors.BaseSelector, emit: Callable[[dict[str, Any]], None]) -> None:
    """Emits ``mutants_made`` for a ``make_mutants`` when it is done."""
    here, there = socket.socketpair()
    process = os.fork()
    if process == 0:
        try:
            here.close()
            Channel(there).send(_made(request["files"]))
        finally:
            os._exit(0)
    there.close()
    channel = Channel(here)

    def done() -> None:
        answer = {"type": "mutants_made", "request": request["request"], "files": {}}
        try:
            answer["files"] = channel.receive()
        except (Disconnected, Malformed):
            answer["error"] = "the mutants could not be made"
        selector.unregister(here)
        channel.close()
        os.waitpid(process, 0)
        emit(answer)

    selector.register(here, selectors.EVENT_READ, done)


def _made(files: dict[str, str]) -> dict[str, Any]:
    made = {}
    for path, content in files.items():
        if path.endswith(".py"):
            try:
                source, found = mutants_of(base64.b64decode(content).decode())
            except (SyntaxError, ValueError, RecursionError):
                # In another encoding, say: such a file stays as it is.
                continue
            made[path] = {"source": source, "mutants": [dataclasses.asdict(mutant) for mutant in found]}
    return made
