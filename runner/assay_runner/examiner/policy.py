"""What the sandbox may do with an object that a test lent to it: an allow-list by the object's kind.

Decided on decoded, exact strings. Nothing existing is replaced; nothing private, no frame, code or global is reached.
"""

from __future__ import annotations

import enum
import inspect
import io
import sys
import types
import typing
import unittest
import unittest.mock
from collections.abc import Callable
from typing import Any

from ..bridge.mirror_type import NEVER

#: Special methods that may be performed on a lent object.
SPECIAL = frozenset(
    [
        "__call__",
        "__iter__",
        "__next__",
        "__len__",
        "__contains__",
        "__getitem__",
        "__setitem__",
        "__delitem__",
        "__reversed__",
        "__length_hint__",
        "__missing__",
        "__enter__",
        "__exit__",
        "__aenter__",
        "__aexit__",
        "__aiter__",
        "__anext__",
        "__await__",
        "__eq__",
        "__ne__",
        "__lt__",
        "__le__",
        "__gt__",
        "__ge__",
        "__hash__",
        "__bool__",
        "__repr__",
        "__str__",
        "__format__",
        "__bytes__",
        "__int__",
        "__float__",
        "__complex__",
        "__index__",
        "__round__",
        "__trunc__",
        "__floor__",
        "__ceil__",
        "__abs__",
        "__neg__",
        "__pos__",
        "__invert__",
        "__add__",
        "__radd__",
        "__iadd__",
        "__sub__",
        "__rsub__",
        "__isub__",
        "__mul__",
        "__rmul__",
        "__imul__",
        "__truediv__",
        "__rtruediv__",
        "__itruediv__",
        "__floordiv__",
        "__rfloordiv__",
        "__ifloordiv__",
        "__mod__",
        "__rmod__",
        "__imod__",
        "__divmod__",
        "__rdivmod__",
        "__pow__",
        "__rpow__",
        "__ipow__",
        "__lshift__",
        "__rlshift__",
        "__rshift__",
        "__rrshift__",
        "__and__",
        "__rand__",
        "__iand__",
        "__or__",
        "__ror__",
        "__ior__",
        "__xor__",
        "__rxor__",
        "__ixor__",
        "__matmul__",
        "__rmatmul__",
        "__imatmul__",
        "__fspath__",
        "__dir__",
        "__get__",
        "__set__",
        "__delete__",
        "__set_name__",
    ]
)
#: Special attributes that may be read.
READABLE = frozenset(
    [
        "__name__",
        "__qualname__",
        "__doc__",
        "__module__",
        "__wrapped__",
        "__annotations__",
        "__notes__",
        "__cause__",
        "__context__",
    ]
)

#: Special methods that Python, its library or pytest give a meaning to.
_PYTHONS = (
    SPECIAL | READABLE | NEVER | {"__init__", "__replace__", "__mro_entries__", "__annotate__", "__release_buffer__"}
)


def is_own_special(kind: type, name: str) -> bool:
    """Whether a test's class defines a special method of this name that means nothing to Python: a protocol's, like ``__html__``."""
    if not (name.startswith("__") and name.endswith("__")) or name in _PYTHONS:
        return False
    for above in kind.__mro__:
        if name in above.__dict__:
            made_here = above.__module__.partition(".")[0] not in sys.stdlib_module_names
            return made_here and isinstance(
                above.__dict__[name], types.FunctionType | property | classmethod | staticmethod
            )
    return False


_FILE = frozenset(
    [
        "read",
        "read1",
        "readinto",
        "readline",
        "readlines",
        "write",
        "writelines",
        "seek",
        "tell",
        "close",
        "flush",
        "closed",
        "getvalue",
        "getbuffer",
        "truncate",
        "readable",
        "writable",
        "seekable",
        "isatty",
        "name",
        "mode",
        "encoding",
        "errors",
        "newlines",
        "line_buffering",
        "buffer",
        "detach",
    ]
)
_REFUSED_KINDS = (
    types.FrameType,
    types.CodeType,
    types.TracebackType,
    types.ModuleType,
    types.CellType,
    types.MappingProxyType,
)
_STREAMS = (types.GeneratorType, types.CoroutineType, types.AsyncGeneratorType)
_STREAM_NAMES = frozenset({"send", "throw", "close", "asend", "athrow", "aclose"})
_MOCK_NAMES = frozenset(dir(unittest.mock.NonCallableMock())) | frozenset(dir(unittest.mock.Mock()))
_TESTCASE_NAMES = frozenset(dir(unittest.TestCase))
#: Marks and flags by which pytest would be steered.
_STEERING = frozenset({"pytestmark", "parametrize", "usefixtures"})


