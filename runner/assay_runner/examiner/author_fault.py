"""An error that is the author's wherever it comes up: it says so itself."""

from __future__ import annotations

from typing import Any


class AuthorFault(Exception):
    """What is wrong with the challenge, in a sentence, and where if that is known."""

    def __init__(self, message: str, location: dict[str, Any] | None = None) -> None:
        super().__init__(message)
        self.location = location
