"""pytest's work on files that is the same for every run, done once before any fork: plugins and assertions rewritten."""

from __future__ import annotations

import contextlib
import importlib
import importlib.metadata
import importlib.util
import os
import sys
from pathlib import Path
from typing import Any

import _pytest.assertion.rewrite as rewrite
from _pytest.config import default_plugins

_compiled: dict[tuple[str, int], Any] = {}
_rewrite = rewrite._rewrite_test


def warm() -> None:
    """In the first process: imports pytest's own plugins, and rewrites the installed ones, which is most of what
    configuring it takes. These are imported with pytest's configuration, not before: it would warn."""
    for name in default_plugins:
        importlib.import_module(name if "." in name else f"_pytest.{name}")
    for entry in importlib.metadata.entry_points(group="pytest11"):
        spec = importlib.util.find_spec(entry.module.partition(".")[0])
        if spec is None or spec.origin is None:
            continue
        origin = Path(spec.origin)
        for path in origin.parent.glob("*.py") if spec.submodule_search_locations else [origin]:
            with contextlib.suppress(SyntaxError, OSError):
                rewritten(path, None)


def rewritten(path: Path, config: Any) -> Any:
    """pytest's rewriting of a file's assertions, done once for all forks. Raises what compiling raises."""
    key = (str(path), os.stat(path).st_mtime_ns)
    if key not in _compiled:
        _compiled[key] = _rewrite(path, config)
    return _compiled[key]


def share() -> None:
    """From now on pytest takes what is there already."""
    rewrite._rewrite_test = rewritten  # type: ignore[assignment]


def compile_all(tests: Path, config: Any) -> None:
    """In a challenge's fork server: every file of its tests."""
    for path in sorted(tests.rglob("*.py")):
        # Assertions of helper modules say as much as those of test files.
        inside = {part.removesuffix(".py") for part in path.relative_to(tests).parts}
        config.pluginmanager.rewrite_hook.mark_rewrite(*inside - sys.stdlib_module_names - set(sys.modules))
        try:
            rewritten(path, config)
        except (SyntaxError, ValueError, RecursionError, MemoryError, OSError):
            # Said with its place when the file is collected.
            continue
