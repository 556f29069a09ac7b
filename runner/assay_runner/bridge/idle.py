"""Waiting with nothing to do, and whether the machine has time for what nobody waits for."""

from __future__ import annotations

import os
import select

from . import cgroup
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


def has_room() -> bool:
    """Whether less than half of the memory is in use: of the machine's, and of what this control group may have."""
    machine, group = _machine(), cgroup.memory()
    return all(2 * held <= limit for held, limit in filter(None, (machine, group)))


def _machine() -> tuple[int, int] | None:
    """What is in use and what there is, in KiB."""
    try:
        with open("/proc/meminfo") as file:
            told = dict(line.split(":", 1) for line in file)
        available, total = (int(told[name].split()[0]) for name in ("MemAvailable", "MemTotal"))
        return total - available, total
    except (OSError, ValueError, KeyError, IndexError):
        return None
