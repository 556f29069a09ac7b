"""``addopts``: which of the command line's options that a suite brings along hold here, and what is said of the others.

Those hold that say which tests there are, what they mean and how they are read. Those that say how pytest is run (workers,
coverage, reruns, stopping early) are left out, since every edge case is run and reported; so is what names paths, which are
others here. What only makes pytest talk is left out without a word.
"""

from __future__ import annotations

import argparse
import contextlib
import shlex
from pathlib import Path
from typing import Any

from _pytest.config.findpaths import load_config_dict_from_file

#: Options that hold, and whether they take a value.
_OBEYED = {
    "-m": True,
    "-k": True,
    "-W": True,
    "--pythonwarnings": True,
    "--strict": False,
    "--strict-markers": False,
    "--import-mode": True,
    "--asyncio-mode": True,
    "-o": True,
    "--override-ini": True,
}
#: How pytest talks, and where it keeps things.
_TALK = (
    *("-v", "-q", "-r", "-s", "-l", "-x", "--verbose", "--quiet", "--exitfirst", "--maxfail", "--tb", "--color"),
    *("--durations", "--no-header", "--no-summary", "--show-capture", "--showlocals", "--capture", "--code-highlight"),
    *("--junit", "--log-cli", "--strict-config", "--verbosity", "--cache-clear", "--lf", "--ff", "--nf"),
    *("--last-failed", "--failed-first", "--new-first", "--disable-warnings", "--disable-pytest-warnings"),
)
#: Short options that take a value, which may follow or be attached.
_SHORT = ("-m", "-k", "-W", "-p", "-o", "-n", "-c")
#: Settings that no option may change: they are about this run, and not about the tests.
_FIXED = ("addopts", "testpaths", "cache_dir", "python_paths")


class Added:
    """The options that a file of settings adds, sorted."""

    def __init__(self, options: list[list[str]]) -> None:
        self.obeyed: list[str] = []
        #: Options that hold where a ``conftest.py`` defines them.
        self.of_others: list[list[str]] = []
        for option in options:
            name, value = option[0], option[-1]
            if name in _OBEYED and (name not in ("-o", "--override-ini") or not value.startswith(_FIXED)):
                # In one word, so that no value is taken for an option.
                single = name.startswith("--") and len(option) > 1
                self.obeyed += [f"{name}={value}"] if single else option
            elif name == "-p" and value.startswith("no:"):
                self.obeyed += option
            elif not name.startswith(_TALK):
                self.of_others.append(option)

    def left_out(self, conftests: str) -> list[str]:
        """Those that nobody obeys, as they were written; the text of every ``conftest.py`` says which these define."""
        return [" ".join(option) for option in self.of_others if option[0] not in conftests]


def of(configuration: Path | None) -> Added:
    """What a file of settings adds. What cannot be read is for pytest to tell."""
    found: Any = None
    if configuration is not None:
        with contextlib.suppress(Exception):
            found = (load_config_dict_from_file(configuration) or {}).get("addopts")
    value = getattr(found, "value", found)
    try:
        words = shlex.split(value) if isinstance(value, str) else [str(word) for word in value or ()]
    except ValueError:
        words = []
    return Added(_grouped(words))


def _grouped(words: list[str]) -> list[list[str]]:
    """Each option with its value."""
    found: list[list[str]] = []
    waits = False
    for word in words:
        if waits or not word.startswith("-"):
            if found and len(found[-1]) == 1 and (waits or found[-1][0].startswith("--")):
                found[-1].append(word)
            waits = False
            continue
        short = word[:2]
        if not word.startswith("--") and short in _SHORT and len(word) > 2:
            found.append([short, word[2:].removeprefix("=")])
        elif word.startswith("--") and "=" in word:
            found.append(list(word.split("=", 1)))
        else:
            found.append([word])
            waits = _OBEYED.get(word, False) or word in _SHORT
    return found


def define(config: Any, added: Added, before: frozenset[str]) -> None:
    """A ``conftest.py`` has defined options: they are what the settings add of them. ``before`` names all others."""
    words = [word for option in added.of_others for word in option]
    parse = config._parser.parse_known_and_unknown_args
    with contextlib.suppress(Exception, SystemExit):
        said, usual = (vars(parse(given, namespace=argparse.Namespace())[0]) for given in (words, []))
        for name in said.keys() - before:
            if said[name] != usual.get(name):
                setattr(config.option, name, said[name])
