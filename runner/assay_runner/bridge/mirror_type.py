"""The metaclass of mirrors, and what can be told of a stand-in by its type, which the other side cannot fake."""

from __future__ import annotations

import abc
import enum
import inspect
import sys
import types
from typing import Any

from .replicas import NAMESPACES, TAGS

#: Names of a class that have a meaning of their own here or none on the other side.
NEVER = frozenset(
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
        "__slotnames__",
        # By these NumPy, and what follows its protocols, would let an object decide how it is compared.
        "__array__",
        "__array_function__",
        "__array_interface__",
        "__array_namespace__",
        "__array_priority__",
        "__array_struct__",
        "__array_ufunc__",
        "__array_wrap__",
        "__buffer__",
        "__dataframe__",
        "__dlpack__",
        "__dlpack_device__",
    ]
)
#: Those of them that are not asked for over there either: an answer would have a meaning here.
NEVER_ASKED = frozenset(name for name in NEVER if name.startswith(("__array_", "__dataframe", "__dlpack")))


#: What is set on a class here and means nothing on the other side.
_OWN_ATTRIBUTES = frozenset({"__parameters__", "__module__", "__qualname__", "__doc__", "__slotnames__"})


#: In place of the number of a class that is being made.
_UNMADE = -1


class Layout:
    """The storage of every stand-in: the number of the object it stands for and what shadows a method of its class."""

    __slots__ = ("__dict__", "__weakref__", "_assay_number")


class ValueLayout:
    """The storage of stand-ins that hold a builtin's value, behind what they show as their ``__dict__``."""

    _assay_root = True


_number = Layout.__dict__["_assay_number"].__get__
#: What this side keeps of such a stand-in.
value_space: Any = ValueLayout.__dict__["__dict__"].__get__

#: A class's real order of look-up and bases, past what ``MirrorType`` shows of them.
order: Any = type.__dict__["__mro__"].__get__
_bases: Any = type.__dict__["__bases__"].__get__


def is_scaffold(kind: type) -> bool:
    """Whether a class exists only to make stand-ins work."""
    return kind is Layout or "_assay_root" in type.__dict__["__dict__"].__get__(kind)


_abstract_slot: Any = type.__dict__["__abstractmethods__"]
#: Whether a class is being made right now: its bases must not be asked about their abstract methods then.
_making: list[bool] = []


_ABC_CHECKS = (abc.ABCMeta.__subclasscheck__.__code__, abc.ABCMeta.__instancecheck__.__code__)


def _set_abstract(kind: Any, names: Any) -> None:
    # Whether a class can be instantiated is the other side's to say, so here none is abstract.
    _abstract_slot.__set__(kind, frozenset())


def _delete_abstract(kind: Any) -> None:
    _abstract_slot.__delete__(kind)


