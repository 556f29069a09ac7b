"""A failed edge case as a few lines of plain Python that show the same failure beside the submission.

They are made from the author's own source and from the values that the failed test held, only once it has failed: a
passing edge case costs nothing. What comes from a sandbox is in them as the ``repr`` of a plain value, in a comment, or
not at all.
"""

from .script import reproduce

__all__ = ["reproduce"]
