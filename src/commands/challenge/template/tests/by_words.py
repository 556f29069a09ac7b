"""Accepts a cut between words.

Area: right implementations
Tells: Whether the candidate leaves open what the description leaves open.
Advises: Where may a text be cut?
"""


def shorten(text, width):
    if len(text) <= width:
        return text
    beginning = text[: width - 1]
    return (beginning.rpartition(" ")[0] or beginning) + "…"
