"""What the sandbox has said in a run, as it came, for the rare question whether a text is the sandbox's."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

#: Bytes that are kept; of what comes later everything is suspected.
MAX_HEARD = 16 << 20
#: What makes a text more than a word or a number: with it, it does something when it is run.
_DOES_SOMETHING = re.compile(r"[(\[=@:;]|\.\w|\bimport\b")
_SHORT = 3


class Heard:
    """Frames from the sandbox; taking one costs next to nothing, looking through them does not."""

    def __init__(self) -> None:
        self._frames: list[bytes] = []
        self._attached: list[memoryview] = []
        self._size = 0
        self._overflowed = False
        self._strings: set[str] = set()

    def take(self, frame: bytes, attached: list[memoryview]) -> None:
        """Keeps a frame and what was attached to it."""
        self._size += len(frame) + sum(map(len, attached))
        if self._size <= MAX_HEARD:
            self._frames.append(frame)
            self._attached += attached
        else:
            self._overflowed = True

    def said(self, text: str) -> bool:
        """Whether the sandbox has said exactly this."""
        bare = text.strip()
        return any(one.strip() == bare for one in self._told()) or self._overflowed

    def holds(self, text: str, files: Iterable[str], own: str) -> bool:
        """Whether a text is, is a part of, or has in it what the sandbox said or the submission's files hold.

        What stands word for word in the test's ``own`` file and was not said as a whole is the test's.
        """
        bare = text.strip()
        if not bare:
            return False
        if self._overflowed:
            return True
        part = False
        for one in map(str.strip, (*self._told(), *files)):
            if one == bare:
                return True
            if bare in one:
                part = True
            elif len(one) >= _SHORT and one in bare and _DOES_SOMETHING.search(one):
                return True
        return part and bare not in own

    def _told(self) -> set[str]:
        frames, self._frames = self._frames, []
        for frame in frames:
            _collect(json.loads(frame), self._strings)
        attached, self._attached = self._attached, []
        for content in attached:
            # Which of the two it was nobody remembers.
            self._strings |= {str(content, "utf-8", "replace"), str(content, "latin-1")}
        return self._strings


def _collect(value: Any, into: set[str]) -> None:
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if type(one) is str:
            into.add(one)
        elif type(one) is list:
            waiting += one
        elif type(one) is dict:
            waiting += one
            waiting += one.values()
