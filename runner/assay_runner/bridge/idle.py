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


def has_room() -> bool:
    """Whether less than half of the memory is in use: of the machine's, and of what this control group may have."""
    machine = _machine()
    if machine is not None and 2 * machine[0] < machine[1]:
        return False
    for folder, held, limit in _GROUPS:
        found = _number(folder + held), _number(folder + limit)
        if found[0] is not None and found[1] is not None and 2 * found[0] > found[1]:
            return False
    return True


# What a control group holds and may hold, in version 2 and in version 1.
_GROUPS = (
    ("/sys/fs/cgroup/memory.", "current", "max"),
    ("/sys/fs/cgroup/memory/memory.", "usage_in_bytes", "limit_in_bytes"),
)


def _machine() -> tuple[int, int] | None:
    """What is available and what there is, in KiB."""
    try:
        with open("/proc/meminfo") as file:
            told = dict(line.split(":", 1) for line in file)
        return int(told["MemAvailable"].split()[0]), int(told["MemTotal"].split()[0])
    except (OSError, ValueError, KeyError, IndexError):
        return None


def _number(path: str) -> int | None:
    try:
        with open(path) as file:
            return int(file.read())
    except (OSError, ValueError):
        return None
