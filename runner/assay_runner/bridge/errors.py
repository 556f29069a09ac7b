"""Exceptions that cross: the same builtin class, or a mirror of the other side's own, with arguments, attributes, cause, context and notes.

An exception that comes home is the object that left, with its own traceback.
"""

from __future__ import annotations

import contextlib
import traceback
from typing import TYPE_CHECKING, Any, NoReturn

from . import mirror_type
from .functions import is_name
from .wire import Malformed

if TYPE_CHECKING:
    from .decoding import Decoder
    from .encoding import Encoder

#: How many links of causes and contexts cross, and how many lines of a traceback.
MAX_CHAIN = 8
MAX_FRAMES = 30
MAX_NOTES = 50


class FarTrace:
    """Where on the other side an exception came from: (file, line, function) from the outermost call to the innermost."""

    __slots__ = ("frames",)

    def __init__(self, frames: list[tuple[str, int, str]]) -> None:
        self.frames = frames


def describe(encoder: Encoder, error: BaseException, depth: int = 0) -> list[Any]:
    """An exception as JSON."""
    kind = encoder.encode(type(error))
    arguments = [encoder.encode(argument) for argument in _arguments(error)]
    attributes = [
        [key, encoder.encode_kept(value)]
        for key, value in BaseException.__getattribute__(error, "__dict__").items()
        if key != "__notes__" and not key.startswith("_assay")
    ]
    attributes += [
        [key, encoder.encode(getattr(error, key))]
        for key in _EXTRA
        if isinstance(error, _NAMED) and type(getattr(error, key, None)) is str
    ]
    notes = notes_of(error)
    link = [None, None]
    if depth < MAX_CHAIN:
        link = [
            None if other is None else encoder.encode_error(other, depth + 1)
            for other in (error.__cause__, error.__context__)
        ]
    return [
        kind,
        arguments,
        attributes,
        notes,
        *link,
        error.__suppress_context__,
        encoder.frames_of(error),
    ]


#: What some builtin exceptions hold beside their arguments.
_NAMED = (ImportError, NameError, AttributeError)
_EXTRA = ("name", "path")


def notes_of(error: BaseException) -> list[str]:
    """The notes of an exception that are text."""
    held = BaseException.__getattribute__(error, "__dict__").get("__notes__", ())
    return [note for note in held if type(note) is str][:MAX_NOTES] if isinstance(held, list | tuple) else []


def change_notes(error: BaseException, notes: list[Any]) -> None:
    """Makes the notes of an exception those that the other side saw there last."""
    known = notes_of(error)
    held = BaseException.__getattribute__(error, "__dict__").get("__notes__", ())
    if notes == known or len(known) == MAX_NOTES or len(held) != len(known):
        return
    if not all(type(note) is str for note in notes):
        raise Malformed("a note that is no text")
    if not notes:
        del error.__notes__
    elif type(held) is list:
        held[:] = notes[:MAX_NOTES]
    else:
        error.__notes__ = notes[:MAX_NOTES]


def state(error: BaseException) -> tuple[Any, ...]:
    """What may be changed of an exception after it was made."""
    return notes_of(error), error.__cause__, error.__context__, error.__suppress_context__


def is_state(error: BaseException, before: tuple[Any, ...]) -> bool:
    """Whether nothing of it was changed since."""
    notes, cause, context, suppress = before
    return (
        error.__cause__ is cause
        and error.__context__ is context
        and error.__suppress_context__ is suppress
        and notes_of(error) == notes
    )


def raise_here(error: BaseException) -> NoReturn:
    """Raises what the other side raised. Its frame in a traceback tells that the exception came from there."""
    try:
        raise error
    finally:
        # The traceback holds this frame, which is not to hold the exception in turn.
        del error


def came_through(error: BaseException) -> bool:
    """Whether an exception's traceback still shows that it came from the other side."""
    return any(frame.f_code is raise_here.__code__ for frame, _ in traceback.walk_tb(error.__traceback__))


def some_traceback() -> Any:
    """A traceback, where the real one stays on the other side but something has to be there."""
    try:
        raise RuntimeError
    except RuntimeError as error:
        return error.__traceback__


def _arguments(error: BaseException) -> tuple[Any, ...]:
    if isinstance(error, BaseExceptionGroup):
        return (error.message, list(error.exceptions))
    if isinstance(error, OSError) and error.filename is not None and len(error.args) == 2:
        return (
            (*error.args, error.filename)
            if error.filename2 is None
            else (*error.args, error.filename, None, error.filename2)
        )
    if isinstance(error, ImportError):
        return error.args
    return error.args


def build(decoder: Decoder, number: int, description: list[Any]) -> BaseException:
    """The local exception for the other side's exception ``number``."""
    coded_kind, coded_arguments, attributes, notes, cause, context, suppress, frames = description
    kind = decoder.decode(coded_kind)
    if not (isinstance(kind, type) and issubclass(kind, BaseException)):
        raise Malformed("what was raised is not an exception")
    arguments = [decoder.decode(argument) for argument in coded_arguments]
    try:
        if issubclass(kind, BaseExceptionGroup):
            made: BaseException = kind.__new__(kind, *arguments)
        elif issubclass(kind, UnicodeError | OSError | StopIteration | SystemExit | ImportError | SyntaxError):
            made = kind.__new__(kind, *arguments)
            _builtin_below(kind).__init__(made, *arguments)  # type: ignore[misc]
        else:
            made = kind.__new__(kind, *arguments)
            made.args = tuple(arguments)
    except Exception:
        made = Exception.__new__(kind)
        made.args = tuple(arguments)
    decoder.stand_ins.add_error(
        number, made, FarTrace([(str(f), int(line), str(name)) for f, line, name in frames[:MAX_FRAMES]])
    )
    space = BaseException.__getattribute__(made, "__dict__")
    for key, value in attributes:
        if key in _EXTRA and isinstance(made, _NAMED):
            with contextlib.suppress(AttributeError):
                # A class may have a property in its place.
                setattr(made, key, decoder.decode(value))
        elif is_name(key) and not key.startswith("_assay"):
            space[key] = decoder.decode(value)
    for note in notes[:MAX_NOTES]:
        made.add_note(note)
    if cause is not None:
        made.__cause__ = decoder.decode(cause)
    if context is not None:
        made.__context__ = decoder.decode(context)
    made.__suppress_context__ = bool(suppress)
    decoder.stand_ins.error_states[number] = state(made)
    return made


def _builtin_below(kind: type) -> type:
    found: type = next(above for above in mirror_type.order(kind) if above.__module__ == "builtins")
    return found


def frames(error: BaseException, shown: Any) -> list[list[Any]]:
    """The lines of the candidate's own files in a traceback; ``shown`` maps a file name to what is told of it, or None."""
    found = []
    for frame, line in traceback.walk_tb(error.__traceback__):
        name = shown(frame.f_code.co_filename)
        if name is not None:
            found.append([name, line, frame.f_code.co_name])
    return found[-MAX_FRAMES:]
