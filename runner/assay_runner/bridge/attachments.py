"""Large texts and bytes: they travel behind a message as they are, since as JSON they would be escaped, and read, character by character.

Each has a number, and the message names it by that. What arrived and was never named is dropped when its edge case ends.
"""

from __future__ import annotations

from typing import Any

from .wire import LARGE, MAX_FRAME, Malformed

#: Bytes that may have arrived without having been named yet.
_MAX_WAITING = 4 * MAX_FRAME


def _weight(content: memoryview) -> int:
    # Not less than the smallest of an honest sender: many tiny ones cost more than their bytes.
    return max(len(content), LARGE)


class Attachments:
    """Those of one side: put and not sent yet, and arrived and not read yet."""

    def __init__(self) -> None:
        self._next = 0
        self._leaving: list[bytes] = []
        self._arrived: dict[int, memoryview] = {}
        self._waiting = 0

    def put(self, content: bytes) -> int:
        """Has the next message carry this; its number."""
        self._leaving.append(content)
        self._next += 1
        return self._next - 1

    def take(self) -> tuple[int, list[bytes]]:
        """What the message at hand carries, and the number of the first."""
        leaving = self._leaving
        if leaving:
            self._leaving = []
        return self._next - len(leaving), leaving

    def arrived(self, first: int, contents: list[memoryview]) -> None:
        """A message came with these. Raises ``Malformed`` where too many were never named."""
        self._waiting += sum(map(_weight, contents))
        if self._waiting > _MAX_WAITING:
            raise Malformed("more was attached to messages than they name")
        self._arrived.update(enumerate(contents, first))

    def text(self, coded: list[Any]) -> str:
        """The text that a message names."""
        return str(self._named(coded), "utf-8")

    def bytes(self, coded: list[Any]) -> bytes:
        """The bytes that a message names."""
        return bytes(self._named(coded))

    def _named(self, coded: list[Any]) -> memoryview:
        found = self._arrived.pop(coded[1])
        self._waiting -= _weight(found)
        return found

    def forget(self) -> None:
        """An edge case is over."""
        self._arrived.clear()
        self._waiting = 0
