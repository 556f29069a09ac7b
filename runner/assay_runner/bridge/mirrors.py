"""Stand-ins for instances of the other side's classes.

A mirror class has the other side's name, bases, methods and properties, so that ``isinstance``, ``super()``, operators
and a subclass written on this side behave as in one process. The instance itself stays where it was made: attributes
and calls cross.
"""

from __future__ import annotations

import contextlib
import types
from typing import Any

from . import awaiting
from .mirror_type import (
    NEVER_ASKED,
    Layout,
    MirrorType,
    RemoteAttribute,
    ValueLayout,
    far_of,
    getattr_static,
    number_of,
    order,
    value_space,
)

_shadows = Layout.__dict__["__dict__"].__get__
_number = Layout.__dict__["_assay_number"].__get__
_set_number = Layout.__dict__["_assay_number"].__set__


def _far(thing: Any) -> Any:
    return type(thing)._assay_far


def base_for(thing: Any, name: str) -> Any:
    """The other side's class whose special method is meant when a class of this side overrides it and asks ``super()``; else None."""
    kind = type(thing)
    if kind._assay_own:
        return None
    overridden = False
    for above in order(kind):
        space = type.__dict__["__dict__"].__get__(above)
        if space.get("_assay_own"):
            return above if overridden else None
        overridden = overridden or name in space
    return None


def _special(thing: Any, name: str, *args: Any) -> Any:
    """A special method of the far object, or of the class above the one that overrides it here."""
    base = base_for(thing, name)
    if base is not None:
        return base._assay_far.get(base._assay_class, name)(thing, *args)
    far = type(thing)._assay_far
    return far.dunder(far.number_for(thing), name, *args)


class _Copying:
    """``copy.copy`` asks the class how to copy; ``itertools.tee`` asks the object, which has what the far one has."""

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        if instance is not None:
            return _far(instance).get(_number(instance), "__copy__")
        return lambda thing: _far(thing).copy(thing, False)


