"""What a company's own folder of tests brings along besides tests: pytest's options, helpers under names of its own.

Its file of settings is pytest's own to read, and all of it holds that says what a test is and how it is read. Of what it
adds to the command line, ``options`` says what holds.
"""

from __future__ import annotations

import contextlib
import re
from pathlib import Path
from typing import Any

from _pytest.config.findpaths import CONFIG_LOADERS_BY_NAME

from . import options


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
        *options.of(found).obeyed,
        *("-p", "no:cacheprovider"),
        *("-p", "no:faulthandler"),
        *("-p", "no:terminalreporter"),
        f"--capture={capture}",
        *_loop_scope(found),
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


def left_out(config: Any, tests: Path) -> list[str]:
    """What of the suite's settings does not hold here, a sentence each."""
    found = _configuration(tests)
    if found is None:
        return []
    conftests = "".join(path.read_text("utf-8", "replace") for path in sorted(tests.rglob("conftest.py")))
    file = str(found.relative_to(tests))
    said = [f"{file}: pytest's option `{option}` is left out" for option in options.of(found).left_out(conftests)]
    with contextlib.suppress(Exception):
        said += [
            f"{file}: the setting `{name}` belongs to no plugin that is here, and is left out"
            for name in sorted(config._get_unknown_ini_keys())
            if name not in conftests
        ]
    return [sentence[:300] for sentence in said[:20]]


class OptionsOfConftests:
    """A plugin: options that a ``conftest.py`` defines are there, although it is loaded with the tests."""

    def __init__(self, tests: Path) -> None:
        self.added = options.of(_configuration(tests))
        self.config: Any = None
        self.before: frozenset[str] = frozenset()

    def pytest_configure(self, config: Any) -> None:
        self.config = config
        self.before = frozenset(vars(config.option))

    def pytest_plugin_registered(self, plugin: object) -> None:
        if self.config is not None and hasattr(plugin, "pytest_addoption"):
            options.define(self.config, self.added, self.before)


def _loop_scope(configuration: Path | None) -> list[str]:
    """The default of pytest-asyncio's next version, said so that it does not warn at every start."""
    name = "asyncio_default_fixture_loop_scope"
    said = configuration is not None and name in configuration.read_text("utf-8", "replace")
    return [] if said else ["-o", f"{name}=function"]


def _configuration(tests: Path) -> Path | None:
    """The file with pytest's settings: the hidden suite's, else the one beside the suites."""
    for folder in (tests / "hidden", tests, tests / "visible"):
        for name in CONFIG_LOADERS_BY_NAME:
            file = folder / name
            # Read by pytest in a moment, which tells what is wrong with it; here only whether it speaks of pytest.
            if file.is_file() and (name.endswith("pytest.ini") or "pytest" in file.read_text("utf-8", "replace")):
                return file
    return None
