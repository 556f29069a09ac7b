"""The attributes of a mirror class: functions and properties as themselves, anything else asked for when it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .mirror_type import RemoteAttribute
from .mirrors import base_for, forward
from .wire import Malformed

if TYPE_CHECKING:
    from .decoding import Decoder

#: Attributes of every class object itself, which a class's own dictionary cannot replace.
OF_TYPES = frozenset(name for name in type.__dict__ if not callable(getattr(type, name, None)))
#: What a class that holds a builtin's value takes from the builtin.
COMPARISONS = frozenset(["__lt__", "__le__", "__gt__", "__ge__", "__hash__"])


def far_method(owner: Any, name: str) -> Any:
    """A method of a standard base, performed where the state is."""

    special = name.startswith("__") and name.endswith("__") and name != "__call__"

    def method(self: Any, *args: Any, **kwargs: Any) -> Any:
        if base_for(self, name) is not None:
            # Of the class, not of the instance: an override of the test's calls this one by `super()`.
            return owner._assay_far.get(owner._assay_class, name)(self, *args, **kwargs)
        if special and not kwargs:
            return owner._assay_far.dunder_of(self, name, *args)
        # Bound over there, where the state is: the standard function by itself would be this side's.
        return owner._assay_far.get_of(self, name)(*args, **kwargs)

    method.__name__ = method.__qualname__ = name
    return method


def build(decoder: Decoder, owner: Any, name: str, kind: str, parts: list[Any]) -> Any:
    """An attribute from its kind and parts as ``class_faces`` tells them."""
    if kind == "0":
        return None
    if kind in ("v", "h"):
        return decoder.decode(parts[0])
    if kind in ("f", "s", "k"):
        function = decoder.decode(parts[0])
        return function if kind == "f" else staticmethod(function) if kind == "s" else classmethod(function)
    if kind == "p":
        getter, setter, deleter = (None if part is None else _accessor(decoder.decode(part)) for part in parts[:3])
        made = property(getter, setter, deleter, parts[3])
        decoder.stand_ins.add_attribute(made, owner, name, parts[4])
        return made
    if kind == "d" and name.startswith("__"):
        return forward(name)
    remote = RemoteAttribute(owner, name)
    decoder.stand_ins.add_attribute(remote, owner, name)
    return remote


def _accessor(function: Any) -> Any:
    if isinstance(function, type):
        raise Malformed("a class in the place of a property's function")
    return function
