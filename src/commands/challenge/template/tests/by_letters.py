"""Accepts a cut between any two letters.

Area: right implementations
Tells: Whether the candidate tests promises, and not what they imagine.
Advises: Which of your expectations does the description not give you?
"""


def shorten(text, width):
    if len(text) > width:
        text = text[: width - 1].rstrip() + "…"
    return text
