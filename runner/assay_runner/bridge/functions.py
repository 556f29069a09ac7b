"""Functions that cross: described on one side, rebuilt as a real function of the same kind on the other.

What crosses is what introspection shows: kind, name, qualified name, module, doc, parameters, defaults, annotations
and the
function's own attributes. Never ``__globals__``, ``__code__``, ``__closure__`` or ``__self__``.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from . import code_shapes, type_hints
from .wire import Malformed

if TYPE_CHECKING:
    from .decoding import Decoder
    from .encoding import Encoder

_KIND_FLAGS = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR | inspect.CO_ITERABLE_COROUTINE
_EMPTY = inspect.Parameter.empty
#: Beside the kind's flags: that the parameters told are those of the function's own code.
OWN_PARAMETERS = 1 << 30
_HIDDEN = frozenset({"__signature__"})
_KINDS = list(inspect._ParameterKind)
MAX_PARAMETERS = 255
#: How many parts a description has (a class's has fewer).
PARTS = 12
MAX_NAME = 1000


def is_name(text: Any) -> bool:
    """Whether a text from the other side may serve as an attribute's or parameter's name."""
    return type(text) is str and len(text) <= MAX_NAME


def describe(encoder: Encoder, function: types.FunctionType) -> list[Any]:
    """A function's visible face as JSON."""
    code = function.__code__
    annotated = [[key, type_hints.encode(encoder, value)] for key, value in function.__annotations__.items()]
    defaults = (
        None if function.__defaults__ is None else [encoder.encode_kept(value) for value in function.__defaults__]
    )
    keyword_defaults = (
        None
        if function.__kwdefaults__ is None
        else [[key, encoder.encode_kept(value)] for key, value in function.__kwdefaults__.items()]
    )
    attributes = encoder.share_attributes(function.__dict__, _HIDDEN)
    # Last, as it is read last: a default that both mention is defined where it is met first.
    declares = "__signature__" in function.__dict__
    # Through a wrapper `inspect` looks at what it wraps, unless it declares parameters itself.
    told = declares or "__wrapped__" not in function.__dict__
    signature = _describe_signature(encoder, function) if told else None
    shaped = told and not declares
    return [
        code.co_flags & _KIND_FLAGS | (OWN_PARAMETERS if shaped else 0),
        function.__name__,
        function.__qualname__,
        function.__module__ if type(function.__module__) is str else None,
        function.__doc__ if type(function.__doc__) is str else None,
        signature,
        annotated,
        defaults,
        keyword_defaults,
        encoder.source_name(code.co_filename),
        code.co_firstlineno,
        attributes,
    ]


def _describe_signature(encoder: Encoder, function: types.FunctionType) -> Any:
    declared = function.__dict__.get("__signature__")
    if isinstance(declared, inspect.Signature):
        return describe_parameters(encoder, declared)
    code = function.__code__
    names = code.co_varnames
    count, keyword_only = code.co_argcount, code.co_kwonlyargcount
    parameters: list[Any] = [[0 if i < code.co_posonlyargcount else 1, names[i]] for i in range(count)]
    for parameter, default in zip(reversed(parameters[:count]), reversed(function.__defaults__ or ()), strict=False):
        parameter.append(encoder.encode_kept(default))
    position = count + keyword_only
    if code.co_flags & inspect.CO_VARARGS:
        parameters.append([2, names[position]])
        position += 1
    keyword_defaults = function.__kwdefaults__ or {}
    for name in names[count : count + keyword_only]:
        parameters.append(
            [3, name] + ([encoder.encode_kept(keyword_defaults[name])] if name in keyword_defaults else [])
        )
    if code.co_flags & inspect.CO_VARKEYWORDS:
        parameters.append([4, names[position]])
    return parameters


def describe_parameters(encoder: Encoder, signature: inspect.Signature) -> list[Any]:
    """The parameters of a signature as JSON, without their annotations."""
    return [
        [int(parameter.kind), parameter.name]
        + ([] if parameter.default is _EMPTY else [encoder.encode(parameter.default)])
        for parameter in signature.parameters.values()
    ]


def build(decoder: Decoder, number: int, description: list[Any]) -> types.FunctionType:
    """A local function that stands for the other side's function ``number``."""
    (
        kind,
        name,
        qualified,
        module,
        doc,
        parameters,
        annotated,
        defaults,
        keyword_defaults,
        file,
        line,
        attributes,
    ) = description
    if not (is_name(name) and is_name(qualified)):
        raise Malformed("a function without a proper name")
    shaped = decoder.shapes and bool(kind & OWN_PARAMETERS)
    stand_in = code_shapes.shaped(decoder.far, number, parameters) if shaped else _blank(decoder, number)
    code = stand_in.__code__
    # The kind's flag alone, on code that yields nothing itself: `inspect` sees a generator function, while a call
    # still is
    # one call, so that wrong arguments raise at the call and not at the first `next`.
    stand_in.__code__ = code.replace(
        co_flags=code.co_flags | (kind & _KIND_FLAGS),
        co_name=name,
        co_qualname=qualified,
        co_filename=decoder.stand_in_file(file),
        co_firstlineno=line if type(line) is int and 0 < line < 1_000_000 else 1,
    )
    stand_in.__name__ = name
    stand_in.__qualname__ = qualified
    stand_in.__module__ = module
    stand_in.__doc__ = doc
    decoder.stand_ins.add_function(number, stand_in)
    stand_in.__annotations__ = {key: decoder.decode(value) for key, value in annotated if is_name(key)}
    if defaults is not None:
        stand_in.__defaults__ = tuple(decoder.decode(value) for value in defaults)
    if keyword_defaults is not None:
        stand_in.__kwdefaults__ = {key: decoder.decode(value) for key, value in keyword_defaults if is_name(key)}
    stand_in.__dict__ = decoder.adopt_attributes(stand_in.__dict__, attributes, _HIDDEN)
    if parameters is not None:
        stand_in.__dict__["__signature__"] = build_signature(decoder, parameters, stand_in.__annotations__)
    decoder.stand_ins.built(number, stand_in)
    return stand_in


def build_signature(decoder: Decoder, parameters: list[Any], annotated: dict[str, Any]) -> inspect.Signature:
    """A signature from parameters as ``describe_parameters`` gives them and annotations by name."""
    if len(parameters) > MAX_PARAMETERS:
        raise Malformed("a function with too many parameters")
    made = []
    for kind, name, *default in parameters:
        made.append(
            inspect.Parameter(
                name if name.isidentifier() else "_",
                _KINDS[kind],
                default=decoder.decode(default[0]) if default else _EMPTY,
                annotation=annotated.get(name, _EMPTY),
            )
        )
    try:
        return inspect.Signature(made, return_annotation=annotated.get("return", _EMPTY))
    except ValueError as error:
        raise Malformed(f"a function with impossible parameters: {error}") from None


def _blank(decoder: Decoder, number: int) -> types.FunctionType:
    call: Callable[..., Any] = decoder.far.call

    def stand_in(*args: Any, **kwargs: Any) -> Any:
        return call(number, args, kwargs)

    assert isinstance(stand_in, types.FunctionType)
    return stand_in
