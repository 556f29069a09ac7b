"""A class's visible face as JSON: what the other side needs to make a mirror of it.

Describes and makes nothing; never a method's code.
"""

from __future__ import annotations

import abc
import dataclasses
import enum
import types
import typing
from typing import TYPE_CHECKING, Any

from . import mirror_type, type_hints
from .mirror_type import value_base

if TYPE_CHECKING:
    from .encoding import Encoder

#: Texts of an object that its class makes.
TEXTS = ("__str__", "__repr__", "__format__")


def describe(encoder: Encoder, kind: type) -> list[Any]:
    """A class's visible face as JSON: name, bases, and its attributes by kind."""
    bases = [
        encoder.encode_kept(base) for base in kind.__bases__ if base not in (object, typing.Generic, typing.Protocol)
    ]
    special: Any = None
    names = encoder.visible_names(kind)
    if isinstance(kind, enum.EnumMeta):
        special = [
            "enum",
            [
                [name, _raw_member(encoder, member), encoder.encode(member._value_)]
                for name, member in list[Any](kind.__members__.items())
            ],
        ]
    elif issubclass(kind, tuple) and isinstance(kind.__dict__.get("_fields"), tuple) and kind.__bases__ == (tuple,):
        special = [
            "namedtuple",
            list(kind.__dict__["_fields"]),
            [[k, encoder.encode(v)] for k, v in getattr(kind, "_field_defaults", {}).items()],
        ]
        names = [name for name in names if name not in _NAMEDTUPLE and name not in kind._fields]  # type: ignore[attr-defined]
    attributes = []
    for name in names:
        raw = kind.__dict__[name]
        if isinstance(kind, enum.EnumMeta) and (name in kind.__members__ or name.startswith("_")):
            continue
        attributes.append([name, *describe_attribute(encoder, name, raw)])
    if isinstance(kind, enum.EnumMeta) or value_base(kind):
        # The text of an object that stays behind is asked for; of one whose value crosses the class's own methods
        # make it.
        for name in TEXTS:
            raw = kind.__dict__.get(name)
            if (
                isinstance(raw, types.FunctionType)
                and encoder.names.name_of(raw) is None
                and raw.__module__ not in ("enum", "collections")
            ):
                attributes.append([name, "f", encoder.encode(raw)])
    slots = kind.__dict__.get("__slots__")
    if isinstance(slots, str | tuple | list) and all(type(name) is str for name in slots):
        attributes.append(["__slots__", "v", encoder.encode(slots)])
    if not isinstance(kind.__dict__.get("__doc__"), str | None):
        # A property or its like: each instance has its own.
        attributes.append(["__doc__", "a"])
    annotations = [
        [key, type_hints.encode(encoder, value)] for key, value in _annotations(kind).items() if type(key) is str
    ]
    fields = kind.__dict__.get("__dataclass_fields__")
    if isinstance(fields, dict) and special is None:
        real = [field for field in fields.values() if field._field_type is dataclasses._FIELD]  # type: ignore[attr-defined]
        special = ["dataclass", [_describe_field(encoder, field) for field in real]]
    return [
        kind.__name__,
        kind.__qualname__,
        kind.__module__ if type(kind.__module__) is str else None,
        kind.__doc__ if type(kind.__doc__) is str else None,
        bases,
        attributes,
        special,
        flags(kind),
        annotations,
        None if type(kind) is type else encoder.encode_kept(type(kind)),
    ]


def flags(kind: type) -> int:
    """Whether a class hashes (1), is abstract (2), makes its own text (4), has a finaliser (8), compares (16)."""
    plain = value_base(kind) or object
    return (
        (1 if kind.__hash__ is not None and kind.__hash__ is not plain.__hash__ else 0)
        | (2 if type(kind) is not type and isinstance(kind, abc.ABCMeta) else 0)
        | (
            4
            if kind.__dict__.get("__str__") is not None or (issubclass(kind, BaseException) and _own_text(kind))
            else 0
        )
        | (8 if "__del__" in kind.__dict__ else 0)
        | (16 if kind.__eq__ is not plain.__eq__ or kind.__ne__ is not plain.__ne__ else 0)
    )


def _own_text(kind: type) -> bool:
    return any("__str__" in above.__dict__ for above in mirror_type.order(kind) if above.__module__ != "builtins")


_NAMEDTUPLE = frozenset(
    [
        "_make",
        "_replace",
        "_asdict",
        "_fields",
        "_field_defaults",
        "__new__",
        "__getnewargs__",
        "__match_args__",
        "__repr__",
    ]
)


def _raw_member(encoder: Encoder, member: Any) -> Any:
    base = value_base(type(member))
    return None if base is None else encoder.encode(base(member) if base is not str else str.__str__(member))


def _describe_field(encoder: Encoder, field: Any) -> list[Any]:
    missing = dataclasses.MISSING
    return [
        field.name,
        type_hints.encode(encoder, field.type),
        [] if field.default is missing else [encoder.encode(field.default)],
        [] if field.default_factory is missing else [encoder.encode(field.default_factory)],
        bool(field.init), bool(field.repr), field.hash, bool(field.compare), bool(field.kw_only),
    ]  # fmt: skip


def is_told_whole(name: str, raw: Any) -> bool:
    """Whether an attribute is described, and not merely asked for each time it is used."""
    if isinstance(raw, types.FunctionType | property) or (name.startswith("__") and name.endswith("__")):
        return True
    return isinstance(raw, staticmethod | classmethod) and isinstance(raw.__func__, types.FunctionType)


def describe_attribute(encoder: Encoder, name: str, raw: Any) -> list[Any]:
    """An attribute's kind and parts."""
    if isinstance(raw, types.FunctionType):
        return ["f", encoder.encode(raw)]
    if isinstance(raw, staticmethod | classmethod) and isinstance(raw.__func__, types.FunctionType):
        return ["s" if isinstance(raw, staticmethod) else "k", encoder.encode(raw.__func__)]
    if type(raw) is property:
        parts = [
            encoder.encode(part) if isinstance(part, types.FunctionType) else None
            for part in (raw.fget, raw.fset, raw.fdel)
        ]
        return ["p", *parts, raw.__doc__ if type(raw.__doc__) is str else None, encoder.lent.lend(raw)]
    if raw is None and name.startswith("__"):
        return ["0"]
    if encoder.stand_ins.number_of(raw) is not None:
        # The other side's own, a descriptor for example: it finds itself in the class.
        return ["h", encoder.encode(raw)]
    # A MagicMock makes its special methods when they are first asked for.
    return ["d"] if callable(raw) or type(raw).__qualname__ == "MagicProxy" else ["a"]


def _annotations(kind: type) -> dict[str, Any]:
    """A class's own annotations; some made in C have a descriptor of this name."""
    found = vars(kind).get("__annotations__")
    return found if isinstance(found, dict) else {}
