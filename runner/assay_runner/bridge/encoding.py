"""From a value of this side to JSON: by value, as a replica, or as a reference to what is lent.

Knows the tables of lent objects, replicas and stand-ins; neither a channel nor when a message is sent.
"""

from __future__ import annotations

import enum
import functools
import gc
import itertools
import types
import weakref
from collections.abc import Collection, Sequence, Set
from typing import Any

from . import class_faces, errors, functions, libraries, mirror_type, parts, replicas, rows, streams, zones
from .attachments import Attachments
from .enum_mirrors import EnumMirrorType
from .kept import MAX_KEPT, Kept
from .known import Names
from .lent import LentObjects
from .shares import Shares
from .shown_classes import ShownClasses
from .stand_ins import StandIns
from .values import ATOMS, ENCODERS, encode_integer, encode_text, is_flat
from .wire import LARGE

_FUNCTION = types.FunctionType
_NAMED_KINDS = (
    types.BuiltinFunctionType,
    types.MethodDescriptorType,
    types.WrapperDescriptorType,
    types.ClassMethodDescriptorType,
)
_WEAK = frozenset({weakref.ProxyType, weakref.CallableProxyType})
_NOTHING: frozenset[int] = frozenset()
_STREAMS: dict[type, str] = {types.GeneratorType: "G", types.CoroutineType: "C", types.AsyncGeneratorType: "A"}
#: How the plain value of a subclass's instance is read past its overrides.
_PLAIN: dict[Any, str] = {
    int: "__int__",
    float: "__float__",
    str: "__str__",
    bytes: "__bytes__",
    complex: "__complex__",
}