class Mirror(Layout, metaclass=MirrorType):
    """The base of every mirror whose instances stay on the other side."""

    __slots__ = ()
    _assay_root = True

    def __new__(cls, *args: Any, **kwargs: Any) -> Any:
        # Reached by `super()` alone, from a `__new__` of a test's own: a class that is called makes its instance over there.
        above = next(kind for kind in order(cls) if type.__dict__["__dict__"].__get__(kind).get("_assay_own"))
        return above._assay_far.get(above._assay_class, "__new__")(cls, *args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        if name in NEVER_ASKED:
            raise AttributeError(name)
        return _far(self).get(_number(self), name)

    def __setattr__(self, name: str, value: Any) -> None:
        if base_for(self, "__setattr__") is None:
            _far(self).set(_number(self), name, value)
        else:
            _special(self, "__setattr__", name, value)
        held = _shadows(self)
        if name in held or isinstance(
            getattr_static(type(self), name), types.FunctionType | RemoteAttribute | staticmethod | classmethod
        ):
            held[name] = value

    def __delattr__(self, name: str) -> None:
        if base_for(self, "__delattr__") is None:
            _far(self).delete(_number(self), name)
        else:
            _special(self, "__delattr__", name)
        _shadows(self).pop(name, None)

    @property
    def __dict__(self) -> Any:  # type: ignore[override]
        return _far(self).attributes(_number(self))

    def __dir__(self) -> Any:
        return _special(self, "__dir__")

    def __repr__(self) -> str:
        return str(_special(self, "__repr__"))

    def __str__(self) -> str:
        return str(_special(self, "__str__"))

    def __format__(self, spec: str) -> str:
        return str(_special(self, "__format__", spec))

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
        return _special(self, how, other)

    def __hash__(self) -> int:
        if base_for(self, "__hash__") is not None:
            return int(_special(self, "__hash__"))
        held = _shadows(self).get("_assay_hash")
        if held is None:
            held = _far(self).dunder(_number(self), "__hash__") if type(self)._assay_hashes else object.__hash__(self)
            _shadows(self)["_assay_hash"] = held
        return int(held)

    __copy__ = _Copying()

    def __deepcopy__(self, memo: Any) -> Any:
        return _far(self).copy(self, True)

    def __reduce_ex__(self, protocol: Any) -> Any:
        return _far(self).reduce(self)


#: What of a class an object's own attribute of the same name hides.
_HIDEABLE = (types.FunctionType, types.MethodDescriptorType, types.ClassMethodDescriptorType, staticmethod, classmethod)


class MirrorValue(ValueLayout, metaclass=MirrorType):
    """The base of mirrors whose instances hold a builtin's value here: comparisons are the builtin's own."""

    _assay_root = True

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_assay_") or name in NEVER_ASKED:
            raise AttributeError(name)
        return far_of(self).get_of(self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        if base_for(self, "__setattr__") is None:
            far_of(self).set(far_of(self).number_for(self), name, value)
        else:
            _special(self, "__setattr__", name, value)
        if isinstance(getattr_static(type(self), name), _HIDEABLE):
            value_space(self)[name] = value

    @property
    def __dict__(self) -> Any:  # type: ignore[override]
        return far_of(self).attributes(far_of(self).number_for(self))

    def __delattr__(self, name: str) -> None:
        if base_for(self, "__delattr__") is None:
            far_of(self).delete(far_of(self).number_for(self), name)
        else:
            _special(self, "__delattr__", name)
        value_space(self).pop(name, None)

    def __eq__(self, other: Any) -> Any:
        # Two objects of the candidate's compare as its class says; with anything else the builtin's contents do.
        if type(self)._assay_compares and number_of(self) is not None and number_of(other) is not None:
            return _special(self, "__eq__", other)
        return super().__eq__(other)

    def __ne__(self, other: Any) -> Any:
        if type(self)._assay_compares and number_of(self) is not None and number_of(other) is not None:
            return _special(self, "__ne__", other)
        return super().__ne__(other)

    def __hash__(self) -> int:
        if type(self)._assay_hashes and number_of(self) is not None:
            return int(_special(self, "__hash__"))
        return super().__hash__()

    def __dir__(self) -> Any:
        return _special(self, "__dir__")

    def __copy__(self) -> Any:
        return far_of(self).copy(self, False)

    def __deepcopy__(self, memo: Any) -> Any:
        return far_of(self).copy(self, True)

    def __reduce_ex__(self, protocol: Any) -> Any:
        return far_of(self).reduce(self)


class MirrorError(metaclass=MirrorType):
    """The base of mirrors of exception classes: the instance is a real local exception."""

    _assay_root = True

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_assay_") or name == "__notes__":
            raise AttributeError(name)
        return far_of(self).get_of(self, name)

    def __str__(self) -> str:
        if not type(self)._assay_text:
            return str(super().__str__())
        return str(_special(self, "__str__"))


def place(kind: Any, number: int) -> Any:
    """A new stand-in of a mirror class for the other side's object ``number``."""
    made = object.__new__(kind)
    _set_number(made, number)
    return made


def shadow(thing: Any, name: str, value: Any) -> None:
    _shadows(thing)[name] = value


def show(thing: Any, name: Any) -> None:
    """What hid an attribute of a stand-in's class hides it no more."""
    _shadows(thing).pop(name, None)


def turn(thing: Any, kind: Any) -> None:
    """The far object has become one of another class."""
    if isinstance(kind, MirrorType) and Mirror in order(kind):
        with contextlib.suppress(TypeError):
            # Instances of some standard classes look different inside.
            object.__setattr__(thing, "__class__", kind)


def shadowed(thing: Any) -> dict[str, Any]:
    """What hides attributes of a stand-in's class."""
    found: dict[str, Any] = _shadows(thing)
    return found


def forward(name: str) -> Any:
    """A special method that performs the far object's own."""
    if name == "__await__":

        def await_it(self: Any) -> Any:
            return awaiting.await_far(_far(self), number_of(self) or 0)

        return await_it
    if name == "__call__":

        def call(self: Any, *args: Any, **kwargs: Any) -> Any:
            return _far(self).call(_far(self).number_for(self), args, kwargs)

        call.__name__ = call.__qualname__ = name
        return call

    def far(self: Any, *args: Any) -> Any:
        return _far(self).dunder_of(self, name, *args)

    far.__name__ = far.__qualname__ = name
    return far


def forward_of_class(name: str) -> Any:
    """A special method of a class's metaclass, performed on the far class."""

    def far(cls: Any, *args: Any) -> Any:
        return cls._assay_far.dunder(cls._assay_class, name, *args)

    far.__name__ = far.__qualname__ = name
    return far
