"""Pickles of the candidate's objects: made and read here, so that no test reads a pickle that the candidate wrote.

A test's functions and classes among what is pickled have no module here that could be imported; they are kept by number,
as is a copy of a test's object. A pickle is good for as long as its interpreter.
"""

from __future__ import annotations

import copy
import io
import pickle
import types
from collections.abc import Callable
from typing import Any

#: What pickles of this interpreter name by number.
_kept: list[Any] = []


def _keep(thing: Any) -> int:
    _kept.append(thing)
    return len(_kept) - 1


class _Writer(pickle.Pickler):
    """``is_tests`` tells a test's function or class, and a class that was made here for one of a test's."""

    def __init__(self, file: io.BytesIO, is_tests: Callable[[Any], bool]) -> None:
        super().__init__(file)
        self._is_tests = is_tests

    def persistent_id(self, obj: Any) -> Any:
        if isinstance(obj, type | types.FunctionType) and self._is_tests(obj):
            return _keep(obj)
        return None


class _Reader(pickle.Unpickler):
    def persistent_load(self, pid: Any) -> Any:
        return _kept[pid]


def write(thing: Any, is_tests: Callable[[Any], bool]) -> bytes:
    """The pickle of an object of the candidate's."""
    file = io.BytesIO()
    _Writer(file, is_tests).dump(thing)
    return file.getvalue()


def read(data: bytes) -> Any:
    """The object that ``write`` pickled, made anew."""
    return _Reader(io.BytesIO(data)).load()


def reduce_copy(copied: Any) -> Any:
    """How a copy of a test's object is pickled."""
    return _again, (_keep(copied),)


def _again(number: int) -> Any:
    return copy.deepcopy(_kept[number])
