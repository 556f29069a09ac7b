"""Searches all that it can reach for the hidden tests: files, environment, memory, other processes, arguments.

The needle is put together here, so that this source is not found itself.
"""

import ctypes
import gc
import os
import re
import sys
import types

NEEDLE = re.compile(("hay" + "stack" + r"-\d{4}").encode())
WORDS = (b"hostile" + b"_test", b"test" + b"_innocent", b"test" + b"_target", b"def " + b"test_")
SKIPPED = {"/proc/kmsg", "/proc/kcore", "/proc/sysrq-trigger"}


def _hits(data):
    return sorted({hit.decode() for hit in NEEDLE.findall(data)})


def _traces(data):
    return _hits(data) + [word.decode() for word in WORDS if word in data]


#: What is the kernel's, the interpreter's, or a declared package's.
LIBRARIES = ("/proc", "/sys", "/usr", "/opt/assay/packages")


def search_files(roots=("/",)):
    """Every regular file below the roots, by content and by name."""
    found = []
    for root in roots:
        for folder, folders, files in os.walk(root, onerror=lambda error: None):
            folders[:] = [name for name in folders if f"{folder}/{name}".replace("//", "/") not in LIBRARIES]
            for name in files:
                path = os.path.join(folder, name)
                if any(word.decode() in path for word in WORDS[:3]):
                    found.append(path)
                if path in SKIPPED or not os.path.isfile(path) or os.path.getsize(path) > 2_000_000:
                    continue
                try:
                    with open(path, "rb") as file:
                        if hits := _traces(file.read()):
                            found.append(f"{path}: {hits}")
                except OSError:
                    continue
    return found


def search_processes():
    """Environment, command line, working directory, open files and memory of every process that can be seen."""
    found = []
    for number in filter(str.isdigit, os.listdir("/proc")):
        for name in ("environ", "cmdline", "comm", "status", "maps", "stat", "mountinfo", "cgroup"):
            try:
                with open(f"/proc/{number}/{name}", "rb") as file:
                    if hits := _traces(file.read()):
                        found.append(f"/proc/{number}/{name}: {hits}")
            except OSError:
                continue
        try:
            for descriptor in os.listdir(f"/proc/{number}/fd"):
                target = os.readlink(f"/proc/{number}/fd/{descriptor}")
                if hits := _traces(target.encode()):
                    found.append(f"fd {target}: {hits}")
        except OSError:
            pass
    return found


def search_memory():
    """All writable memory of this process, read by address since the file for it is closed to it."""
    found = set()
    with open("/proc/self/maps") as maps:
        spans = [line.split() for line in maps]
    for span, mode, *rest in spans:
        start, end = (int(part, 16) for part in span.split("-"))
        if mode.startswith("rw") and end - start < 64_000_000 and "/dev" not in rest[-1]:
            found.update(_hits(ctypes.string_at(start, end - start)))
    return sorted(found)


def search_objects():
    """Every object that the collector knows, and what it refers to."""
    found = []
    for thing in gc.get_objects():
        for value in [thing, *gc.get_referents(thing)]:
            if isinstance(value, str):
                found += _hits(value.encode("utf-8", "replace"))
            elif isinstance(value, bytes):
                found += _hits(value)
    return sorted(set(found))


def search_argument(thing, most=400):
    """Follows every attribute of what was passed in, several levels down, with every trick of introspection."""
    seen, found, queue = set(), [], [(thing, 0, "argument")]
    names = """__globals__ __closure__ __code__ __self__ __func__ __wrapped__ __dict__ __class__ __mro__ __bases__ __subclasses__ __init__
        __traceback__ __cause__ __context__ tb_frame tb_next f_locals f_globals f_back f_code co_consts co_names gi_frame gi_code
        cr_frame ag_frame cell_contents __defaults__ __kwdefaults__ __annotations__ __doc__ __module__ __slots__ __weakref__ __call__
        __reduce__ __getstate__ __reduce_ex__ __sizeof__ __dir__ __format__ __repr__ __str__ args _mock_parent _mock_children mock_calls
        side_effect return_value func keywords name buffer raw""".split()
    while queue and len(seen) < most:
        value, depth, path = queue.pop(0)
        if id(value) in seen or depth > 5:
            continue
        seen.add(id(value))
        text = b""
        for show in (repr, str):
            try:
                text += show(value).encode("utf-8", "replace")
            except BaseException:
                pass
        if hits := _hits(text[:1_000_000]):
            found.append(f"{path}: {hits}")
        try:
            listed = [name for name in dir(value) if name not in names]
        except BaseException:
            listed = []
        for name in names + listed[:60]:
            try:
                queue.append((getattr(value, name), depth + 1, f"{path}.{name}"))
            except BaseException:
                continue
        if isinstance(value, (list, tuple, set, frozenset)):
            queue += [(item, depth + 1, f"{path}[]") for item in list(value)[:50]]
        if isinstance(value, (dict, types.MappingProxyType)):
            queue += [(item, depth + 1, f"{path}{{}}") for item in list(value.items())[:50]]
    return found


def search_error(callback):
    """What an error that came from the test tells about the test."""
    try:
        callback()
    except BaseException as error:
        found = search_argument(error)
        trace, frames = error.__traceback__, []
        while trace is not None:
            frames.append(trace.tb_frame)
            trace = trace.tb_next
        for frame in frames:
            while frame is not None:
                found += _hits(repr(frame.f_locals).encode()) + _hits(repr(frame.f_code.co_consts).encode())
                frame = frame.f_back
        return found
    return ["nothing raised"]


def search_frames():
    found = []
    for frame in sys._current_frames().values():
        while frame is not None:
            found += _hits(repr(frame.f_locals).encode("utf-8", "replace"))
            frame = frame.f_back
    return found


def search_environment():
    return _traces(repr((dict(os.environ), sys.argv, sys.path, os.getcwd())).encode())


def examiner_modules():
    found = [name for name in sys.modules if "examiner" in name]
    for name in ("assay_runner.examiner", "pytest", "_pytest", "hypothesis"):
        try:
            __import__(name)
            found.append(name)
        except ImportError:
            pass
    return found


def remember(value):
    return value


planted = []


def plant(value):
    planted.append(value)


class Compared:
    """Sees what it is compared with."""

    seen = []

    def __eq__(self, other):
        Compared.seen.append(other)
        return False

    def __hash__(self):
        return 1


def compared():
    return Compared()


def seen():
    return [str(value) for value in Compared.seen]


def right():
    return 42
