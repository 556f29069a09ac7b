"""Call functions again when they fail."""


def retry(*, on, attempts=3, delay=1.0, factor=2.0, longest=None, within=None, notify=None, sleep=None, clock=None):
    """Call the decorated function again after the failures in `on`, with longer and longer waits."""
    raise NotImplementedError