class Refused(AttributeError):
    """The sandbox asked for more of a lent object than it may have."""


def may_cross(thing: Any) -> bool:
    """Whether an object may be lent at all."""
    return not isinstance(thing, _REFUSED_KINDS)


def readable(target: Any, name: str) -> bool:
    """Whether the sandbox may read this attribute of a lent object."""
    if isinstance(target, _REFUSED_KINDS):
        return False
    if isinstance(target, _STREAMS):
        return name in _STREAM_NAMES or name in ("__name__", "__qualname__")
    if isinstance(target, types.FunctionType | types.MethodType | types.BuiltinFunctionType):
        own = getattr(target, "__dict__", {})
        return name in READABLE or (not name.startswith("_") and name in own)
    if name.startswith("_"):
        kind = target if isinstance(target, type) else type(target)
        return name in READABLE or (name.startswith("__") and is_own_special(kind, name))
    if isinstance(target, unittest.mock.NonCallableMock):
        return name not in _MOCK_NAMES
    if isinstance(target, unittest.TestCase):
        return name not in _TESTCASE_NAMES
    if isinstance(target, io.IOBase):
        return name in _FILE or _made_by_test(type(target), name)
    return True


def _made_by_test(kind: type, name: str) -> bool:
    return any(
        name in above.__dict__
        for above in kind.__mro__
        if above.__module__ not in ("io", "_io", "builtins", "tempfile")
    )


def performable(target: Any, name: str) -> bool:
    """Whether the sandbox may perform this special method on a lent object."""
    if isinstance(target, _REFUSED_KINDS):
        return False
    if name not in SPECIAL:
        return False
    if isinstance(target, type):
        # Of a class only what its metaclass offers to everybody.
        return name in (
            "__repr__",
            "__str__",
            "__hash__",
            "__eq__",
            "__ne__",
            "__dir__",
            "__call__",
            "__iter__",
            "__len__",
            "__contains__",
            "__getitem__",
        )
    if isinstance(target, types.FunctionType | types.MethodType | types.BuiltinFunctionType):
        return name in ("__call__", "__repr__", "__str__", "__hash__", "__eq__", "__ne__", "__get__")
    return True


def has_open_attributes(target: Any) -> bool:
    """Whether the public attributes of a lent object may be listed: a plain instance of a test's class."""
    closed = (
        type,
        types.FunctionType,
        types.MethodType,
        unittest.TestCase,
        unittest.mock.NonCallableMock,
        *_REFUSED_KINDS,
        *_STREAMS,
    )
    return not isinstance(target, closed) and isinstance(getattr(target, "__dict__", None), dict)


def storable(target: Any, name: str, is_candidates: Callable[[Any], bool]) -> bool:
    """Whether the sandbox may put this into an object's own attributes: a new one that hides nothing but the candidate's own."""
    special = name.startswith("__") and name.endswith("__")
    if not has_open_attributes(target) or special or name in _STEERING or name in vars(target):
        return False
    declared = inspect.getattr_static(type(target), name, None)
    return declared is None or is_candidates(declared)


def may_decorate(name: str) -> bool:
    """Whether an attribute of this name is one that a decorator of classes replaces or adds."""
    if name in _STEERING:
        return False
    return name in SPECIAL or name == "__init__" or not name.startswith("__")


def _sets_plainly(target: Any) -> bool:
    """Whether an object's class leaves the setting of attributes to Python."""
    setter: Any = type(target).__setattr__
    return setter is object.__setattr__


