"""Which names of the standard library may cross as names.

A name that comes from the sandbox is only ever looked up in the tables made here; it never imports anything.
"""

from __future__ import annotations

import builtins
import sys
import types
from typing import Any

#: Modules whose public classes and functions both sides have, so that a reference to one is its name.
_SHARED_MODULES = (
    "abc", "array", "asyncio", "bisect", "builtins", "calendar", "collections", "collections.abc", "contextlib",
    "copy", "csv", "dataclasses", "datetime", "decimal", "enum", "errno", "fractions", "functools", "heapq", "io", "itertools",
    "json", "json.decoder", "logging", "math", "numbers", "operator", "pathlib", "queue", "random", "re", "statistics", "string",
    "struct", "subprocess", "textwrap", "threading", "time", "types", "typing", "uuid", "weakref", "zlib", "zoneinfo",
    "sqlite3", "socket", "concurrent.futures", "asyncio.exceptions", "asyncio.queues", "asyncio.locks", "unicodedata",
    "binascii", "base64", "hashlib", "pickle", "_pickle", "_io", "_thread", "_operator", "_functools", "_collections_abc",
    "_collections", "_decimal", "_random", "_struct", "_weakref", "_heapq", "_bisect", "_json", "_csv", "posixpath", "genericpath",
    "os", "os.path", "shutil", "tempfile", "ast", "inspect", "traceback", "html", "urllib.parse", "urllib.error", "email.message",
    "configparser", "argparse", "getpass", "glob", "fnmatch", "secrets", "hmac", "ssl", "select", "signal", "locale",
    "xml.etree.ElementTree", "http", "http.client", "http.cookies", "sched", "graphlib", "ipaddress", "difflib", "pprint", "reprlib",
    "concurrent.futures._base", "concurrent.futures.thread", "multiprocessing", "tomllib", "zipfile", "tarfile", "gzip", "bz2", "lzma",
    "codecs", "tokenize", "keyword", "timeit", "platform", "warnings", "sysconfig", "contextvars", "_contextvars", "_asyncio",
)  # fmt: skip

#: What a hostile sandbox may not even name: each would act when the test touches it, or reach the examiner's own state.
_REFUSED = {
    ("builtins", name) for name in ("eval", "exec", "compile", "__import__", "breakpoint", "globals", "locals", "vars", "open",
                                    "input", "exit", "quit", "delattr", "setattr", "getattr", "help", "memoryview")
}  # fmt: skip
_DATA_CONSTANTS = (types.BuiltinFunctionType, types.FunctionType, types.WrapperDescriptorType, types.MethodDescriptorType)


class Names:
    """Looks a public class or function of the standard library up by name, and the other way round."""

    def __init__(self) -> None:
        self._by_object: dict[int, tuple[str, str]] = {}
        self._keep: list[Any] = []
        # Types whose own name is found nowhere (`function`, `NoneType`) are named as the module `types` names them.
        for name in types.__all__:
            kind = getattr(types, name)
            if isinstance(kind, type) and kind is not object and self.resolve(kind.__module__, kind.__qualname__) is not kind:
                self._by_object.setdefault(id(kind), ("types", name))

    def name_of(self, thing: Any) -> tuple[str, str] | None:
        """The (module, qualified name) under which the other side finds the same thing, if there is one."""
        found = self._by_object.get(id(thing))
        if found is not None:
            return found
        module = getattr(thing, "__module__", None)
        qualified = getattr(thing, "__qualname__", None)
        if type(module) is not str or type(qualified) is not str:
            return None
        if self.resolve(module, qualified) is not thing:
            return None
        self._by_object[id(thing)] = (module, qualified)
        self._keep.append(thing)
        return module, qualified

    def resolve(self, module: str, qualified: str) -> Any:
        """The named class or function, or None. ``str.upper`` style names reach one level into a class."""
        if module not in _SHARED_SET:
            return None
        owner: Any = sys.modules.get(module)
        if owner is None:
            return None
        names = qualified.split(".")
        if len(names) > 2:
            return None
        for name in names:
            if owner is None or (name.startswith("_") and module != "typing" and not isinstance(owner, type)):
                return None
            owner = vars(owner).get(name) if hasattr(owner, "__dict__") else None
        if isinstance(owner, (type, *_DATA_CONSTANTS)):
            return owner
        return None


_SHARED_SET = frozenset(_SHARED_MODULES)


def allowed_from_sandbox(module: str, qualified: str) -> bool:
    """Whether a hostile side may name this function or class."""
    if (module, qualified) in _REFUSED:
        return False
    return module not in ("os", "subprocess", "shutil", "signal", "pickle", "_pickle", "tempfile", "glob", "posixpath", "genericpath", "inspect",
                          "traceback", "codecs", "ast", "warnings", "multiprocessing", "_thread", "secrets", "platform", "timeit",
                          "tokenize", "sysconfig", "locale", "select", "argparse", "getpass", "tarfile", "zipfile", "gzip", "bz2", "lzma") or (
        isinstance(vars(sys.modules.get(module, builtins)).get(qualified), type)
        and issubclass(vars(sys.modules[module])[qualified], BaseException)
    )  # fmt: skip
