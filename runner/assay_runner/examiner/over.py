"""How an edge case ends that cannot go on: recorded where no test can catch it, then raised."""

from __future__ import annotations


class EdgeCaseOver(BaseException):
    """Ends the running edge case. What a test catches does not matter: the fault is on record already."""


class Fault:
    """Why the running edge case cannot go on."""

    def __init__(self, outcome: str, message: str) -> None:
        self.outcome = outcome
        self.message = message
