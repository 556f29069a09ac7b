"""Catches a result that is longer than the width.

Area: lengths
Tells: Whether the candidate counts the `…`.
Advises: How long may the result be, with everything in it?
"""


def shorten(text, width):
    return text if len(text) <= width else text[:width] + "…"
