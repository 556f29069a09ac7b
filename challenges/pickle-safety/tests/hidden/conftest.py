"""What the hidden tests share: pickles made by hand, and a way to compare values with their types."""

from collections.abc import Callable

import pytest


def call(module: str, name: str, *texts: str) -> bytes:
    """Opcodes that call a global with texts."""
    arguments = b"".join(b"V" + text.encode() + b"\n" for text in texts)
    return f"c{module}\n{name}\n(".encode() + arguments + b"tR"


def by_stack(module: str, name: str) -> bytes:
    """Opcodes of protocol 4 that name a global, with a name that may hold dots."""
    return b"".join(b"\x8c" + bytes([len(text)]) + text.encode() for text in (module, name)) + b"\x93"


def spelled(value: object) -> object:
    """A value as text that tells types, signs and digits apart; sets are in order."""
    if isinstance(value, dict):
        return (type(value).__name__, [(spelled(key), spelled(item)) for key, item in value.items()])
    if isinstance(value, list | tuple):
        return (type(value).__name__, [spelled(item) for item in value])
    if isinstance(value, set):
        return (type(value).__name__, sorted(map(repr, map(spelled, value))))
    return (type(value).__name__, repr(value))


@pytest.fixture
def code() -> Callable[..., bytes]:
    """Makes opcodes that call a global."""
    return call


@pytest.fixture
def name_code() -> Callable[[str, str], bytes]:
    """Makes opcodes that name a global."""
    return by_stack


@pytest.fixture
def spell() -> Callable[[object], object]:
    """Makes values comparable together with their types."""
    return spelled
