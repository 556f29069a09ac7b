"""``hypothesis`` as it is used across a bridge: no deadlines of its own, one seed for all, and its tables made once.

Its table of characters takes a second or two to make, and every fork would make it again.
"""

from __future__ import annotations

import sys
from pathlib import Path

#: The part of an edge case's time in which a failing example may be made smaller.
_SHRINKING_SHARE = 0.4


def warm(tests: Path, reference: Path) -> None:
    """In the fork server: prepares it where the tests use it. ``reference`` is a folder, or absent."""
    sources = tests.rglob("*.py")
    if not reference.is_dir() and not any("hypothesis" in source.read_text("utf-8", "replace") for source in sources):
        return
    import hypothesis
    import hypothesis.stateful
    from hypothesis.internal import charmap, constants_ast
    from hypothesis.internal.conjecture import providers

    hypothesis.settings.register_profile(
        "assay",
        database=None,
        # A call across the bridge takes its time, and an edge case has a limit that is watched from outside.
        deadline=None,
        suppress_health_check=list(hypothesis.HealthCheck),
        print_blob=False,
        report_multiple_bugs=False,
    )
    hypothesis.settings.load_profile("assay")
    charmap.charmap()
    charmap.categories()
    # It tries the constants of a project's own modules, and would take every library of the examiner's for one: to read
    # them all again costs each run seconds of its first edge case.
    is_own, places = constants_ast.is_local_module_file, (f"{tests}/", f"{reference}/")
    providers.__dict__["is_local_module_file"] = lambda path: path.startswith(places) and is_own(path)


def plant(seed: int, edge_case_seconds: float) -> None:
    """In a run: every property test starts from this seed, so that a second run finds the same example."""
    if "hypothesis" in sys.modules:
        import hypothesis.core
        import hypothesis.internal.conjecture.engine as engine

        hypothesis.core.global_force_seed = seed  # type: ignore[assignment]
        # What is found is told as small as it is by then, and not lost with the edge case's time.
        engine.MAX_SHRINKING_SECONDS = edge_case_seconds * _SHRINKING_SHARE  # type: ignore[assignment]
