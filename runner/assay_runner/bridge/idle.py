"""Waiting with nothing to do, and whether the machine has time for what nobody waits for."""

from __future__ import annotations

import os
import select

from .wire import Channel


def is_readable(channel: Channel, seconds: float) -> bool:
    """Whether something arrives on a channel within so many seconds."""
    return bool(select.select([channel.sock], [], [], seconds)[0])


def has_idle_cpu() -> bool:
    """Whether no more processes of the machine have something to do at this moment, this one included, than it has CPUs."""
    try:
        with open("/proc/loadavg") as file:
            return int(file.read().split()[3].partition("/")[0]) <= (os.cpu_count() or 1)
    except (OSError, ValueError, IndexError):
        return True
