"""Stand-in functions whose ``__code__`` has the far function's parameters: their names, their number, their kinds.

Nothing is compiled from what the other side told: the parameters are put into the code of a function that takes none and
hands its local names over.
"""

from __future__ import annotations

import builtins
import inspect
import types
import weakref
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .far import Far

_POSITIONAL_ONLY, _POSITIONAL, _REST, _KEYWORD_ONLY, _KEYWORDS = range(5)
_OMITTED: Any = object()


def shaped(far: Far, number: int, parameters: list[Any]) -> types.FunctionType:
    """A function with these parameters (as ``functions`` describes them) that calls the far function ``number``."""
    by_kind: list[list[str]] = [[], [], [], [], []]
    for kind, name, *_ in parameters:
        by_kind[kind].append(name)
    named = [*by_kind[_POSITIONAL_ONLY], *by_kind[_POSITIONAL]]
    names = (*named, *by_kind[_KEYWORD_ONLY], *by_kind[_REST], *by_kind[_KEYWORDS])
    rest = by_kind[_REST][0] if by_kind[_REST] else None
    keywords = by_kind[_KEYWORDS][0] if by_kind[_KEYWORDS] else None

    def call(bound: dict[str, Any]) -> Any:
        """Passes on what was given, and leaves out what is only a default."""
        function: Any = myself()
        values = [bound[name] for name in named]
        if rest is not None and bound[rest]:
            values += bound[rest]
        else:
            defaults = function.__defaults__ or ()
            for default in reversed(defaults):
                if not values or values[-1] is not default:
                    break
                values.pop()
        given = {} if keywords is None else dict(bound[keywords])
        defaults_by_name = function.__kwdefaults__ or {}
        for name in by_kind[_KEYWORD_ONLY]:
            if bound[name] is not defaults_by_name.get(name, _OMITTED):
                given[name] = bound[name]
        return far.call(number, tuple(values), given)

    code = _template.__code__
    flags = (inspect.CO_VARARGS if rest is not None else 0) | (inspect.CO_VARKEYWORDS if keywords is not None else 0)
    code = code.replace(
        co_argcount=len(named),
        co_posonlyargcount=len(by_kind[_POSITIONAL_ONLY]),
        co_kwonlyargcount=len(by_kind[_KEYWORD_ONLY]),
        co_nlocals=len(names),
        co_varnames=names,
        co_flags=code.co_flags | flags,
    )
    made = types.FunctionType(code, {"call": call, "locals": builtins.locals, "__builtins__": {}})
    # Weakly: who holds the function is told by counting. With a callback it is one of its own, beside which others are seen.
    myself = weakref.ref(made, _nothing)
    return made


def _nothing(_: Any) -> None: ...


def _template() -> Any:
    return call(locals())  # type: ignore[name-defined] # noqa: F821 (the globals of each function made of this have it)
