"""From JSON of the other side to a value of this one: plain values, replicas, what was lent coming home, and stand-ins.

Knows the tables and, for the stand-ins that it makes, the far side that they ask; neither a channel nor a message.
"""

from __future__ import annotations

import collections
import functools
import types
from collections.abc import Callable
from typing import Any

from . import awaiting, class_mirrors, errors, functions, mirror_type, mirrors, parts, replicas, rows, streams
from .attachments import Attachments
from .far import Far
from .functions import is_name
from .kept import Kept
from .known import Names
from .lent import MAX_LENT, LentObjects
from .shares import Shares
from .stand_ins import StandIns
from .values import DECODERS
from .wire import Disconnected, Malformed

#: The file that a stand-in function says it comes from, where nothing better is known.
STAND_IN_FILE = "<the other side>"
#: What reading a value that the other side spoilt may raise.
_UNREADABLE = (
    ValueError,
    TypeError,
    IndexError,
    KeyError,
    OverflowError,
    AttributeError,
    RecursionError,
    ArithmeticError,
)


class Decoder:
    """Makes values of JSON. Each side refines what it takes from the other."""

    #: Whether a stand-in function's code has the far function's own parameters. A call that does not fit them then fails on
    #: this side, and not as a failure of the other side's code.
    shapes = False

    def __init__(
        self,
        names: Names,
        shares: Shares,
        kept: Kept,
        lent: LentObjects,
        stand_ins: StandIns,
        attachments: Attachments,
        far: Far,
    ) -> None:
        self.names = names
        self.shares = shares
        self.kept = kept
        self.lent = lent
        self.stand_ins = stand_ins
        self.attachments = attachments
        self.far = far
        #: Descriptions of functions and classes that have arrived and were not needed yet.
        self._described: dict[int, list[Any]] = {}
        self._standard: dict[Any, Any] = {}

    def decode(self, coded: Any) -> Any:
        if type(coded) is not list:
            if type(coded) is dict:
                raise Malformed("an object where a value was expected")
            return coded
        try:
            tag = coded[0]
            plain = DECODERS.get(tag)
            if plain is not None:
                return plain(coded)
            form = replicas.BY_TAG.get(tag)
            if form is not None:
                return self._formed(form, coded)
            return (_DECODE.get(tag) or parts.DECODERS[tag])(self, coded)
        except (Malformed, Disconnected):
            raise
        except _UNREADABLE as error:
            raise Malformed(f"a value could not be read: {type(error).__name__}: {error}") from error

    def items(self, coded: Any) -> list[Any]:
        """Several values, told one by one or as a table."""
        if type(coded) is dict:
            return rows.decode(self, coded)
        if list in set(map(type, coded)):
            return [self.decode(item) for item in coded]
        return coded  # type: ignore[no-any-return]

    def bytes(self, coded: Any) -> bytes:
        """Bytes, and nothing else."""
        found = self.decode(coded)
        if type(found) is not bytes:
            raise Malformed("bytes were expected")
        return found

    def _tuple(self, coded: list[Any]) -> Any:
        if len(coded) == 2:
            return tuple(self.items(coded[1]))
        return self.kept.find(coded[2], lambda: tuple(self.items(coded[1])))

    # ---- descriptions ------------------------------------------------------------------------------------------

    def describe(self, definitions: list[Any]) -> None:
        """Keeps descriptions of functions and classes until they are named."""
        for number, description in definitions:
            self._described[number] = description
        if len(self._described) > MAX_LENT:
            raise Malformed("too many functions and classes")

    def read_descriptions(self) -> None:
        """Reads what was put off: a value may be defined in the description of a function that was not needed yet."""
        for number in list(self._described):
            description = self._described.get(number)
            if description is not None:
                (self._function if len(description) == functions.PARTS else self._class)(["", number])

    # ---- replicas ----------------------------------------------------------------------------------------------

    def _container(self, coded: list[Any]) -> Any:
        tag, number, content = coded
        made: Any
        if tag == "B":
            made = bytearray(self.bytes(content))
            if number:
                self.shares.add(made, number)
            return made
        if tag == "D":
            made = collections.deque(maxlen=content[0])
            content = content[1]
        elif tag == "F":
            made = collections.defaultdict(self.decode(content[0]))
            content = content[1]
        else:
            made = replicas.BASES[tag]()
        if number and (type(content) is not list or list in set(map(type, content))):
            # Known before it is filled, since something in it may name it.
            share = self.shares.add(made, number)
            self._fill(tag, made, content)
            self.shares.remember(share)
        else:
            self._fill(tag, made, content)
            if number:
                self.shares.add(made, number)
        return made

    def _formed(self, form: replicas.Form, coded: list[Any]) -> Any:
        _, number, content = coded
        try:
            made = form.build(self, content)
        except MemoryError:
            raise Malformed("a value is over the bridge's limit") from None
        if number:
            self.shares.add(made, number)
        return made

    def _fill(self, tag: str, made: Any, content: Any) -> None:
        base: Any = replicas.BASES[tag]
        if tag in "lD":
            base.extend(made, self.items(content))
        elif tag == "S":
            base.update(made, self.items(content))
        else:
            if type(content) is dict:
                keys, values = self.items(content["k"]), self.items(content["v"])
            else:
                items = self.items(content)
                keys, values = items[::2], items[1::2]
            pairs = zip(keys, values, strict=True)
            if base in replicas.NAMESPACES:
                vars(made).update(pairs)
            elif base is collections.OrderedDict:
                for key, value in pairs:
                    base.__setitem__(made, key, value)
            else:
                # Past what a subclass overrides.
                dict.update(made, pairs)

    def _share(self, coded: list[Any]) -> Any:
        if coded[1] not in self.shares.by_number:
            self.read_descriptions()
        return self.shares.by_number[coded[1]].thing

    def change(self, change: Any) -> None:
        """Carries over what changed in a replica."""
        if change[0] not in self.shares.by_number:
            self.read_descriptions()
        self.shares.apply(change, self.decode)

    # ---- coming home -------------------------------------------------------------------------------------------

    def _own(self, coded: list[Any]) -> Any:
        return self.lent.home(coded[1])

    def _own_error(self, coded: list[Any]) -> Any:
        error = self.lent.home(coded[1])
        if not isinstance(error, BaseException):
            raise Malformed("what was raised is not an exception")
        _, _, notes, cause, context, suppress, through = coded
        errors.change_notes(error, notes)
        for name, link in (("__cause__", cause), ("__context__", context)):
            other = None if link is None else getattr(error, name) if link is False else self.decode(link)
            if other is not getattr(error, name):
                setattr(error, name, other)
        error.__suppress_context__ = bool(suppress)
        if through is False:
            # Whoever caught it there took its traceback away.
            error.__traceback__ = None
        return error

    def error_changed(self, coded: Any) -> None:
        """Carries over what the other side changed of an exception of this side."""
        if type(coded) is not list or not coded or coded[0] != "oerr":
            raise Malformed("a change of what is no exception of this side")
        if coded[1] in self.lent:
            # Else it was lent in an edge case that is over.
            self.decode(coded)

    def _own_member(self, coded: list[Any]) -> Any:
        kind = self.lent.target(coded[1])
        member = kind.__members__.get(coded[2])
        return member if member is not None else kind(self.decode(coded[3]))

    def own_attribute(self, coded: list[Any]) -> Any:
        """A property or attribute of a lent class, as it was before the other side replaced it."""
        kept = self.lent.originals.get((coded[1], coded[2]))
        return kept if kept is not None else self.lent.target(coded[1]).__dict__[coded[2]]

    # ---- stand-ins ---------------------------------------------------------------------------------------------

    def _named(self, coded: list[Any]) -> Any:
        found = self.resolve_name(coded[1], coded[2])
        if found is None:
            raise Malformed(f"{coded[1]}.{coded[2]} is not known here")
        return found

    def resolve_name(self, module: str, qualified: str) -> Any:
        """The class or function of the standard library that the other side named."""
        return self.names.resolve(module, qualified)

    def _function(self, coded: list[Any]) -> Any:
        number = coded[1]
        self.stand_ins.received[number] += 1
        found = self.stand_ins.functions.get(number)
        return found if found is not None else functions.build(self, number, self._described.pop(number))

    def _class(self, coded: list[Any]) -> Any:
        number = coded[1]
        found = self.stand_ins.classes.get(number)
        return found if found is not None else class_mirrors.build(self, number, self._described.pop(number))

    def kind_of(self, coded: list[Any]) -> Any:
        """The class of a far object or a base of a far class: looked at, never called."""
        return self.decode(coded)

    def method(self, coded: list[Any]) -> Any:
        function, owner = self.decode(coded[1]), self.decode(coded[2])
        return types.MethodType(function, owner) if callable(function) else functools.partial(function, owner)

    def partial(self, coded: list[Any]) -> Any:
        return parts.decode_partial(self, coded)

    def _object(self, coded: list[Any]) -> Any:
        number = coded[1]
        made = self.stand_ins.object(number)
        if made is None:
            kind = self.kind_of(coded[2])
            kind = kind if isinstance(kind, mirror_type.MirrorType) else self._standard_mirror(kind)
            made = mirrors.place(kind, number)
            self.stand_ins.add_object(number, made)
        if coded[3] is not None:
            self._hide(made, coded[3])
        return made

    def _hide(self, made: Any, hiding: list[Any]) -> None:
        for name, value in hiding:
            if is_name(name):
                mirrors.shadow(made, name, self.decode(value))

    def faces_changed(self, coded: Any) -> None:
        """Carries over what changed of classes after they were described, and of what hides their methods."""
        classes, objects = coded
        for number, attributes, gone, flags in classes:
            self.class_changed(number, attributes, gone, flags)
        for number, kind, hiding, gone in objects:
            self._object_changed(number, kind, hiding or (), gone)

    def class_changed(self, number: int, attributes: list[Any], gone: list[Any], flags: int | None) -> None:
        if number not in self.stand_ins.classes:
            self.read_descriptions()
        made = self.stand_ins.classes.get(number)
        if isinstance(made, mirror_type.MirrorType):
            class_mirrors.change(self, made, attributes, gone, flags)

    def _object_changed(self, number: int, coded_kind: Any, hiding: Any, gone: list[Any]) -> None:
        made = self.stand_ins.known(number)
        if not mirror_type.is_stand_in(made):
            return
        if coded_kind is not None:
            mirrors.turn(made, self.kind_of(coded_kind))
        self._hide(made, hiding)
        for name in gone:
            mirrors.show(made, name)

    def _standard_mirror(self, kind: Any) -> Any:
        found = self._standard.get(kind)
        if found is None:
            found = self._standard[kind] = class_mirrors.of_standard(self.far, kind, self.may_claim(kind))
        return found

    def may_claim(self, kind: type) -> bool:
        """Whether a stand-in may say with ``__class__`` that it is an instance of this standard class."""
        return True

    def _valued(self, coded: list[Any]) -> Any:
        _, number, coded_kind, coded_value = coded
        kind = self.decode(coded_kind)
        value = self.decode(coded_value)
        base = mirror_type.value_base(kind)
        if base is None:
            raise Malformed("a value of a class that holds none")
        known = self.stand_ins.valued(number)
        if known is not None:
            return known
        made = base.__new__(kind, value)
        self.stand_ins.add_valued(number, made)
        return made

    def _shared_valued(self, coded: list[Any]) -> Any:
        _, number, coded_kind, tag, share_number, content = coded
        known = self.stand_ins.valued(number)
        if known is not None:
            return known
        kind = self.decode(coded_kind)
        base = mirror_type.value_base(kind)
        if base is None or replicas.TAGS.get(base) != tag:
            raise Malformed("a value of a class that holds none")
        made: Any
        if content is None:
            # Known already, by another number that was given back or has ended with its edge case.
            made = self.shares.by_number[share_number].thing
            if mirror_type.value_base(type(made)) is not base:
                raise Malformed("a shared value of another class")
            # The class may have ended with an edge case, too.
            object.__setattr__(made, "__class__", kind)
            self.stand_ins.add_valued(number, made)
            return made
        made = base.__new__(kind)  # type: ignore[call-overload]
        self.stand_ins.add_valued(number, made)
        share = self.shares.add(made, share_number, tag=tag)
        if tag == "D":
            content = content[1]
        elif tag == "F":
            _set_factory(made, self.decode(content[0]))
            content = content[1]
        self._fill(tag, made, content)
        self.shares.remember(share)
        return made

    def _stream(self, coded: list[Any]) -> Any:
        tag, number, name, qualified, begun = coded
        found = self.stand_ins.object(number)
        if found is not None:
            return found
        made = _STREAMS[tag](self.far, number, str(name), str(qualified), bool(begun))
        self.stand_ins.add_foreign(number, made)
        return made

    def _error(self, coded: list[Any]) -> Any:
        found = self.stand_ins.errors.get(coded[1])
        if found is None and coded[2] is not None:
            found = errors.build(self, coded[1], coded[2])
        if found is not None:
            self.stand_ins.received[coded[1]] += 1
        return found

    def _module(self, coded: list[Any]) -> Any:
        return self.module_stand_in(coded[1], str(coded[2]))

    def module_stand_in(self, number: int, name: str) -> Any:
        raise Malformed("a module cannot cross here")

    # ---- faces -------------------------------------------------------------------------------------------------

    def stand_in_file(self, name: Any) -> str:
        """The file that a stand-in function says it comes from."""
        return STAND_IN_FILE

    def adopt_attributes(self, space: dict[str, Any], coded: list[Any], hidden: frozenset[str]) -> dict[str, Any]:
        """The attributes of a stand-in function, kept in step from now on."""
        number, pairs = coded
        known = self.shares.by_number.get(number)
        if known is not None and type(known.thing) is dict:
            # The same function, lent again: its stand-ins share their attributes.
            return known.thing
        share = self.shares.add(space, number, hidden)
        for i in range(0, len(pairs), 2):
            if is_name(pairs[i]):
                space[pairs[i]] = self.decode(pairs[i + 1])
        self.shares.remember(share)
        return space