class MirrorType(abc.ABCMeta):
    """The metaclass of mirrors and of what a test derives from one."""

    _assay_far: Any
    _assay_class: int
    _assay_own: bool
    _assay_hashes: bool
    _assay_compares: bool
    #: Whether the exceptions of the class make their own text.
    _assay_text: bool = False
    #: The metaclass that the class has on its own side.
    _assay_meta: type = type

    # A property of the metaclass: what ``Class.__class__`` says, not ``instance.__class__``.
    __class__ = property(lambda cls: cls._assay_meta)

    def __new__(mcls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **keywords: Any) -> Any:
        below = next(
            (base for base in bases if isinstance(base, MirrorType) and base.__dict__.get("_assay_root") is None), None
        )
        if below is None or namespace.get("_assay_own"):
            namespace.setdefault("_assay_own", True)
            return _made(mcls, name, bases, namespace)
        far = below._assay_far
        derived: dict[str, Any] = {k: v for k, v in namespace.items() if k not in ("__slots__", "__classcell__")}
        local = dict(namespace)
        if not any(issubclass(base, BaseException) or value_base(base) for base in bases):
            local.setdefault("__slots__", ())
        local["_assay_far"] = far
        local["_assay_own"] = False
        local["_assay_class"] = _UNMADE
        if "__hash__" in local or "__eq__" in derived:
            local["_assay_hashes"] = True
        made = _made(mcls, name, bases, local)
        far.derive(made, name, bases, derived, keywords)
        return made

    def __init__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **_keywords: Any) -> None:
        type.__init__(cls, name, bases, namespace)

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        if "_assay_standard" in cls.__dict__:
            return cls.__dict__["_assay_standard"](*args, **kwargs)
        return cls._assay_far.call(cls._assay_class, args, kwargs)

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("_assay_") or name == "__abstractmethods__" or name in NEVER_ASKED:
            raise AttributeError(name)
        if "_assay_standard" in cls.__dict__:
            return getattr(cls.__dict__["_assay_standard"], name)
        return cls._assay_far.get(cls._assay_class, name)

    def __setattr__(cls, name: str, value: Any) -> None:
        if name == "__abstractmethods__":
            _set_abstract(cls, value)
            return
        if name.startswith(("_assay_", "_abc_")) or name in _OWN_ATTRIBUTES:
            type.__setattr__(cls, name, value)
            return
        if cls._assay_class == _UNMADE:
            # A base of this side has something to do with the new class before the other side has its like.
            type.__setattr__(cls, name, value)
            return
        cls._assay_far.set(cls._assay_class, name, value)
        type.__setattr__(
            cls, name, value if callable(value) or hasattr(type(value), "__get__") else RemoteAttribute(cls, name)
        )

    def __delattr__(cls, name: str) -> None:
        cls._assay_far.delete(cls._assay_class, name)
        if name in cls.__dict__:
            type.__delattr__(cls, name)

    def __dir__(cls) -> Any:
        return cls._assay_far.dunder(cls._assay_class, "__dir__")

    def __instancecheck__(cls, instance: Any) -> bool:
        if cls in order(type(instance)) or cls in order(claimed_type(instance)):
            return True
        # Only an abstract class of the other side can have virtual subclasses, and only that side knows them.
        return bool(cls.__dict__.get("_assay_virtual")) and bool(cls._assay_far.is_instance(cls, instance))

    def __subclasscheck__(cls, subclass: Any) -> bool:
        if isinstance(subclass, type) and cls in order(subclass):
            return True
        if sys._getframe(1).f_code in _ABC_CHECKS and not isinstance(subclass, MirrorType):
            # An abstract class of this side asks each of its subclasses about anything whatever.
            return False
        return bool(cls.__dict__.get("_assay_virtual")) and bool(cls._assay_far.is_instance(cls, subclass, True))

    # What the stand-ins themselves are made of does not show.
    __mro__ = property(lambda cls: tuple(kind for kind in order(cls) if not is_scaffold(kind)))
    __bases__ = property(lambda cls: tuple(kind for kind in _bases(cls) if not is_scaffold(kind)) or (object,))

    def register(cls, subclass: Any) -> Any:
        """Makes ``subclass`` a virtual subclass, as the far abstract class understands it."""
        return cls._assay_far.get(cls._assay_class, "register")(subclass)

    def _abstract(cls) -> Any:
        if _making or "_assay_class" not in cls.__dict__:
            raise AttributeError("__abstractmethods__")
        return cls._assay_far.get(cls._assay_class, "__abstractmethods__")

    __abstractmethods__ = property(_abstract, _set_abstract, _delete_abstract)

    def __repr__(cls) -> str:
        return f"<class '{cls.__module__}.{cls.__qualname__}'>"

    def _signature(cls) -> inspect.Signature:
        """The parameters of a call of the class: those that it declares, or those of its ``__init__`` without ``self``."""
        if cls.__dict__.get("_assay_signature"):
            declared: inspect.Signature = cls._assay_far.get(cls._assay_class, "__signature__")
            return declared
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
                return owner._assay_far.get(owner._assay_class, self.name)
            return self.owner._assay_far.get(self.owner._assay_class, self.name)
        return far_of(instance).get_of(instance, self.name)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.__get__(None, self.owner)(*args, **kwargs)


def is_stand_in(thing: Any) -> bool:
    """Whether this is the other side's object, standing here. Asked of the type, which cannot be faked from there."""
    kind = type(thing)
    return isinstance(kind, MirrorType) and Layout in order(kind)


def number_of(thing: Any) -> int | None:
    """The other side's number of a stand-in of any kind, or None."""
    kind = type(thing)
    if isinstance(kind, MirrorType):
        if Layout in order(kind):
            return int(_number(thing))
        held = (
            BaseException.__getattribute__(thing, "__dict__")
            if isinstance(thing, BaseException)
            else value_space(thing)
        )
        found = held.get("_assay_number")
        return None if found is None else int(found)
    return None


def claimed_type(thing: Any) -> Any:
    """The type of a thing as its own side sees it."""
    kind = type(thing)
    if issubclass(kind, MirrorType):
        return thing._assay_meta
    if isinstance(kind, MirrorType) and kind.__dict__.get("_assay_claims"):
        return kind.__dict__["_assay_standard"]
    return getattr(thing, "_assay_meta", kind) if isinstance(thing, enum.EnumMeta) else kind


def far_of(thing: Any) -> Any:
    kind: Any = type(thing)
    return kind._assay_far


def getattr_static(kind: type, name: str) -> Any:
    for above in order(kind):
        if name in above.__dict__:
            return above.__dict__[name]
    return None


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


def value_base(kind: type) -> type | None:
    above: type
    for above in order(kind):
        if above in _VALUE_BASES and above not in NAMESPACES:
            return above
    return None
