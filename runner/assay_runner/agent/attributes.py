"""What ``vars(thing)`` is of an object of the test's: a descriptor of the candidate's keeps its values there."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from typing import Any

from ..bridge.far import Far
from . import pickles


class Attributes(MutableMapping[str, Any]):
    """The public attributes of a lent object, and those that this side added, past its class's descriptors."""

    def __init__(self, far: Far, number: int) -> None:
        self._far = far
        self._number = number

    def _all(self) -> dict[str, Any]:
        found: dict[str, Any] = self._far.get(self._number, "__dict__")
        return found

    def __getitem__(self, name: str) -> Any:
        return self._all()[name]

    def __setitem__(self, name: str, value: Any) -> None:
        self._far.peer.ask("put", [self._number, name], (value,))

    def __delitem__(self, name: str) -> None:
        if name not in self._all():
            raise KeyError(name)
        self._far.peer.ask("take", [self._number, name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def copy(self) -> dict[str, Any]:
        return self._all()

    def __repr__(self) -> str:
        return repr(self._all())


class Tests(Far):
    """The examiner's side, as the candidate's stand-ins see it."""

    def attributes(self, number: int) -> Any:
        self.get(number, "__dict__")
        return Attributes(self, number)

    def reduce(self, thing: Any) -> Any:
        # A test's object cannot be unpickled here; its copy is a copy of itself.
        return pickles.reduce_copy(self.copy(thing, True))

    def number_of_value(self, thing: Any) -> int:
        # What a test's named tuple has beside its items and its class it does not have at all.
        raise AttributeError(f"{type(thing).__name__!r} object has no such attribute")