#: What a class may define that only holds data: how it is made, shown and compared.
_OF_DATA = frozenset(
    ["__init__", "__repr__", "__str__", "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__hash__"]
)


#: What in a class's namespace is no method of its instances.
_NO_METHODS = (types.MemberDescriptorType, types.GetSetDescriptorType, classmethod, staticmethod)


def _only_holds_data(target: Any) -> bool:
    """Whether an object is a mere record of a test's (a linked list's node): it has no method that could judge anything."""
    kind = type(target)
    own = getattr(target, "__dict__", {})
    if type(kind) is not type:
        return False
    for above in kind.__mro__:
        if above is object or above is typing.Generic:
            continue
        if above.__module__ in sys.stdlib_module_names:
            return False
        for name, value in above.__dict__.items():
            method = hasattr(type(value), "__get__") and not isinstance(value, _NO_METHODS)
            # A method that an attribute of the same name hides is none.
            if method and name not in _OF_DATA and name not in own:
                return False
    return True


def _is_data(target: Any, name: str) -> bool:
    """Whether this is an attribute with a plain value: what can be called might be the test's judge."""
    slot = isinstance(inspect.getattr_static(type(target), name, None), types.MemberDescriptorType)
    return (slot or name in getattr(target, "__dict__", {})) and not callable(getattr(target, name, None))


def relinks(target: Any, name: str, value: Any) -> bool:
    """Whether setting this attribute ties an object of a test's to another of its kind, or unties it (a list's or a tree's node)."""
    if name.startswith("_") or not _sets_plainly(target) or not isinstance(getattr(target, "__dict__", None), dict):
        return False
    kind: Any = type(target)
    if type(kind) is not type or kind.__module__ in sys.stdlib_module_names or name in _STEERING:
        return False
    return name in vars(target) and all(one is None or type(one) is kind for one in (vars(target)[name], value))


def is_of_implementation(target: Any, name: str) -> bool:
    """Whether this may be set or deleted where candidates write tests: a public attribute of an instance.

    What an implementation's objects hold judges nobody, so a test may do with it what it could do in one process.
    """
    closed = (type, types.FunctionType, types.MethodType, types.BuiltinFunctionType, io.IOBase)
    return not name.startswith("_") and not isinstance(target, (*closed, *_REFUSED_KINDS, *_STREAMS))


def writable(target: Any, name: str, handed_over: bool) -> bool:
    """Whether the sandbox may set this attribute: a new one, or one whose setter the test itself wrote.

    ``handed_over`` tells that the test gave this class away as a value, as a decorator of classes expects it.
    """
    if isinstance(target, type):
        decorated = handed_over and name not in target.__dict__ and name not in ("__eq__", "__ne__", "__hash__")
        return (
            decorated
            and (name in SPECIAL or not name.startswith("_"))
            and name not in _STEERING
            and not issubclass(target, unittest.TestCase)
        )
    if name.startswith("__") or name in _STEERING or isinstance(target, (*_REFUSED_KINDS, *_STREAMS, enum.Enum)):
        return False
    if isinstance(target, type | types.MethodType | types.BuiltinFunctionType | unittest.TestCase | io.IOBase):
        return False
    if isinstance(target, unittest.mock.NonCallableMock):
        return name not in _MOCK_NAMES and name not in target.__dict__ and name not in target._mock_children
    fields = getattr(type(target), "__dataclass_fields__", {})
    if name in fields and _sets_plainly(target):
        # The fields of a test's dataclass are declared as data to be changed.
        return True
    if _only_holds_data(target) and _is_data(target, name) and _sets_plainly(target):
        return True
    declared = inspect.getattr_static(type(target), name, None)
    if isinstance(declared, property):
        return declared.fset is not None
    if (
        declared is not None
        and hasattr(type(declared), "__set__")
        and not isinstance(declared, types.MemberDescriptorType)
    ):
        return True
    if not _sets_plainly(target) and not isinstance(target, types.FunctionType):
        return True
    return declared is None and name not in getattr(target, "__dict__", {})
