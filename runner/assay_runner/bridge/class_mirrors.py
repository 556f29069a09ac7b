"""Makes the mirror of a class that the other side described. Knows the decoder, never a message."""

from __future__ import annotations

import abc
import collections
import dataclasses
from typing import TYPE_CHECKING, Any, cast

from . import class_attributes, enum_mirrors
from .class_attributes import COMPARISONS, OF_TYPES
from .class_faces import TEXTS
from .functions import is_name
from .mirror_type import NEVER, MirrorType, RemoteAttribute, order, value_base
from .mirrors import Mirror, MirrorError, MirrorValue, forward, forward_of_class
from .wire import Malformed

if TYPE_CHECKING:
    from .decoding import Decoder
    from .far import Far

#: Attributes kept of one class at most.
MAX_ATTRIBUTES = 2000


def build(decoder: Decoder, number: int, description: list[Any]) -> Any:
    """The local mirror of the other side's class ``number``."""
    name, qualified, module, doc, coded_bases, attributes, special, flags, annotations, meta = description
    if not (is_name(name) and is_name(qualified)) or len(attributes) > MAX_ATTRIBUTES:
        raise Malformed("a class without a proper name or with too many attributes")
    bases = [
        base
        for base in (decoder.kind_of(coded) for coded in coded_bases)
        if isinstance(base, type) and base is not object
    ]
    namespace: dict[str, Any] = {
        "__module__": module,
        "__qualname__": qualified,
        "__doc__": doc,
        "_assay_far": decoder.far,
        "_assay_class": number,
        "_assay_own": True,
        "_assay_virtual": bool(flags & 2),
        "_assay_meta": type if meta is None else decoder.kind_of(meta),
    }
    if special and special[0] == "enum":
        return enum_mirrors.build(decoder, number, name, bases, special[1], attributes, namespace)
    error = any(issubclass(base, BaseException) for base in bases)
    if special and special[0] == "namedtuple":
        fields = [field for field in special[1] if is_name(field)]
        defaults = [decoder.decode(value) for key, value in special[2]]
        bases = [collections.namedtuple(name, fields, defaults=defaults, module=module)]
    valued = next((base for base in bases if value_base(base)), None)
    if error:
        root: Any = MirrorError
        namespace["_assay_text"] = bool(flags & 4)
    elif valued is not None:
        root = MirrorValue
        # A class below a builtin would get a `__dict__` of its own, which shows what this side keeps.
        namespace["__dict__"] = vars(MirrorValue)["__dict__"]
        if value_base(valued).__hash__ is None:
            namespace["__hash__"] = MirrorValue.__hash__ if flags & 1 else None
    else:
        root = Mirror
        namespace["__slots__"] = ()
    namespace["_assay_hashes"] = bool(flags & 1)
    namespace["_assay_compares"] = bool(flags & 16)
    if not any(isinstance(base, MirrorType) for base in bases) or not any(root in order(base) for base in bases):
        bases = [root, *bases]
    made = _make(_metaclass(namespace["_assay_meta"]), name, bases, namespace)
    decoder.stand_ins.add_class(number, made)
    for attribute, kind, *parts in attributes:
        if attribute == "__signature__":
            type.__setattr__(made, "_assay_signature", True)
        elif _is_shown(made, attribute, kind):
            type.__setattr__(made, attribute, class_attributes.build(decoder, made, attribute, kind, parts))
    if root is Mirror:
        for base in bases:
            _leave_behind(made, base)
    if annotations:
        type.__setattr__(made, "__annotations__", {k: decoder.decode(v) for k, v in annotations if is_name(k)})
    if special and special[0] == "dataclass":
        type.__setattr__(
            made,
            "__dataclass_fields__",
            {field.name: field for field in (_build_field(decoder, part) for part in special[1])},
        )
    return made


def _is_shown(made: Any, name: Any, kind: str) -> bool:
    """Whether an attribute that was described has a place in the mirror."""
    if name == "__doc__":
        return kind == "a"
    if not is_name(name) or name in OF_TYPES or name.startswith("_assay"):
        return False
    if name == "__init__" and issubclass(made, BaseException):
        return False
    valued = value_base(made) if issubclass(made, MirrorValue) else None
    if valued is not None and (name in COMPARISONS or (name == "__len__" and valued in (int, float, str))):
        return False
    return kind == "v" or name not in NEVER or (name in TEXTS and valued is not None)


