"""The words of an edge case: its title, area and two sentences, read from a test's docstring, or its name in words."""

from __future__ import annotations

import enum
import inspect
import re
from collections import Counter
from pathlib import PurePath
from typing import Any

from _pytest._io.saferepr import saferepr

_SECTION = re.compile(r"^(Area|Tells|Advises):\s*", re.MULTILINE)
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")
MAX_TITLE = 200
_MAX_VALUE = 60


def describe_all(items: list[Any]) -> list[dict[str, str]]:
    """What to say of each collected pytest item; no two titles are the same."""
    described = [describe(item) for item in items]
    for more in (_class_of, _file_of):
        titles = Counter(words["title"] for words in described)
        for item, words in zip(items, described, strict=True):
            if titles[words["title"]] > 1:
                words["title"] = _with(words["title"], more(item))
    seen: Counter[str] = Counter()
    for words in described:
        seen[words["title"]] += 1
        if seen[words["title"]] > 1:
            words["title"] = _with(words["title"], f"#{seen[words['title']]}")
    return described


def describe(item: Any) -> dict[str, str]:
    """Title, area, tells and advises of a collected pytest item."""
    function = getattr(item, "obj", None)
    written = getattr(function, "__doc__", None)
    doc = inspect.cleandoc(written) if isinstance(written, str) else ""
    first, _, _ = doc.partition("\n\n")
    sections = _sections(doc)
    title = "" if _SECTION.match(first) else " ".join(first.split()).rstrip(".")
    if not title:
        title = in_words(getattr(item, "originalname", None) or item.name)
    callspec = getattr(item, "callspec", None)
    if callspec is not None:
        title = f"{title}{_parameters(callspec)}"
    return {"title": _cut(title), **{key: sections.get(key, "") for key in ("area", "tells", "advises")}}


def in_words(name: str) -> str:
    """``test_keeps_the_name`` as ``keeps the name``, ``testKeepsTheName`` likewise."""
    name = re.sub(r"^test_?", "", name) or name
    parts = _HUMP.sub("_", name).split("_")
    return " ".join(part if part.isupper() else part.lower() for part in parts if part) or name


def _parameters(callspec: Any) -> str:
    """What tells one case of a parametrized test from the others: the id that its author gave it, else its values."""
    values = callspec.params
    made = [_made_id(name, value) for name, value in values.items()]
    length = sum(map(len, made)) + len(made) - 1
    automatic = 0 <= len(callspec.id) - length <= 3 and all(part in callspec.id for part in made)
    if not automatic:
        return f": {callspec.id if ' ' in callspec.id else callspec.id.replace('_', ' ')}"
    return f" ({', '.join(f'{name}={_shown(value)}' for name, value in values.items())})"


def _shown(value: Any) -> str:
    """A value as a title shows it: the same in every run, so without the addresses that a ``repr`` may hold."""
    if inspect.isroutine(value) or inspect.isclass(value):
        return value.__qualname__
    return _ADDRESS.sub("", saferepr(value, _MAX_VALUE))


def _made_id(name: str, value: Any) -> str:
    """The id that pytest gives a value whose author gave none, as far as it matters here."""
    if isinstance(value, str):
        return value.encode("unicode_escape").decode("ascii")
    if isinstance(value, bytes):
        return value.decode("ascii", "backslashreplace")
    if value is None or isinstance(value, float | int | bool | complex | enum.Enum):
        return str(value)
    named = getattr(value, "__name__", None)
    return named if isinstance(named, str) else name


def _class_of(item: Any) -> str:
    kind = getattr(item, "cls", None)
    return "" if kind is None else in_words(re.sub(r"^Tests?(?=[A-Z_])|(?<=[a-z0-9])Tests?(Case)?$", "", kind.__name__))


def _file_of(item: Any) -> str:
    stem = PurePath(item.nodeid.partition("::")[0]).stem
    return in_words(re.sub(r"_tests?$", "", stem))


def _with(title: str, more: str) -> str:
    return f"{_cut(title, MAX_TITLE - len(more) - 3)} ({more})" if more else title


def _cut(title: str, limit: int = MAX_TITLE) -> str:
    title = " ".join(title.split())
    return title if len(title) <= limit else f"{title[: max(limit - 1, 0)]}…"


def _sections(doc: str) -> dict[str, str]:
    marks = list(_SECTION.finditer(doc))
    ends = [*(mark.start() for mark in marks[1:]), len(doc)]
    found = {}
    for mark, end in zip(marks, ends, strict=False):
        paragraph = doc[mark.end() : end].split("\n\n")[0]
        found[mark.group(1).lower()] = " ".join(paragraph.split())
    return found
