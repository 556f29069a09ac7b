"""Classes of the other side as real local classes, and stand-ins for their instances.

A mirror class has the other side's name, bases, methods and properties, so that ``isinstance``, ``super()``,
operators and a
subclass written on this side behave as in one process. The instance itself stays where it was made: attributes and
calls cross.
"""

from __future__ import annotations

import abc
import collections
import dataclasses
import enum
import inspect
import types
import typing
from typing import TYPE_CHECKING, Any, cast

from . import aio
from .functions import is_name
from .replicas import TAGS
from .wire import Malformed

if TYPE_CHECKING:
    from .peer import Peer

#: Names of a class that have a meaning of their own here or none on the other side.
_NEVER = frozenset(
    [
        "__module__",
        "__dict__",
        "__weakref__",
        "__doc__",
        "__qualname__",
        "__eq__",
        "__ne__",
        "__getattribute__",
        "__getattr__",
        "__setattr__",
        "__delattr__",
        "__new__",
        "__init_subclass__",
        "__class_getitem__",
        "__del__",
        "__instancecheck__",
        "__subclasscheck__",
        "__prepare__",
        "__reduce__",
        "__reduce_ex__",
        "__getstate__",
        "__setstate__",
        "__copy__",
        "__deepcopy__",
        "__dir__",
        "__sizeof__",
        "__repr__",
        "__str__",
        "__slots__",
        "__abstractmethods__",
        "_abc_impl",
        "__parameters__",
        "__orig_bases__",
        "__annotations__",
        "__dataclass_fields__",
        "__subclasshook__",
        "__class__",
        "__getnewargs__",
        "__getnewargs_ex__",
        "__static_attributes__",
        "__firstlineno__",
        "__type_params__",
        "__protocol_attrs__",
        "__non_callable_proto_members__",
        "__post_init__",
    ]
)
_TEXT = ("__str__", "__repr__", "__format__")
#: Attributes of every class object itself, which a class's own dictionary cannot replace.
_OF_TYPES = frozenset(name for name in type.__dict__ if not callable(getattr(type, name, None)))
_CONVERSIONS = frozenset(["__lt__", "__le__", "__gt__", "__ge__", "__hash__"])
#: Attributes kept of one class at most.
MAX_ATTRIBUTES = 2000


class _Layout:
    """The storage of every stand-in: the number of the object it stands for and what shadows a method of its class."""

    __slots__ = ("__dict__", "__weakref__", "_assay_number")


_shadows = _Layout.__dict__["__dict__"].__get__
_number = _Layout.__dict__["_assay_number"].__get__
_set_number = _Layout.__dict__["_assay_number"].__set__


def _peer(thing: Any) -> Any:
    return type(thing)._assay_peer


#: A class's real order of look-up and bases, past what ``MirrorType`` shows of them.
order: Any = type.__dict__["__mro__"].__get__
_bases: Any = type.__dict__["__bases__"].__get__


def is_scaffold(kind: type) -> bool:
    """Whether a class exists only to make stand-ins work."""
    return kind is _Layout or "_assay_root" in type.__dict__["__dict__"].__get__(kind)


_abstract_slot: Any = type.__dict__["__abstractmethods__"]
#: Whether a class is being made right now: its bases must not be asked about their abstract methods then.
_making: list[bool] = []


def _set_abstract(kind: Any, names: Any) -> None:
    # Whether a class can be instantiated is the other side's to say, so here none is abstract.
    _abstract_slot.__set__(kind, frozenset())


def _delete_abstract(kind: Any) -> None:
    _abstract_slot.__delete__(kind)


