"""What can be wrong in a call: an argument left out, the copy or conversion left out, the function's opposite called."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from .edits import Edit, Text

#: Functions of one argument that hand on nearly the same thing.
_UNWRAPPED = {
    "list", "tuple", "set", "frozenset", "dict", "sorted", "reversed", "abs", "round", "str", "int", "float",
    "copy", "deepcopy",
}  # fmt: skip
#: Methods without an argument that do.
_UNCALLED = {"strip", "lstrip", "rstrip", "lower", "upper", "casefold", "title", "capitalize", "copy"}
_FUNCTIONS = {"min": "max", "max": "min", "any": "all", "all": "any"}
_PAIRS = (
    ("lower", "upper"), ("startswith", "endswith"), ("lstrip", "rstrip"), ("find", "rfind"), ("index", "rindex"),
    ("partition", "rpartition"), ("ljust", "rjust"), ("removeprefix", "removesuffix"), ("union", "intersection"),
    ("popleft", "pop"), ("appendleft", "append"), ("is_file", "is_dir"), ("split", "rsplit"),
)  # fmt: skip
#: Opposites that exist on both sides; `pop`, `append`, `index` and `split` have other meanings as well.
_METHODS = dict(_PAIRS) | {two: one for one, two in _PAIRS if two not in ("pop", "append", "rsplit")}
del _METHODS["index"], _METHODS["split"]


def call(node: ast.Call, text: Text) -> Iterator[Edit]:
    """The edits of one call."""
    alone = len(node.args) == 1 and not isinstance(node.args[0], ast.Starred)
    if isinstance(node.func, ast.Name):
        name = node.func.id
        if name in _UNWRAPPED and alone:
            yield text.replaced(node, text.operand(node.args[0]), f"without `{name}`")
        if name in _FUNCTIONS:
            yield text.replaced(node.func, _FUNCTIONS[name], f"`{name}` becomes `{_FUNCTIONS[name]}`")
        if name == "range" and alone:
            stop = text.operand(node.args[0])
            yield text.replaced(node.args[0], f"1, {stop}", "the range begins one later")
            if not isinstance(node.args[0], ast.Constant):
                yield text.replaced(node.args[0], f"{stop} + 1", "the range ends one later")
                yield text.replaced(node.args[0], f"{stop} - 1", "the range ends one earlier")
    elif isinstance(node.func, ast.Attribute):
        name, owner = node.func.attr, node.func.value
        if name in _UNCALLED and not node.args and not node.keywords:
            yield text.replaced(node, text.operand(owner), f"without `.{name}()`")
        elif name in _UNWRAPPED and alone and isinstance(owner, ast.Name) and owner.id == "copy":
            yield text.replaced(node, text.operand(node.args[0]), f"without `{name}`")
        if name in _METHODS:
            end = text.end(node.func)
            new = _METHODS[name]
            yield Edit(end - len(name.encode()), end, new, f"`.{name}` becomes `.{new}`")
    yield from _without_arguments(node, text)


def _without_arguments(node: ast.Call, text: Text) -> Iterator[Edit]:
    places: list[Any] = sorted([*node.args, *node.keywords], key=text.start)
    for at, place in enumerate(places):
        if isinstance(place, ast.keyword | ast.Starred):
            start, end = text.start(place), text.end(place)
            if at + 1 < len(places):
                end = text.start(places[at + 1])
            elif at > 0:
                before = text.end(places[at - 1])
                start = before + text.data[before:start].index(b",")
            else:
                end = text.end(node) - 1
            yield Edit(start, end, "", f"without the argument `{text.of(place)}`")
