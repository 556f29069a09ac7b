"""Enumerations of the other side: their members are real local members."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, Any

from . import class_attributes
from .class_faces import TEXTS
from .functions import is_name
from .mirror_type import NEVER, MirrorType, value_base

if TYPE_CHECKING:
    from .decoding import Decoder


class EnumMirrorType(enum.EnumMeta):
    """The metaclass of mirrored enumerations: their members are real local members."""

    _assay_far: Any
    _assay_class: int
    _assay_meta: Any

    # A property of the metaclass: what ``Class.__class__`` says, not ``member.__class__``.
    __class__ = property(lambda cls: cls._assay_meta)

    @property
    def __test__(cls) -> bool:
        return False


def build(
    decoder: Decoder,
    number: int,
    name: str,
    bases: list[Any],
    members: list[Any],
    attributes: list[Any],
    extra: dict[str, Any],
) -> Any:
    """The local enumeration for the other side's class ``number``."""
    bases = [base for base in bases if not isinstance(base, MirrorType)]
    if not any(issubclass(base, enum.Enum) for base in bases):
        bases.append(enum.Enum)
    mixin = next((found for base in bases if (found := value_base(base))), None)
    space: Any = EnumMirrorType.__prepare__(name, tuple(bases))
    space["__module__"], space["__qualname__"], space["__doc__"] = (
        extra["__module__"],
        extra["__qualname__"],
        extra["__doc__"],
    )

    def make(kind: Any, pair: _Raw) -> Any:
        member: Any = object.__new__(kind) if mixin is None else mixin.__new__(kind, pair.content)
        member._value_ = pair.value
        return member

    space["__new__"] = make
    # A value that is no member's is for the other side's own `_missing_` to answer.
    if not any(issubclass(base, enum.Flag) for base in bases):
        space["_missing_"] = classmethod(lambda _kind, value: decoder.far.call(number, (value,), {}))
    for member, content, value in members:
        if is_name(member) and not member.startswith("_"):
            space[member] = _Raw(decoder.decode(content), decoder.decode(value))
    made: Any = EnumMirrorType(name, tuple(bases), space)
    made._assay_far = decoder.far
    made._assay_class = number
    made._assay_meta = extra["_assay_meta"]
    decoder.stand_ins.add_class(number, made)
    for attribute, kind, *parts in attributes:
        if (
            is_name(attribute)
            and (attribute in TEXTS or attribute not in NEVER)
            and attribute not in class_attributes.COMPARISONS | class_attributes.OF_TYPES
        ):
            type.__setattr__(made, attribute, class_attributes.build(decoder, made, attribute, kind, parts))
    type.__setattr__(made, "__getattr__", _enum_attribute)
    return made


class _Raw:
    """A member on its way into a mirrored enumeration: what the mixin holds and its ``value``."""

    def __init__(self, content: Any, value: Any) -> None:
        self.content = content
        self.value = value


def _enum_attribute(member: Any, name: str) -> Any:
    if name.startswith("_"):
        raise AttributeError(name)
    return type(member)._assay_far.get_of(member, name)
