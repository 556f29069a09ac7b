"""Modules that most submissions never need, and that an agent's start is too dear for: imported when one may need them.

They take functions of the standard library when they are imported. So that is done before a submission's code runs that may
name or shadow what they are made of, before tests run here or replace it from there, and in a sandbox that waits for long
anyway.
"""

from __future__ import annotations

import importlib
import sys
from typing import Any

from ..bridge import loops

_import = importlib.import_module
#: What a test often replaces, and nothing here is made of.
_HARMLESS = frozenset({"builtins", "datetime", "random", "time"})


def scripts() -> Any:
    return _import(".scripts", __package__)


def bring() -> None:
    """Imports all of them."""
    loops.bring()
    scripts()


def for_submission(files: dict[str, str]) -> None:
    """Before any of the files is imported: brings what they could use, or could hide by their names."""
    tops = {name.partition("/")[0].removesuffix(".py") for name in files}
    if not tops.isdisjoint(sys.stdlib_module_names) or any("async" in content for content in files.values()):
        bring()


def for_patch(module: str) -> None:
    """Before something in a standard module is replaced."""
    if module not in _HARMLESS:
        bring()
