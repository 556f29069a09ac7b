"""Accepts an implementation that keeps the promises.

Area: right implementations
Tells: Whether the tests hold at all.
Advises: Look for the promise on which the failed test rests.
"""


def shorten(text, width):
    return text if len(text) <= width else text[: width - 1] + "…"