def change(decoder: Decoder, made: Any, attributes: list[Any], gone: list[Any], flags: int | None) -> None:
    """Carries over what the other side changed of a class after it was described."""
    if len(made.__dict__) + len(attributes) > MAX_ATTRIBUTES:
        raise Malformed("a class with too many attributes")
    for name, kind, *parts in attributes:
        if _is_shown(made, name, kind) and kind != "v":
            type.__setattr__(made, name, class_attributes.build(decoder, made, name, kind, parts))
    for name in gone:
        if name in made.__dict__ and _is_shown(made, name, ""):
            type.__delattr__(made, name)
    if flags is not None:
        type.__setattr__(made, "_assay_hashes", bool(flags & 1))
        type.__setattr__(made, "_assay_compares", bool(flags & 16))
        if issubclass(made, MirrorError):
            type.__setattr__(made, "_assay_text", bool(flags & 4))


def _leave_behind(made: Any, base: type) -> None:
    """Lets the methods of a standard base that keeps a state (a thread, a stream) run where that state is."""
    if isinstance(base, MirrorType) or base.__init__ is object.__init__:  # type: ignore[misc]
        return
    for above in base.__mro__[:-1]:
        for name, raw in above.__dict__.items():
            if name in made.__dict__ or name in NEVER or name in object.__dict__:
                continue
            if callable(raw):
                type.__setattr__(made, name, class_attributes.far_method(made, name))
            elif not name.startswith("__"):
                type.__setattr__(made, name, RemoteAttribute(made, name))


def _metaclass(meta: Any) -> Any:
    """The mirrors' metaclass, with the special methods of the other side's own: ``len(Class)``, ``x in Class``."""
    if not isinstance(meta, MirrorType):
        return MirrorType
    made = meta.__dict__.get("_assay_metaclass")
    if made is None:
        names = {name for above in order(meta) if isinstance(above, MirrorType) for name in above.__dict__}
        space = {name: forward_of_class(name) for name in names if _is_operator(name)}
        made = type(meta.__name__, (MirrorType,), space)
        type.__setattr__(meta, "_assay_metaclass", made)
    return made


def _is_operator(name: str) -> bool:
    return (
        name.startswith("__")
        and name.endswith("__")
        and name not in NEVER
        and name not in type.__dict__
        and name != "__hash__"
    )


def _make(metaclass: Any, name: str, bases: list[Any], namespace: dict[str, Any]) -> Any:
    """The class itself; where bases cannot be combined here, the mirror alone has to do."""
    try:
        return metaclass(name, tuple(dict.fromkeys(bases)), namespace)
    except TypeError:
        kept = [base for base in bases if isinstance(base, MirrorType)] or [Mirror]
        try:
            made = MirrorType(name, tuple(dict.fromkeys(kept)), namespace)
        except TypeError:
            made = MirrorType(name, (Mirror,), namespace)
        for base in bases:
            if isinstance(base, abc.ABCMeta) and not isinstance(base, MirrorType):
                base.register(cast(Any, made))
        return made


def _build_field(decoder: Decoder, part: list[Any]) -> Any:
    name, kind, default, factory, init, show, hashed, compare, keyword_only = part
    field: Any = dataclasses.field(init=init, repr=show, hash=hashed, compare=compare, kw_only=keyword_only)
    if default:
        field.default = decoder.decode(default[0])
    if factory:
        field.default_factory = decoder.decode(factory[0])
    field.name = name
    field.type = decoder.decode(kind)
    field._field_type = dataclasses._FIELD  # type: ignore[attr-defined]
    return field


def of_standard(far: Far, kind: Any, claims: bool) -> Any:
    """A mirror for instances of a standard class that both sides have, e.g. an ``io.StringIO`` of the other side.

    ``claims``: whether such an instance may say with ``__class__`` that it is one.
    """
    space: dict[str, Any] = {
        "__slots__": (),
        "__module__": kind.__module__,
        "__doc__": None,
        "_assay_own": True,
        "_assay_far": far,
        "_assay_hashes": True,
        "_assay_compares": True,
        "_assay_class": 0,
        "_assay_virtual": False,
        "_assay_standard": kind,
        "_assay_claims": claims,
        "_assay_meta": type(kind),
    }
    for name in dir(kind):
        special = name.startswith("__") and callable(getattr(kind, name, None))
        if special and name not in NEVER and name not in object.__dict__:
            space[name] = forward(name)
    if claims:
        space["__class__"] = property(lambda _self: kind)
    made = MirrorType(kind.__name__, (Mirror,), space)
    type.__setattr__(made, "__qualname__", kind.__qualname__)
    return made
