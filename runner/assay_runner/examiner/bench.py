"""``python -m assay_runner.examiner.bench``: what the bridge costs beside a bare socket, as JSON on stdout.

Both are measured in turns, in short rounds, so that a busy machine slows both alike: a call of a candidate's function
(``calls_per_second``), bytes handed over and back (``bytes_per_second``, both ways counted), and a bare round trip of as
many bytes to a process that only echoes them. A ratio is the bridge's time over the bare time; medians over the rounds.
No container: two processes on one machine, as the engine's containers are.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from ..agent import interpreter
from ..bridge.far import Far
from ..bridge.wire import Channel, SharedChannel
from .remote import ExaminerPeer

_SOURCE = b"""
def echo(value):
    return value

def call_back(function, times):
    for number in range(times):
        function(number)
"""
#: The frames of the shortest call and its answer.
_SMALL = 24
_CALLS = 2000


def _forked(serve: Callable[[], Any]) -> int:
    process = os.fork()
    if process == 0:
        try:
            serve()
        finally:
            os._exit(0)
    return process


@contextmanager
def _echoing() -> Iterator[Callable[[bytes], None]]:
    """A process that sends back what it receives; gives the round trip."""
    here, there = socket.socketpair()

    def echo() -> None:
        here.close()
        while chunk := there.recv(1 << 20):
            there.sendall(chunk)

    process = _forked(echo)
    there.close()

    def trip(data: bytes) -> None:
        if len(data) <= 65536:
            here.sendall(data)
            wanted = len(data)
            while wanted:
                wanted -= len(here.recv(wanted))
            return
        for start in range(0, len(data), 65536):
            trip(data[start : start + 65536])

    try:
        yield trip
    finally:
        here.close()
        os.waitpid(process, 0)


@contextmanager
def bridged(root: str, source: bytes) -> Iterator[Any]:
    """An interpreter of the candidate's in a process of its own; gives its module as a test sees it, and this side of the bridge."""
    here, there = socket.socketpair()
    control, far_control = socket.socketpair()
    outputs = os.memfd_create("stdout"), os.memfd_create("stderr")

    def serve() -> None:
        here.close()
        control.close()
        os.setsid()
        interpreter.main(there.detach(), far_control.detach(), outputs)

    process = _forked(serve)
    there.close()
    far_control.close()
    peer = ExaminerPeer(Channel(here), SharedChannel(control), {"candidate"}, root)
    Far.current = peer.far
    peer.files = {"candidate.py": source.decode()}
    peer.world.tree.create()
    try:
        peer.ask("setup", [root, {"candidate.py": source.decode("latin-1")}, {}])
        peer.begin_case(1)
        yield peer.ask("import", ["candidate", False])[0], peer
    finally:
        here.close()
        control.close()
        os.waitpid(process, 0)


def _seconds(run: Callable[[], Any]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def measure(rounds: int) -> dict[str, Any]:
    """Runs everything ``rounds`` times; rates a second and ratios to a bare round trip."""
    with tempfile.TemporaryDirectory() as root, bridged(root, _SOURCE) as (module, _), _echoing() as trip:
        echo, call_back, small = module.echo, module.call_back, b"x" * _SMALL
        text = "0123456789" * 100_000
        values = list(range(100_000))
        packed = json.dumps(values).encode()

        def calls() -> None:
            for number in range(_CALLS):
                echo(number)

        def bare() -> None:
            for _ in range(_CALLS):
                trip(small)

        kinds: dict[str, tuple[Callable[[], Any], Callable[[], Any]]] = {
            "call": (calls, bare),
            "callback": (lambda: call_back(lambda number: number, _CALLS), bare),
            "text": (lambda: echo(text), lambda: trip(text.encode())),
            "list": (lambda: echo(values), lambda: trip(packed)),
        }
        taken: dict[str, list[tuple[float, float]]] = {kind: [] for kind in kinds}
        for number in range(rounds + 1):
            for kind, (across, plain) in kinds.items():
                pair = _seconds(across), _seconds(plain)
                if number:
                    # The first round warms both.
                    taken[kind].append(pair)
    ratios = {kind: statistics.median(mine / bare for mine, bare in pairs) for kind, pairs in taken.items()}
    middle = {kind: statistics.median(mine for mine, _ in pairs) for kind, pairs in taken.items()}
    return {
        "calls_per_second": round(_CALLS / middle["call"]),
        "callbacks_per_second": round(_CALLS / middle["callback"]),
        "bytes_per_second": round(2 * len(text) / middle["text"]),
        "list_items_per_second": round(2 * len(values) / middle["list"]),
        "bare_round_trips_per_second": round(_CALLS / statistics.median(bare for _, bare in taken["call"])),
        "ratio_to_bare_round_trip": {kind: round(ratio, 2) for kind, ratio in ratios.items()},
        "rounds": rounds,
    }


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=20, help="rounds of each measurement (default: 20)")
    json.dump(measure(max(parser.parse_args().rounds, 1)), sys.stdout, indent=2)
    print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
