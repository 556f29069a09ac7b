"""What a company's own folder of tests brings along besides tests: pytest's options, helpers under names of its own.

Settings that say what a test is or how it is read are obeyed. Those that say how pytest is run (its ``addopts``: reruns,
workers, coverage, stopping at the first failure) are left out, since the examiner runs every edge case and reports it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from _pytest.config.findpaths import CONFIG_LOADERS_BY_NAME


def arguments(tests: Path, capture: str = "sys") -> list[str]:
    """How pytest is started for these tests; ``capture`` is its way to catch what is printed."""
    found = _configuration(tests)
    return [
        *("--rootdir", str(tests)),
        # Loaded with the tests, when there is a candidate's module that they may import.
        "--noconftest",
        *("--confcutdir", str(tests)),
        *("-c", str(found) if found is not None else "/dev/null"),
        *("-o", "addopts="),
        *_import_mode(found),
        *("-p", "no:cacheprovider"),
        *("-p", "no:faulthandler"),
        *("-p", "no:terminalreporter"),
        f"--capture={capture}",
        # The default of pytest-asyncio's next version, said so that it does not warn at every start.
        *("-o", "asyncio_default_fixture_loop_scope=function"),
        *("-o", "truncation_limit_lines=40"),
        *("-o", "truncation_limit_chars=2500"),
    ]


def misconfigured(said: str, status: int, tests: Path) -> tuple[str, dict[str, Any] | None]:
    """Why pytest did not start, in its own words, and where."""
    prefix = f"{tests}/"
    text = " ".join(said.removeprefix("ERROR: ").split()).replace(prefix, "")[:1_000]
    found = re.match(r"([\w./-]+?):(\d+)?:? ", text)
    file = _configuration(tests)
    place = {"file": str(file)[len(prefix) :], "line": int((found and found[2]) or 1)} if file is not None else None
    return f"pytest could not be configured: {text or f'exit status {status}'}", place


def admit_conftests(config: Any) -> None:
    """From now on ``conftest.py`` counts, in each suite as it does at a root: it may name plugins."""
    config.pluginmanager._noconftest = False
    config.pluginmanager._using_pyargs = True


def _import_mode(configuration: Path | None) -> list[str]:
    """The one of the options left out that says how files are read."""
    text = configuration.read_text("utf-8", "replace") if configuration is not None else ""
    found = re.search(r"--import-mode[= ](\w+)", text)
    return [f"--import-mode={found[1]}"] if found is not None else []


def _configuration(tests: Path) -> Path | None:
    """The file with pytest's settings: the hidden suite's, else the one beside the suites."""
    for folder in (tests / "hidden", tests, tests / "visible"):
        for name in CONFIG_LOADERS_BY_NAME:
            file = folder / name
            # Read by pytest in a moment, which tells what is wrong with it; here only whether it speaks of pytest.
            if file.is_file() and (name.endswith("pytest.ini") or "pytest" in file.read_text("utf-8", "replace")):
                return file
    return None
