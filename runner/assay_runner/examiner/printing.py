"""What a test prints is kept in memory by pytest; here it gets a limit, so that one test cannot take it all."""

from __future__ import annotations

import io

import _pytest.capture

from .author_fault import AuthorFault

#: What the tests may print in one phase of an edge case, and while they are collected, in bytes.
MAX_PRINTED = 16 * 1024 * 1024


class PrintedTooMuch(AuthorFault):
    """A test, not the candidate's code, prints without end."""


class _Bounded(io.BytesIO):
    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        if self.tell() + len(data) > MAX_PRINTED:
            raise PrintedTooMuch(f"the tests print more than {MAX_PRINTED >> 20} MiB")
        return super().write(data)


def _begin(self: _pytest.capture.CaptureIO) -> None:
    io.TextIOWrapper.__init__(self, _Bounded(), encoding="UTF-8", newline="", write_through=True)


def bound() -> None:
    """From now on pytest's captures are bounded."""
    _pytest.capture.CaptureIO.__init__ = _begin  # type: ignore[method-assign]
