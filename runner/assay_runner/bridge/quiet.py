"""Keeps the cyclic garbage collector away while a message is made, sent or taken in.

It runs in the middle of whatever allocates, and what it ends may speak across the bridge: a dropped generator is closed,
a ``__del__`` calls. Such a question would overtake a message that is made but not sent, or be answered before a message
that is here was taken in; and each message counts on what the ones before it told.
"""

from __future__ import annotations

import gc
import threading

# Captured at import: the candidate may replace or stop the collector.
collects, pause, resume = gc.isenabled, gc.disable, gc.enable


class QuietLock:
    """A lock that a thread may take again, in which no garbage is collected."""

    __slots__ = ("_collects", "_depth", "_lock")

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._depth = 0
        self._collects = False

    def __enter__(self) -> None:
        self._lock.acquire()
        if not self._depth:
            self._collects = collects()
            pause()
        self._depth += 1

    def __exit__(self, *_: object) -> None:
        self._depth -= 1
        if not self._depth and self._collects:
            resume()
        self._lock.release()