#: Past the ``__setattr__`` of a subclass, which would set it on the other side.
_set_factory: Any = collections.defaultdict.__dict__["default_factory"].__set__

_STREAMS: dict[str, Callable[[Far, int, str, str, bool], Any]] = {
    "G": streams.stand_in_generator,
    "C": awaiting.stand_in_coroutine,
    "A": awaiting.stand_in_async_generator,
}

_DECODE: dict[str, Callable[[Decoder, list[Any]], Any]] = {
    **parts.DECODERS,
    **dict.fromkeys(replicas.BASES, Decoder._container),
    "t": Decoder._tuple,
    "f": lambda decoder, coded: frozenset(decoder.items(coded[1])),
    "s*": lambda decoder, coded: decoder.attachments.text(coded),
    "B*": lambda decoder, coded: decoder.attachments.bytes(coded),
    "=": Decoder._share,
    "o": Decoder._own,
    "oe": Decoder._own_member,
    "oerr": Decoder._own_error,
    "oa": lambda decoder, coded: decoder.own_attribute(coded),
    "g": Decoder._named,
    "fn": Decoder._function,
    "c": Decoder._class,
    "m": lambda decoder, coded: decoder.method(coded),
    "partial": lambda decoder, coded: decoder.partial(coded),
    "r": Decoder._object,
    "v": Decoder._valued,
    "w": Decoder._shared_valued,
    **dict.fromkeys("GCA", Decoder._stream),
    "e": Decoder._error,
    "M": Decoder._module,
}