class Encoder:
    """Makes JSON of values. Each side refines what of its own it lends and what it tells of it."""

    #: Whether a partial of this side's is made anew over there; else it stays here and is called by reference.
    names_partials = True

    def __init__(
        self,
        names: Names,
        shares: Shares,
        kept: Kept,
        lent: LentObjects,
        stand_ins: StandIns,
        attachments: Attachments,
    ) -> None:
        self.names = names
        self.shares = shares
        self.kept = kept
        self.lent = lent
        self.stand_ins = stand_ins
        #: The classes that were described.
        self.classes = ShownClasses()
        self.attachments = attachments
        #: The ids of replicated values that something here holds besides the message.
        self._held: Set[int] = _NOTHING
        #: Whether what is encoded stays reachable on this side (an attribute, a default, an item of a shared value).
        self.keeping = 0
        self._definitions: list[Any] = []
        #: The ids of objects whose own attributes are being encoded.
        self._showing: set[int] = set()

    # ---- one message -------------------------------------------------------------------------------------------

    def begin_message(self, *roots: Any) -> None:
        """What is encoded from now on are the values below ``roots`` (tuples, lists or dicts made for the message)."""
        self._held = held = set()
        for root in roots:
            if root:
                held |= replicas.held_outside(root, self.shares.by_object)

    def end_message(self) -> None:
        """The values of the message are encoded."""
        self._held = _NOTHING

    def take_definitions(self) -> list[Any]:
        """Descriptions of functions and classes that must arrive with what was encoded since the last time."""
        found, self._definitions = self._definitions, []
        return found

    def encode_kept(self, value: Any) -> Any:
        """Encodes a value that something on this side goes on to hold."""
        self.keeping += 1
        try:
            return self.encode(value)
        finally:
            self.keeping -= 1

    # ---- by value and as replicas ------------------------------------------------------------------------------

    def encode(self, value: Any) -> Any:
        kind = type(value)
        if kind in ATOMS:
            if kind is int:
                return encode_integer(value)
            if kind is str:
                if len(value) >= LARGE:
                    return self._large(value)
                return value if value.isascii() else encode_text(value)
            return value
        if kind is bytes and len(value) >= LARGE:
            return ["B*", self.attachments.put(value)]
        encoder = ENCODERS.get(kind)
        if encoder is not None:
            try:
                return encoder(value)
            except (TypeError, ValueError, AttributeError):
                return self.encode_reference(value)
        tag = replicas.TAGS.get(kind)
        if tag is not None:
            return self._container(tag, value)
        if kind is tuple:
            coded = self.items(value)
            number = self.kept.number(value, bool(self.keeping) or id(value) in self._held)
            return ["t", coded] if number is None else ["t", coded, number]
        if kind is frozenset:
            return ["f", self.items(list(value))]
        form = replicas.FORMS.get(kind)
        if form is not None:
            return self._formed(form, value)
        return self.encode_reference(value)

    def _large(self, text: str) -> Any:
        try:
            return ["s*", self.attachments.put(text.encode())]
        except UnicodeEncodeError:
            return encode_text(text)

    def _formed(self, form: replicas.Form, value: Any) -> Any:
        """A value of a library's type; what of it cannot cross by value is a reference."""
        known = self.shares.by_object.get(id(value))
        if known is not None:
            return ["=", known.number]
        shared = bool(self.keeping) or id(value) in self._held
        try:
            coded = form.contents(self, value)
        except TypeError:
            return self.encode_reference(value)
        return [form.tag, self.shares.add(value).number if shared else 0, coded]

    def is_shared(self, value: Any) -> bool:
        """Whether a replicated value has a number, or gets one with this message."""
        return bool(self.keeping) or id(value) in self._held or id(value) in self.shares.by_object

    def _container(self, tag: str, value: Any) -> Any:
        known = self.shares.by_object.get(id(value))
        if known is not None:
            return ["=", known.number]
        number = self.shares.add(value).number if self.keeping or id(value) in self._held else 0
        return [tag, number, self._contents(tag, value)]

    def _contents(self, tag: str, value: Any) -> Any:
        if tag == "B":
            return self.encode(bytes(value))
        items = replicas.contents(value)
        if tag in "lS":
            return self.items(items if type(items) is list else list(items))
        if tag == "D":
            return [getattr(value, "maxlen", None), self.items(list(items))]
        coded = self._pairs(items)
        return [self.encode(value.default_factory), coded] if tag == "F" else coded

    def items(self, items: Sequence[Any]) -> Any:
        """Several values: a list of each one's JSON, or something shorter for many like ones (``rows``)."""
        packed = rows.pack(self, items) if len(items) >= rows.MANY else None
        if packed is not None:
            return packed
        if is_flat(items):
            return list(items)
        table = rows.encode(self, items) if len(items) >= rows.FEW else None
        return [self.encode(item) for item in items] if table is None else table

    def _pairs(self, items: dict[Any, Any]) -> Any:
        """Keys and values in turns; of a large mapping, each for itself."""
        if len(items) >= rows.FEW:
            return {"k": self.items(list(items)), "v": self.items(list(items.values()))}
        pairs = list(itertools.chain.from_iterable(items.items()))
        return pairs if is_flat(pairs) else [self.encode(part) for part in pairs]

    def may_lose_identity(self, kind: type, values: Collection[Any]) -> bool:
        """Whether nobody can ask whether one of these tuples, lists or dicts is the same as one that crosses later."""
        if kind is tuple and len(values) > MAX_KEPT:
            # More than are remembered.
            return True
        if self.keeping or not self._held.isdisjoint(map(id, values)):
            return False
        if kind is tuple:
            return not self.kept.knows_any(values)
        return self.shares.by_object.keys().isdisjoint(map(id, values))

    # ---- by reference ------------------------------------------------------------------------------------------

    def encode_reference(self, value: Any) -> Any:
        kind = type(value)
        number = self.stand_ins.number_of(value)
        if number is not None:
            return self._home(number)
        if kind in _WEAK:
            # What it stands for may be gone, and is asked for nothing here.
            return self.encode_object(kind, value)
        if kind is _FUNCTION:
            return self.encode_named(value) or self._function(value)
        if isinstance(value, type):
            return self._class(value)
        if kind is types.MethodType:
            return self._method(value)
        if isinstance(value, BaseException):
            return self.encode_error(value)
        if kind in _NAMED_KINDS or kind in libraries.function_kinds:
            named = self.encode_named(value)
            if named is not None:
                return named
        stream = _STREAMS.get(kind)
        if stream is not None:
            return self._stream(stream, value)
        if isinstance(value, types.ModuleType):
            return self.encode_module(value)
        special = self._special(kind, value)
        return special if special is not None else self.encode_object(kind, value)

    def _home(self, number: int) -> Any:
        """An object of the other side's. It is counted, since its stand-in may end, and another thread say so, before this arrives."""
        sent = self.stand_ins.sent_home
        sent[number] = sent.get(number, 0) + 1
        return ["o", number]

    def _special(self, kind: Any, value: Any) -> Any:
        if isinstance(kind, enum.EnumMeta):
            return self._member(kind, value)
        if kind is property or kind is mirror_type.RemoteAttribute:
            return self._attribute(value)
        if zones.is_pytz(kind):
            return zones.encode_pytz(value)
        by_parts = parts.ENCODERS.get(kind)
        if by_parts is not None:
            return by_parts(self, value)
        if kind is functools.partial:
            known = self.stand_ins.number_of_foreign(value)
            if known is not None:
                return self._home(known)
            if self.names_partials:
                return parts.encode_partial(self, value)
        base = mirror_type.value_base(kind)
        if base is tuple and isinstance(getattr(kind, "_fields", None), tuple):
            return ["nt", self.encode(kind), [self.encode_kept(item) for item in tuple.__iter__(value)]]
        return None if base is None else self._valued(kind, base, value)

    def encode_read_only(self, value: Any) -> Any:
        """A read-only view of a mapping: the mapping itself lies behind it, which shows its changes."""
        return ["read-only", self.lent.lend(value), self.encode_kept(gc.get_referents(value)[0])]

    def _member(self, kind: Any, value: Any) -> Any:
        if isinstance(kind, EnumMirrorType):
            return ["oe", kind._assay_class, value._name_, self.encode(value._value_)]
        return ["em", self.encode(kind), value._name_, self.encode(value._value_)]

    def _attribute(self, value: Any) -> Any:
        if type(value) is mirror_type.RemoteAttribute:
            return ["oa", value.owner._assay_class, value.name]
        found = self.stand_ins.attributes.get(id(value))
        if found is not None:
            _, owner, name, number = found
            return ["oa", owner._assay_class, name] if number is None else ["o", number]
        return ["property", self.encode(value.fget), self.encode(value.fset), self.encode(value.fdel)]

    def _valued(self, kind: Any, base: Any, value: Any) -> Any:
        """An instance of a subclass of a builtin: its real contents, read past its overrides, and a reference."""
        number = self.lent.lend(value)
        tag = replicas.TAGS.get(base)
        if tag is None:
            if base is tuple:
                plain: Any = tuple(tuple.__iter__(value))
            elif base is frozenset:
                plain = frozenset(frozenset.__iter__(value))
            else:
                plain = getattr(base, _PLAIN[base])(value)
                plain = base(plain) if base is not complex else complex(plain)
            return ["v", number, self.encode(kind), self.encode(plain)]
        known = self.shares.by_object.get(id(value))
        if known is not None:
            return ["w", number, self.encode(kind), tag, known.number, None]
        share = self.shares.add(value, tag=tag)
        self.keeping += 1
        try:
            return ["w", number, self.encode(kind), tag, share.number, self._contents(tag, value)]
        finally:
            self.keeping -= 1

    def encode_named(self, value: Any) -> Any:
        """A class or function of the standard library, by its name; or None."""
        named = self.names.name_of(value)
        return None if named is None else ["g", *named]

    def _function(self, value: types.FunctionType) -> Any:
        new = not self.lent.is_lent(value)
        number = self.lent.lend(value, watched=True)
        if new:
            self._definitions.append([number, functions.describe(self, value)])
        return ["fn", number]

    def _class(self, value: Any) -> Any:
        if isinstance(value, mirror_type.MirrorType | EnumMirrorType):
            return ["o", value._assay_class]
        named = self.encode_named(value)
        if named is not None:
            return named
        new = not self.lent.is_lent(value)
        number = self.lent.lend(value)
        if new:
            self._definitions.append([number, class_faces.describe(self, value)])
            self.classes.add(self, number, value)
        return ["c", number]

    def _method(self, value: types.MethodType) -> Any:
        if self.names.name_of(value.__func__) is not None and mirror_type.number_of(value.__self__) is None:
            # A standard function bound to an object of this side must run on this side.
            return self.encode_object(types.MethodType, value)
        return ["m", self.encode(value.__func__), self.encode(value.__self__)]

    def _stream(self, tag: str, value: Any) -> Any:
        known = self.stand_ins.number_of_foreign(value)
        if known is not None:
            return self._home(known)
        return [tag, self.lent.lend(value), value.__name__, value.__qualname__, streams.has_begun(value)]

    def encode_module(self, value: types.ModuleType) -> Any:
        return ["M", self.lent.lend(value), value.__name__]

    def encode_object(self, kind: Any, value: Any) -> Any:
        if issubclass(kind, types.BuiltinFunctionType):
            # Some methods made in C have a nameless kind of their own.
            kind = types.BuiltinFunctionType
        number = self.lent.lend(value, watched=True)
        if kind is types.BuiltinFunctionType:
            return ["r", number, self.encode_kept(kind), [["__doc__", self.encode(value.__doc__)]]]
        hiding = self.lent.hiding(number, kind)
        return ["r", number, self.encode_kept(kind), self.encode_hiding(value, hiding) if hiding else None]

    def encode_hiding(self, thing: Any, hiding: dict[str, Any]) -> Any:
        """Attributes of an instance that hide a method of its class: the stand-in must not find the method."""
        if not hiding or id(thing) in self._showing:
            # What hides a method may be a method of the very object, as pytest does it with a test case.
            return None
        self._showing.add(id(thing))
        try:
            return [[name, self.encode_kept(value)] for name, value in hiding.items()]
        finally:
            self._showing.discard(id(thing))

    def faces_changed(self) -> list[Any] | None:
        """What changed of the classes that were described, and of what hides their methods, since the last crossing."""
        classes = self.classes.changes(self)
        if classes:
            self.lent.shown.classes_changed()
        objects = self.lent.shown.changes(self)
        return [classes, objects] if classes or objects else None

    def encode_error(self, value: BaseException, depth: int = 0) -> Any:
        number = self.stand_ins.number_of(value)
        if number is not None:
            # It goes home; what was changed of it here goes along.
            links: list[Any] = [False, False]
            if depth < errors.MAX_CHAIN:
                links = [
                    None if other is None else self.encode_error(other, depth + 1)
                    for other in (value.__cause__, value.__context__)
                ]
            notes, suppress = errors.notes_of(value), value.__suppress_context__
            return ["oerr", *self._home(number)[1:], notes, *links, suppress, errors.came_through(value)]
        new = not self.lent.is_lent(value)
        number = self.lent.lend(value)
        return ["e", number, errors.describe(self, value, depth) if new or depth == 0 else None]

    # ---- faces -------------------------------------------------------------------------------------------------

    def visible_names(self, kind: type) -> list[str]:
        """Which names of a class are described to the other side."""
        names = [name for name in kind.__dict__ if isinstance(name, str) and name not in mirror_type.NEVER]
        return [name for name in names if not name.startswith("__") or name.endswith("__")]

    def source_name(self, filename: str) -> str | None:
        """What is told of a function's file."""
        return None

    def frames_of(self, error: BaseException) -> list[Any]:
        """What is told of the lines through which an exception came."""
        return []

    def share_attributes(self, space: dict[str, Any], hidden: frozenset[str]) -> Any:
        """A function's own attributes, kept in step from now on."""
        known = self.shares.by_object.get(id(space))
        if known is not None:
            return [known.number, []]
        share = self.shares.add(space, hidden=hidden)
        visible = [part for key, value in space.items() if key not in hidden for part in (key, value)]
        return [share.number, [self.encode_kept(part) for part in visible]]