class MirrorType(abc.ABCMeta):
    """The metaclass of mirrors and of what a test derives from one."""

    _assay_peer: Any
    _assay_class: int
    _assay_own: bool
    _assay_hashes: bool
    _assay_compares: bool

    def __new__(mcls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **keywords: Any) -> Any:
        below = next(
            (base for base in bases if isinstance(base, MirrorType) and base.__dict__.get("_assay_root") is None), None
        )
        if below is None or namespace.get("_assay_own"):
            namespace.setdefault("_assay_own", True)
            return _made(mcls, name, bases, namespace)
        peer = below._assay_peer
        derived: dict[str, Any] = {k: v for k, v in namespace.items() if k not in ("__slots__", "__classcell__")}
        local = dict(namespace)
        if not any(issubclass(base, BaseException) or _value_base(base) for base in bases):
            local.setdefault("__slots__", ())
        local["_assay_peer"] = peer
        local["_assay_own"] = False
        local["_assay_class"] = -1
        if "__eq__" in local:
            local["_assay_compares"] = True
            del local["__eq__"]
        if "__hash__" in local or "__eq__" in derived:
            local["_assay_hashes"] = True
        made = _made(mcls, name, bases, local)
        peer.derive_far(made, name, bases, derived, keywords)
        return made

    def __init__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **_keywords: Any) -> None:
        type.__init__(cls, name, bases, namespace)

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        if "_assay_standard" in cls.__dict__:
            return cls.__dict__["_assay_standard"](*args, **kwargs)
        return cls._assay_peer.call_far(cls._assay_class, args, kwargs)

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("_assay_") or name == "__abstractmethods__":
            raise AttributeError(name)
        if "_assay_standard" in cls.__dict__:
            return getattr(cls.__dict__["_assay_standard"], name)
        return cls._assay_peer.get_far(cls._assay_class, name)

    def __setattr__(cls, name: str, value: Any) -> None:
        if name == "__abstractmethods__":
            _set_abstract(cls, value)
            return
        if name.startswith(("_assay_", "_abc_")) or name in ("__parameters__", "__module__", "__qualname__", "__doc__"):
            type.__setattr__(cls, name, value)
            return
        cls._assay_peer.set_far(cls._assay_class, name, value)
        type.__setattr__(
            cls, name, value if callable(value) or hasattr(type(value), "__get__") else RemoteAttribute(cls, name)
        )

    def __delattr__(cls, name: str) -> None:
        cls._assay_peer.delete_far(cls._assay_class, name)
        if name in cls.__dict__:
            type.__delattr__(cls, name)

    def __dir__(cls) -> Any:
        return cls._assay_peer.dunder_far(cls._assay_class, "__dir__")

    def __instancecheck__(cls, instance: Any) -> bool:
        if cls in order(type(instance)):
            return True
        # Only an abstract class of the other side can have virtual subclasses, and only that side knows them.
        return bool(cls.__dict__.get("_assay_virtual")) and bool(cls._assay_peer.instance_far(cls, instance))

    def __subclasscheck__(cls, subclass: Any) -> bool:
        if isinstance(subclass, type) and cls in order(subclass):
            return True
        return bool(cls.__dict__.get("_assay_virtual")) and bool(cls._assay_peer.instance_far(cls, subclass, True))

    # What the stand-ins themselves are made of does not show.
    __mro__ = property(lambda cls: tuple(kind for kind in order(cls) if not is_scaffold(kind)))
    __bases__ = property(lambda cls: tuple(kind for kind in _bases(cls) if not is_scaffold(kind)) or (object,))

    def register(cls, subclass: Any) -> Any:
        """Makes ``subclass`` a virtual subclass, as the far abstract class understands it."""
        return cls._assay_peer.get_far(cls._assay_class, "register")(subclass)

    def _abstract(cls) -> Any:
        if _making or "_assay_class" not in cls.__dict__:
            raise AttributeError("__abstractmethods__")
        return cls._assay_peer.get_far(cls._assay_class, "__abstractmethods__")

    __abstractmethods__ = property(_abstract, _set_abstract, _delete_abstract)

    def __repr__(cls) -> str:
        return f"<class '{cls.__module__}.{cls.__qualname__}'>"

    def _signature(cls) -> inspect.Signature:
        """The parameters of a call of the class: those of its ``__init__`` without ``self``."""
        maker = getattr_static(cls, "__init__")
        if not isinstance(maker, types.FunctionType):
            if (
                is_scaffold(cls)
                or "__new__" in cls.__dict__
                or any(base.__module__ != "builtins" for base in cls.__mro__ if not isinstance(base, MirrorType))
            ):
                raise AttributeError("__signature__")
            return inspect.Signature()
        whole = inspect.signature(maker)
        return whole.replace(parameters=list(whole.parameters.values())[1:], return_annotation=inspect.Signature.empty)

    __signature__ = property(_signature)

    def _test_flag(cls) -> bool:
        return not cls.__dict__.get("_assay_own", False)

    # pytest must not take the candidate's class for a test of its own; a test's subclass may be one.
    __test__ = property(_test_flag)


