"""The words of an edge case: its title, area and two sentences, read from a test's docstring, or its name in words."""

from __future__ import annotations

import inspect
import re
from typing import Any

_SECTION = re.compile(r"^(Area|Tells|Advises):\s*", re.MULTILINE)
MAX_TITLE = 200


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
        title = f"{title} [{callspec.id}]"
    return {"title": title[:MAX_TITLE], **{key: sections.get(key, "") for key in ("area", "tells", "advises")}}


def in_words(name: str) -> str:
    """``test_keeps_the_name`` as ``keeps the name``, ``testKeepsTheName`` likewise."""
    name = re.sub(r"^test_?", "", name) or name
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z][a-z])", "_", name)
    return " ".join(part if part.isupper() else part.lower() for part in name.split("_") if part) or name


def _sections(doc: str) -> dict[str, str]:
    marks = list(_SECTION.finditer(doc))
    ends = [*(mark.start() for mark in marks[1:]), len(doc)]
    found = {}
    for mark, end in zip(marks, ends, strict=False):
        paragraph = doc[mark.end() : end].split("\n\n")[0]
        found[mark.group(1).lower()] = " ".join(paragraph.split())
    return found
