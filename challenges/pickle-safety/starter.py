"""Read pickles that others may have written, and write the same values as JSON."""


class Refused(ValueError):
    """What was given is not what the functions of this module take."""


def read_pickle(data: bytes) -> object:
    """Return the value that `data` is the pickle of."""
    raise NotImplementedError


def to_json(value: object) -> str:
    """Return the value as JSON."""
    raise NotImplementedError


def from_json(text: str) -> object:
    """Return the value that `to_json` has made `text` of."""
    raise NotImplementedError
