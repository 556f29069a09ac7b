"""Catches the cutting of a text that just fits.

Area: lengths
Tells: Whether the candidate tests the border between two cases.
Advises: What becomes of a text of exactly `width` characters?
"""


def shorten(text, width):
    return text if len(text) < width else text[: width - 1] + "…"
