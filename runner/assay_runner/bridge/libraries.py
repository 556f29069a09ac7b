"""The libraries that a challenge may declare, as far as the bridge knows them: which are here, and which cross by value.

They are imported here, and only where the image holds them: the agent and the examiner do it before any fork, so that no
submission waits for it.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import os
import re
import sys
import types
from pathlib import Path
from typing import Any

#: Where an image keeps the packages that were declared, beside the folder of this package.
FOLDER = Path(__file__).resolve().parent.parent.parent / "packages"

#: One thread for each: a sandbox has a limit of processes, and a fork must find none running.
_SINGLE_THREADED = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")

#: What a requirement begins with.
_NAME = re.compile(r"[A-Za-z0-9._-]+")

#: Functions of NumPy that only compute on what they are given, and in proportion to it: a hostile side may name them.
_PURE_NUMPY = frozenset(
    [
        "all",
        "any",
        "amax",
        "amin",
        "argmax",
        "argmin",
        "argsort",
        "average",
        "cumprod",
        "cumsum",
        "diff",
        "dot",
        "max",
        "mean",
        "median",
        "min",
        "nanmax",
        "nanmean",
        "nanmedian",
        "nanmin",
        "nanstd",
        "nansum",
        "nanvar",
        "prod",
        "ptp",
        "round",
        "sort",
        "std",
        "sum",
        "trace",
        "unique",
        "var",
    ]
)
#: Classes of pandas that hold values.
_PANDAS_VALUES = frozenset(
    [
        "DataFrame",
        "Series",
        "Index",
        "MultiIndex",
        "RangeIndex",
        "DatetimeIndex",
        "TimedeltaIndex",
        "PeriodIndex",
        "IntervalIndex",
        "CategoricalIndex",
        "Timestamp",
        "Timedelta",
        "Period",
        "Interval",
        "Categorical",
    ]
)

#: Top-level modules of declared packages: both images hold the same, so such a module crosses as its name.
modules: frozenset[str] = frozenset()
#: Types, other than the standard library's, whose instances are public functions with a module and a name.
function_kinds: tuple[type, ...] = ()


def preload() -> None:
    """Imports the libraries that were declared, and teaches the bridge about those that cross by value."""
    global modules
    for variable in _SINGLE_THREADED:
        os.environ.setdefault(variable, "1")
    modules = _found()
    declared = bool(modules)
    _values()
    if declared:
        _import_declared()


def _values() -> None:
    """Teaches the bridge the values of NumPy and pandas."""
    global modules, function_kinds
    if importlib.util.find_spec("numpy") is None:
        return
    found = importlib.import_module("numpy")
    modules |= {"numpy"}
    function_kinds = (found.ufunc, type(found.mean))
    importlib.import_module(".arrays", __package__).register()
    if importlib.util.find_spec("pandas") is None:
        return
    importlib.import_module("pandas")
    modules |= {"pandas"}
    importlib.import_module(".frames", __package__).register()


def _import_declared() -> None:
    """Imports what was declared, so that no submission waits for it; what cannot be imported is for those to see who try."""
    for module in sorted(_roots()):
        # Whatever a package raises when it is imported, an exit included, is not the agent's end.
        with contextlib.suppress(BaseException):
            importlib.import_module(module)


def _roots() -> set[str]:
    """The top-level modules of packages that no other package here needs: those bring the others along."""
    metadata = importlib.import_module("importlib.metadata")
    modules_of: dict[str, set[str]] = {}
    needed = set()
    for distribution in metadata.distributions(path=[str(FOLDER)]):
        tops = {str(file).partition("/")[0].removesuffix(".py") for file in distribution.files or []}
        modules_of[_canonical(distribution.name)] = tops & modules
        for requirement in distribution.requires or []:
            name = _NAME.match(requirement)
            if name and "extra ==" not in requirement:
                needed.add(_canonical(name[0]))
    return {module for name, tops in modules_of.items() if name not in needed for module in tops}


def _canonical(name: str) -> str:
    return re.sub("[-_.]+", "-", name).lower()


def numpy() -> Any:
    """NumPy, where it is."""
    return sys.modules.get("numpy") if "numpy" in modules else None


def _found() -> frozenset[str]:
    try:
        entries = list(os.scandir(FOLDER))
    except OSError:
        return frozenset()
    names = [entry.name.removesuffix(".py") for entry in entries if entry.is_dir() or entry.name.endswith(".py")]
    return frozenset(name for name in names if name.isidentifier())


def is_declared(module: str) -> bool:
    """Whether a module belongs to a declared package."""
    return module.partition(".")[0] in modules


def allowed_from_sandbox(module: str, qualified: str, found: Any) -> bool:
    """Whether a hostile side may name this class or function of a declared package."""
    if isinstance(found, type):
        if issubclass(found, BaseException):
            return True
        if module == "numpy" or module.startswith("numpy."):
            return _is_numpy_value(found)
        return module.startswith("pandas.") and qualified in _PANDAS_VALUES
    if not isinstance(found, function_kinds) or isinstance(found, types.FunctionType):
        return False
    return module == "numpy" and (type(found).__name__ == "ufunc" or qualified in _PURE_NUMPY)


def _is_numpy_value(kind: type) -> bool:
    found = importlib.import_module("numpy")
    return kind is found.ndarray or issubclass(kind, (found.generic, found.dtype))