def _made(kind: Any, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> Any:
    _making.append(True)
    try:
        return abc.ABCMeta.__new__(kind, name, bases, namespace)
    finally:
        _making.pop()


class RemoteAttribute:
    """Stands in a mirror's ``__dict__`` for a class attribute whose value is asked for each time."""

    def __init__(self, owner: Any, name: str) -> None:
        self.owner = owner
        self.name = name

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        if instance is None or (not is_stand_in(instance) and not isinstance(instance, enum.Enum)):
            owner = owner or self.owner
            if isinstance(owner, MirrorType):
                return owner._assay_peer.get_far(owner._assay_class, self.name)
            return self.owner._assay_peer.get_far(self.owner._assay_class, self.name)
        return number_peer(instance).get_far_object(instance, self.name)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.__get__(None, self.owner)(*args, **kwargs)


class Mirror(_Layout, metaclass=MirrorType):
    """The base of every mirror whose instances stay on the other side."""

    __slots__ = ()
    _assay_root = True

    def __getattr__(self, name: str) -> Any:
        return _peer(self).get_far(_number(self), name)

    def __setattr__(self, name: str, value: Any) -> None:
        _peer(self).set_far(_number(self), name, value)
        held = _shadows(self)
        if name in held or isinstance(
            getattr_static(type(self), name), types.FunctionType | RemoteAttribute | staticmethod | classmethod
        ):
            held[name] = value

    def __delattr__(self, name: str) -> None:
        _peer(self).delete_far(_number(self), name)
        _shadows(self).pop(name, None)

    @property
    def __dict__(self) -> Any:  # type: ignore[override]
        return _peer(self).get_far(_number(self), "__dict__")

    def __dir__(self) -> Any:
        return _peer(self).dunder_far(_number(self), "__dir__")

    def __repr__(self) -> str:
        return str(_peer(self).dunder_far(_number(self), "__repr__"))

    def __str__(self) -> str:
        return str(_peer(self).dunder_far(_number(self), "__str__"))

    def __format__(self, spec: str) -> str:
        return str(_peer(self).dunder_far(_number(self), "__format__", spec))

    def __eq__(self, other: Any) -> Any:
        # Equal only to an object of the same side; anything else is for the other operand's own, trusted, class to say.
        if type(self)._assay_compares and number_of(other) is not None:
            return self._assay_compare("__eq__", other)
        return True if self is other else NotImplemented

    def __ne__(self, other: Any) -> Any:
        if type(self)._assay_compares and number_of(other) is not None:
            return self._assay_compare("__ne__", other)
        return False if self is other else NotImplemented

    def _assay_compare(self, how: str, other: Any) -> Any:
        return _peer(self).dunder_far(_number(self), how, other)

    def __hash__(self) -> int:
        held = _shadows(self).get("_assay_hash")
        if held is None:
            held = (
                _peer(self).dunder_far(_number(self), "__hash__") if type(self)._assay_hashes else object.__hash__(self)
            )
            _shadows(self)["_assay_hash"] = held
        return int(held)

    def __copy__(self) -> Any:
        return _peer(self).copy_far(self, False)

    def __deepcopy__(self, memo: Any) -> Any:
        return _peer(self).copy_far(self, True)

    def __reduce_ex__(self, protocol: Any) -> Any:
        return _peer(self).reduce_far(self)


class MirrorValue(metaclass=MirrorType):
    """The base of mirrors whose instances hold a builtin's value here: comparisons are the builtin's own."""

    _assay_root = True

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_assay_"):
            raise AttributeError(name)
        return number_peer(self).get_far_object(self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        number_peer(self).set_far(number_peer(self).number_for(self), name, value)

    def __delattr__(self, name: str) -> None:
        number_peer(self).delete_far(number_peer(self).number_for(self), name)

    def __eq__(self, other: Any) -> Any:
        # Two objects of the candidate's compare as its class says; with anything else the builtin's contents do.
        if type(self)._assay_compares and number_of(self) is not None and number_of(other) is not None:
            return number_peer(self).dunder_far_object(self, "__eq__", other)
        return super().__eq__(other)

    def __ne__(self, other: Any) -> Any:
        equal = self.__eq__(other)
        return equal if equal is NotImplemented else not equal

    def __hash__(self) -> int:
        if type(self)._assay_hashes and number_of(self) is not None:
            return int(number_peer(self).dunder_far_object(self, "__hash__"))
        return super().__hash__()


class MirrorError(metaclass=MirrorType):
    """The base of mirrors of exception classes: the instance is a real local exception."""

    _assay_root = True

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_assay_") or name == "__notes__":
            raise AttributeError(name)
        return number_peer(self).get_far_object(self, name)

    def __str__(self) -> str:
        if type(self).__dict__.get("_assay_text") is None:
            return str(super().__str__())
        return str(number_peer(self).dunder_far_object(self, "__str__"))


def is_stand_in(thing: Any) -> bool:
    """Whether this is the other side's object, standing here. Asked of the type, which cannot be faked from there."""
    kind = type(thing)
    return isinstance(kind, MirrorType) and _Layout in order(kind)


def number_of(thing: Any) -> int | None:
    """The other side's number of a stand-in of any kind, or None."""
    kind = type(thing)
    if isinstance(kind, MirrorType):
        if _Layout in order(kind):
            return int(_number(thing))
        held = (
            BaseException.__getattribute__(thing, "__dict__")
            if isinstance(thing, BaseException)
            else object.__getattribute__(thing, "__dict__")
        )
        found = held.get("_assay_number")
        return None if found is None else int(found)
    return None


def number_peer(thing: Any) -> Any:
    kind: Any = type(thing)
    return kind._assay_peer


def getattr_static(kind: type, name: str) -> Any:
    for above in order(kind):
        if name in above.__dict__:
            return above.__dict__[name]
    return None


def place(kind: Any, number: int) -> Any:
    """A new stand-in of a mirror class for the other side's object ``number``."""
    made = object.__new__(kind)
    _set_number(made, number)
    return made


def shadow(thing: Any, name: str, value: Any) -> None:
    _shadows(thing)[name] = value


_VALUE_BASES: dict[type, str] = {
    **TAGS,
    int: "i",
    float: "n",
    str: "s",
    bytes: "b",
    tuple: "t",
    frozenset: "f",
    complex: "x",
}


def _value_base(kind: type) -> type | None:
    above: type
    for above in order(kind):
        if above in _VALUE_BASES and above is not types.SimpleNamespace:
            return above
    return None


value_base = _value_base


def describe(peer: Peer, kind: type) -> list[Any]:
    """A class's visible face as JSON: name, bases, and its attributes by kind."""
    bases = [peer.encode_kept(base) for base in kind.__bases__ if base not in (object, typing.Generic, typing.Protocol)]
    special: Any = None
    names = peer.visible_names(kind)
    if isinstance(kind, enum.EnumMeta):
        special = [
            "enum",
            [
                [name, _raw_member(peer, member), peer.encode(member._value_)]
                for name, member in list[Any](kind.__members__.items())
            ],
        ]
    elif issubclass(kind, tuple) and isinstance(kind.__dict__.get("_fields"), tuple) and kind.__bases__ == (tuple,):
        special = [
            "namedtuple",
            list(kind.__dict__["_fields"]),
            [[k, peer.encode(v)] for k, v in getattr(kind, "_field_defaults", {}).items()],
        ]
        names = [name for name in names if name not in _NAMEDTUPLE and name not in kind._fields]  # type: ignore[attr-defined]
    attributes = []
    for name in names:
        raw = kind.__dict__[name]
        if isinstance(kind, enum.EnumMeta) and (name in kind.__members__ or name.startswith("_")):
            continue
        attributes.append([name, *_describe_attribute(peer, name, raw)])
    if isinstance(kind, enum.EnumMeta) or _value_base(kind):
        # The text of an object that stays behind is asked for; of one whose value crosses the class's own methods
        # make it.
        for name in _TEXT:
            raw = kind.__dict__.get(name)
            if (
                isinstance(raw, types.FunctionType)
                and peer.names.name_of(raw) is None
                and raw.__module__ not in ("enum", "collections")
            ):
                attributes.append([name, "f", peer.encode(raw)])
    slots = kind.__dict__.get("__slots__")
    if isinstance(slots, str | tuple | list) and all(type(name) is str for name in slots):
        attributes.append(["__slots__", "v", peer.encode(slots)])
    annotations = [
        [key, peer.encode_annotation(value)]
        for key, value in (vars(kind).get("__annotations__") or {}).items()
        if type(key) is str
    ]
    fields = kind.__dict__.get("__dataclass_fields__")
    if isinstance(fields, dict) and special is None:
        real = [field for field in fields.values() if field._field_type is dataclasses._FIELD]  # type: ignore[attr-defined]
        special = ["dataclass", [_describe_field(peer, field) for field in real]]
    plain = _value_base(kind) or object
    flags = (
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
    return [
        kind.__name__,
        kind.__qualname__,
        kind.__module__ if type(kind.__module__) is str else None,
        kind.__doc__ if type(kind.__doc__) is str else None,
        bases,
        attributes,
        special,
        flags,
        annotations,
    ]


def _own_text(kind: type) -> bool:
    return any("__str__" in above.__dict__ for above in order(kind) if above.__module__ != "builtins")


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


def _raw_member(peer: Peer, member: Any) -> Any:
    base = _value_base(type(member))
    return None if base is None else peer.encode(base(member) if base is not str else str.__str__(member))


def _describe_field(peer: Peer, field: Any) -> list[Any]:
    missing = dataclasses.MISSING
    return [
        field.name,
        peer.encode_annotation(field.type),
        [] if field.default is missing else [peer.encode(field.default)],
        [] if field.default_factory is missing else [peer.encode(field.default_factory)],
        bool(field.init), bool(field.repr), field.hash, bool(field.compare), bool(field.kw_only),
    ]  # fmt: skip


def _describe_attribute(peer: Peer, name: str, raw: Any) -> list[Any]:
    if isinstance(raw, types.FunctionType):
        return ["f", peer.encode(raw)]
    if isinstance(raw, staticmethod | classmethod) and isinstance(raw.__func__, types.FunctionType):
        return ["s" if isinstance(raw, staticmethod) else "k", peer.encode(raw.__func__)]
    if type(raw) is property:
        parts = [
            peer.encode(part) if isinstance(part, types.FunctionType) else None
            for part in (raw.fget, raw.fset, raw.fdel)
        ]
        return ["p", *parts, raw.__doc__ if type(raw.__doc__) is str else None]
    if raw is None:
        return ["0"]
    # A MagicMock makes its special methods when they are first asked for.
    return ["d"] if callable(raw) or type(raw).__qualname__ == "MagicProxy" else ["a"]


def build(peer: Peer, number: int, description: list[Any]) -> Any:
    """The local mirror of the other side's class ``number``."""
    name, qualified, module, doc, coded_bases, attributes, special, flags, annotations = description
    if not (is_name(name) and is_name(qualified)) or len(attributes) > MAX_ATTRIBUTES:
        raise Malformed("a class without a proper name or with too many attributes")
    bases = [
        base
        for base in (peer.decode_kind(coded) for coded in coded_bases)
        if isinstance(base, type) and base is not object
    ]
    namespace: dict[str, Any] = {
        "__module__": module,
        "__qualname__": qualified,
        "__doc__": doc,
        "_assay_peer": peer,
        "_assay_class": number,
        "_assay_own": True,
        "_assay_virtual": bool(flags & 2),
    }
    if special and special[0] == "enum":
        return _build_enum(peer, number, name, bases, special[1], attributes, namespace)
    error = any(issubclass(base, BaseException) for base in bases)
    if special and special[0] == "namedtuple":
        fields = [field for field in special[1] if is_name(field)]
        defaults = [peer.decode(value) for key, value in special[2]]
        bases = [collections.namedtuple(name, fields, defaults=defaults, module=module)]
    valued = next((base for base in bases if _value_base(base)), None)
    if error:
        root: Any = MirrorError
        if flags & 4:
            namespace["_assay_text"] = True
    elif valued is not None:
        root = MirrorValue
    else:
        root = Mirror
        namespace["__slots__"] = ()
    namespace["_assay_hashes"] = bool(flags & 1)
    namespace["_assay_compares"] = bool(flags & 16)
    if not any(isinstance(base, MirrorType) for base in bases) or not any(root in order(base) for base in bases):
        bases = [root, *bases]
    skip = (
        (_CONVERSIONS | {"__len__"} if valued in (int, float, str) else _CONVERSIONS)
        if valued is not None
        else frozenset()
    )
    made = _make(peer, name, bases, namespace)
    peer.register_class(number, made)
    for attribute, kind, *parts in attributes:
        allowed = kind == "v" or (attribute in _TEXT and root is MirrorValue) or attribute not in _NEVER
        if (
            is_name(attribute)
            and allowed
            and attribute not in skip
            and attribute not in _OF_TYPES
            and not attribute.startswith("_assay")
        ):
            if error and attribute == "__init__":
                continue
            type.__setattr__(made, attribute, _build_attribute(peer, made, attribute, kind, parts))
    if root is Mirror:
        for base in bases:
            _leave_behind(made, base)
    if annotations:
        type.__setattr__(made, "__annotations__", {k: peer.decode(v) for k, v in annotations if is_name(k)})
    if special and special[0] == "dataclass":
        type.__setattr__(
            made,
            "__dataclass_fields__",
            {field.name: field for field in (_build_field(peer, part) for part in special[1])},
        )
    return made


def _leave_behind(made: Any, base: type) -> None:
    """Lets the methods of a standard base that keeps a state (a thread, a stream) run where that state is."""
    if isinstance(base, MirrorType) or base.__init__ is object.__init__:  # type: ignore[misc]
        return
    for above in base.__mro__[:-1]:
        for name, raw in above.__dict__.items():
            if name in made.__dict__ or name in _NEVER or name in object.__dict__:
                continue
            if callable(raw):
                type.__setattr__(made, name, _far_method(made, name))
            elif not name.startswith("__"):
                type.__setattr__(made, name, RemoteAttribute(made, name))


def _far_method(owner: Any, name: str) -> Any:
    def method(self: Any, *args: Any, **kwargs: Any) -> Any:
        # Of the class, not of the instance: an override of the test's calls this one by `super()`.
        return owner._assay_peer.get_far(owner._assay_class, name)(self, *args, **kwargs)

    method.__name__ = method.__qualname__ = name
    return method


def _make(peer: Peer, name: str, bases: list[Any], namespace: dict[str, Any]) -> Any:
    """The class itself; where bases cannot be combined here, the mirror alone has to do."""
    try:
        return MirrorType(name, tuple(dict.fromkeys(bases)), namespace)
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


def _build_attribute(peer: Peer, owner: Any, name: str, kind: str, parts: list[Any]) -> Any:
    if kind == "0":
        return None
    if kind == "v":
        return peer.decode(parts[0])
    if kind in ("f", "s", "k"):
        function = peer.decode(parts[0])
        return function if kind == "f" else staticmethod(function) if kind == "s" else classmethod(function)
    if kind == "p":
        getter, setter, deleter = (None if part is None else _accessor(peer.decode(part)) for part in parts[:3])
        made = property(getter, setter, deleter, parts[3])
        peer.register_attribute(made, owner, name)
        return made
    if kind == "d" and name.startswith("__"):
        return forward(name)
    remote = RemoteAttribute(owner, name)
    peer.register_attribute(remote, owner, name)
    return remote


def _accessor(function: Any) -> Any:
    if isinstance(function, type):
        raise Malformed("a class in the place of a property's function")
    return function


def forward(name: str) -> Any:
    """A special method that performs the far object's own."""
    if name == "__await__":

        def await_it(self: Any) -> Any:
            return aio.await_far(self, _peer(self), number_of(self) or 0)

        return await_it

    def far(self: Any, *args: Any) -> Any:
        return _peer(self).dunder_far_object(self, name, *args)

    far.__name__ = far.__qualname__ = name
    return far


def _build_field(peer: Peer, part: list[Any]) -> Any:
    name, kind, default, factory, init, show, hashed, compare, keyword_only = part
    field: Any = dataclasses.field(init=init, repr=show, hash=hashed, compare=compare, kw_only=keyword_only)
    if default:
        field.default = peer.decode(default[0])
    if factory:
        field.default_factory = peer.decode(factory[0])
    field.name = name
    field.type = peer.decode(kind)
    field._field_type = dataclasses._FIELD  # type: ignore[attr-defined]
    return field


class EnumMirrorType(enum.EnumMeta):
    """The metaclass of mirrored enumerations: their members are real local members."""

    _assay_peer: Any
    _assay_class: int

    @property
    def __test__(cls) -> bool:
        return False


def _build_enum(
    peer: Peer,
    number: int,
    name: str,
    bases: list[Any],
    members: list[Any],
    attributes: list[Any],
    extra: dict[str, Any],
) -> Any:
    bases = [base for base in bases if not isinstance(base, MirrorType)]
    if not any(issubclass(base, enum.Enum) for base in bases):
        bases.append(enum.Enum)
    mixin = next((found for base in bases if (found := _value_base(base))), None)
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
        space["_missing_"] = classmethod(lambda _kind, value: peer.call_far(number, (value,), {}))
    for member, content, value in members:
        if is_name(member) and not member.startswith("_"):
            space[member] = _Raw(peer.decode(content), peer.decode(value))
    made: Any = EnumMirrorType(name, tuple(bases), space)
    made._assay_peer = peer
    made._assay_class = number
    peer.register_class(number, made)
    for attribute, kind, *parts in attributes:
        if (
            is_name(attribute)
            and (attribute in _TEXT or attribute not in _NEVER)
            and attribute not in _CONVERSIONS | _OF_TYPES
        ):
            type.__setattr__(made, attribute, _build_attribute(peer, made, attribute, kind, parts))
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
    return type(member)._assay_peer.get_far_object(member, name)
