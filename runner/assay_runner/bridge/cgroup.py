"""What the kernel counts of this container, as its own control group shows it: version 2 or version 1."""

from __future__ import annotations

_KILLS = (
    ("/sys/fs/cgroup/memory.events", "oom_kill"),
    ("/sys/fs/cgroup/memory/memory.oom_control", "oom_kill"),
)
# File, the line's name where a file has several, and what makes a whole number of the unit out of it.
_CPU_NANOSECONDS = (
    ("/sys/fs/cgroup/cpu.stat", "usage_usec", 1000),
    ("/sys/fs/cgroup/cpuacct/cpuacct.usage", "", 1),
)
_PEAK_BYTES = (
    ("/sys/fs/cgroup/memory.peak", "", 1),
    ("/sys/fs/cgroup/memory/memory.max_usage_in_bytes", "", 1),
)
_HELD_AND_LIMIT = (
    ("/sys/fs/cgroup/memory.current", "/sys/fs/cgroup/memory.max"),
    ("/sys/fs/cgroup/memory/memory.usage_in_bytes", "/sys/fs/cgroup/memory/memory.limit_in_bytes"),
)


def memory() -> tuple[int, int] | None:
    """The bytes of memory that are held now and that may be held; None where it is not told or there is no limit."""
    for held_path, limit_path in _HELD_AND_LIMIT:
        held, limit = _read(held_path, ""), _read(limit_path, "")
        if held is not None and limit is not None:
            return held, limit
    return None


def out_of_memory_kills() -> int:
    """How often the kernel ended a process of this sandbox for its memory, 0 where it is not told."""
    return next((found for path, name in _KILLS if (found := _read(path, name)) is not None), 0)


def used() -> tuple[int | None, int | None]:
    """CPU time of every process so far in nanoseconds, and the most memory held at once in bytes."""
    return _first(_CPU_NANOSECONDS), _first(_PEAK_BYTES)


def is_limited_to_one_core() -> bool:
    """Whether the processes here get the time of one core at most; false where it is not told."""
    try:
        with open("/sys/fs/cgroup/cpu.max") as file:
            quota, period = file.read().split()
            return quota != "max" and int(quota) <= int(period)
    except (OSError, ValueError):
        pass
    quota_v1 = _read("/sys/fs/cgroup/cpu/cpu.cfs_quota_us", "")
    period_v1 = _read("/sys/fs/cgroup/cpu/cpu.cfs_period_us", "")
    return quota_v1 is not None and period_v1 is not None and 0 < quota_v1 <= period_v1


def _first(places: tuple[tuple[str, str, int], ...]) -> int | None:
    for path, name, factor in places:
        found = _read(path, name)
        if found is not None:
            return found * factor
    return None


def _read(path: str, wanted: str) -> int | None:
    try:
        with open(path) as file:
            for line in file:
                name, _, value = line.rpartition(" ")
                if name == wanted:
                    return int(value)
    except (OSError, ValueError):
        return None
    return None
