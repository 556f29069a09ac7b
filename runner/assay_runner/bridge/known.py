"""Which names of the standard library may cross as names.

A name that comes from the sandbox is only ever looked up in the tables made here; it never imports anything.
"""

from __future__ import annotations

import sys
import types
from typing import Any

from . import libraries

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
    "_queue", "_lzma", "_bz2", "zoneinfo._common", "email.errors", "xml.parsers.expat", "pyexpat", "codecs", "tokenize", "keyword", "timeit", "platform", "warnings", "sysconfig", "contextvars", "_contextvars", "_asyncio",
)  # fmt: skip

#: Modules whose functions only compute: whoever names one and chooses its arguments reaches nothing by it.
_PURE_MODULES = frozenset({"math", "cmath", "statistics", "bisect", "_bisect", "heapq", "_heapq", "unicodedata", "binascii", "base64", "json",
                           "_json", "zlib", "textwrap", "html", "urllib.parse", "struct", "_struct", "operator", "_operator", "copy"})  # fmt: skip
_PURE_BUILTINS = frozenset(
    [
        "abs",
        "all",
        "any",
        "ascii",
        "bin",
        "callable",
        "chr",
        "divmod",
        "hash",
        "hex",
        "id",
        "isinstance",
        "issubclass",
        "iter",
        "len",
        "max",
        "min",
        "next",
        "oct",
        "ord",
        "pow",
        "repr",
        "round",
        "sorted",
        "sum",
    ]
)
#: Those of the modules above that look attributes up or call what they are given.
_NOT_PURE = frozenset({"attrgetter", "methodcaller", "call", "unpack", "format_map", "format", "main", "test"})
#: Classes whose methods may be named: their instances are values.
_VALUE_CLASSES = frozenset({
    ("builtins", name) for name in ("str", "int", "float", "complex", "bool", "bytes", "bytearray", "list", "tuple", "dict", "set", "frozenset")
} | {
    ("datetime", name) for name in ("date", "datetime", "time", "timedelta", "timezone")
} | {("decimal", "Decimal"), ("fractions", "Fraction"), ("collections", "Counter"), ("collections", "OrderedDict"), ("collections", "deque")})  # fmt: skip
#: Modules whose classes act on the world when they are called.
_ACTING_MODULES = frozenset(
    [
        "os",
        "subprocess",
        "shutil",
        "signal",
        "pickle",
        "_pickle",
        "tempfile",
        "glob",
        "posixpath",
        "genericpath",
        "inspect",
        "traceback",
        "codecs",
        "ast",
        "warnings",
        "multiprocessing",
        "_thread",
        "secrets",
        "platform",
        "timeit",
        "tokenize",
        "sysconfig",
        "locale",
        "select",
        "argparse",
        "getpass",
        "tarfile",
        "zipfile",
        "gzip",
        "bz2",
        "lzma",
        "socket",
        "ssl",
        "sqlite3",
        "http.client",
        "concurrent.futures.thread",
        "concurrent.futures",
        "logging",
        "asyncio",
        "weakref",
        "_weakref",
        "sched",
    ]
)
_ACTING_CLASSES = frozenset({
    ("io", "FileIO"), ("_io", "FileIO"), ("types", "FunctionType"), ("types", "CodeType"), ("builtins", "function"), ("builtins", "code"),
    ("operator", "attrgetter"), ("operator", "methodcaller"), ("_operator", "attrgetter"), ("_operator", "methodcaller"), ("builtins", "memoryview"),
    ("xml.etree.ElementTree", "ElementTree"),
})  # fmt: skip
_DATA_CONSTANTS = (
    types.BuiltinFunctionType,
    types.FunctionType,
    types.WrapperDescriptorType,
    types.MethodDescriptorType,
)


class Names:
    """Looks a public class or function of the standard library up by name, and the other way round."""

    def __init__(self) -> None:
        self._by_object: dict[int, tuple[str, str]] = {}
        self._keep: list[Any] = []
        # Types whose own name is found nowhere (`function`, `NoneType`) are named as the module `types` names them.
        for name in types.__all__:
            kind = getattr(types, name)
            if (
                isinstance(kind, type)
                and kind is not object
                and self.resolve(kind.__module__, kind.__qualname__) is not kind
            ):
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
        if not may_be_named(module):
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
        if isinstance(owner, (type, *_DATA_CONSTANTS, *libraries.function_kinds)):
            return owner
        return None


_SHARED_SET = frozenset(_SHARED_MODULES)


def may_be_named(module: str) -> bool:
    """Whether classes and functions of this module cross by name."""
    return module in _SHARED_SET or libraries.is_declared(module)


def allowed_from_sandbox(module: str, qualified: str) -> bool:
    """Whether a hostile side may name this function or class, to have the very thing of this side in its place.

    A test goes on to call what it gets, with values that may come from the sandbox, too: so a function must only
    compute, and a
    class must not act when it is called.
    """
    owner, _, method = qualified.rpartition(".")
    if owner:
        return (module, owner) in _VALUE_CLASSES and method not in _NOT_PURE
    found = vars(sys.modules[module]).get(qualified) if module in sys.modules else None
    if libraries.is_declared(module):
        return libraries.allowed_from_sandbox(module, qualified, found)
    if isinstance(found, type):
        acting = module in _ACTING_MODULES or (module, qualified) in _ACTING_CLASSES
        return not acting or issubclass(found, BaseException)
    if module == "builtins":
        return qualified in _PURE_BUILTINS
    return module in _PURE_MODULES and qualified not in _NOT_PURE
