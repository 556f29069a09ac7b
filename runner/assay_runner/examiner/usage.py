"""What a sandbox used, asked of its agent when a run has ended: for information, and waited for no longer than a moment.

The agent is the sandbox's first process, so whoever has taken the sandbox over may lie here. It earns nothing by it:
no outcome is made from these numbers.
"""

from __future__ import annotations

import contextlib
import selectors
import time
from collections.abc import Callable
from typing import Any

from ..bridge.wire import Channel, Disconnected, Malformed

#: Seconds that a report waits for these numbers.
PATIENCE_SECONDS = 0.5
#: A year of CPU time, a pebibyte: more is no measurement.
_MOST_NANOSECONDS = 366 * 86_400 * 10**9
_MOST_BYTES = 1 << 50

Told = Callable[[dict[str, Any]], None]


class Questions:
    """The questions that are under way, at most one a channel."""

    def __init__(self, selector: selectors.BaseSelector) -> None:
        self._selector = selector
        self._open: dict[Channel, tuple[float, Told]] = {}

    def ask(self, agent: Channel, told: Told) -> None:
        """Calls ``told`` with what the sandbox used, or with nothing where it does not answer in time."""
        try:
            agent.send(["used"])
            self._selector.register(agent.sock, selectors.EVENT_READ, lambda: self._answered(agent))
        except (Disconnected, KeyError, ValueError):
            told({})
            return
        self._open[agent] = (time.monotonic() + PATIENCE_SECONDS, told)

    def give_up(self, agent: Channel) -> None:
        """The sandbox is gone, or its time is over."""
        self._close(agent, {})

    def deadline(self) -> float | None:
        """When the first question is given up, by the monotonic clock."""
        return min((deadline for deadline, _ in self._open.values()), default=None)

    def watch(self, now: float) -> None:
        """Gives up what is late. Such a sandbox must not be spoken with again: its answer may come yet."""
        for agent, (deadline, _) in list(self._open.items()):
            if now >= deadline:
                self.give_up(agent)

    def _answered(self, agent: Channel) -> None:
        try:
            agent.sock.settimeout(PATIENCE_SECONDS)
            self._close(agent, _checked(agent.receive()))
        except (Disconnected, Malformed):
            self.give_up(agent)

    def _close(self, agent: Channel, used: dict[str, Any]) -> None:
        _, told = self._open.pop(agent, (0.0, None))
        if told is not None:
            with contextlib.suppress(KeyError, ValueError):
                self._selector.unregister(agent.sock)
            told(used)


def _checked(answer: Any) -> dict[str, Any]:
    if type(answer) is not list or len(answer) != 3 or answer[0] != "used":
        return {}
    found: dict[str, Any] = {}
    nanoseconds, peak = answer[1:]
    if type(nanoseconds) is int and 0 <= nanoseconds <= _MOST_NANOSECONDS:
        found["cpu_ms"] = nanoseconds / 1e6
    if type(peak) is int and 0 <= peak <= _MOST_BYTES:
        found["peak_memory_bytes"] = peak
    return found
