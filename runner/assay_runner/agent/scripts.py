"""Runs a file of the candidate's as a process of its own, or as ``runpy`` does, for a test that does so."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from typing import Any

# What the candidate may replace is taken before any of its code runs.
_run = subprocess.run
_run_path, _run_module = runpy.run_path, runpy.run_module


def run(
    root: str, command: list[str], stdin: bytes, merge: bool, seconds: float | None, folder: str | None, variables: Any
) -> tuple[int, bytes, bytes] | None:
    """Exit status, output and errors of ``python command``; None if it took too long.

    What is named as a module is found below ``root``, wherever it is run: as where the submission is installed.
    """
    errors = subprocess.STDOUT if merge else subprocess.PIPE
    variables = dict(os.environ if variables is None else variables)
    if "-m" in command or "-c" in command:
        variables["PYTHONPATH"] = os.pathsep.join(filter(None, [root, variables.get("PYTHONPATH")]))
    try:
        done = _run(
            [sys.executable, *command],
            input=stdin,
            stdout=subprocess.PIPE,
            stderr=errors,
            timeout=seconds,
            cwd=folder,
            env=variables,
        )
    except subprocess.TimeoutExpired:
        return None
    return done.returncode, done.stdout, done.stderr or b""


def run_here(name: str, is_path: bool, run_name: str | None) -> dict[str, Any]:
    """The names that a run of the file or module leaves."""
    if is_path:
        names = _run_path(name, run_name=run_name or "<run_path>")
    else:
        names = _run_module(name, run_name=run_name, alter_sys=True)
    return {key: value for key, value in names.items() if key in ("__name__", "__doc__") or not key.startswith("__")}
