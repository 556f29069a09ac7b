"""What the hidden tests share: an iterable that writes down what is taken from it."""

import threading
from collections.abc import Callable, Iterable, Iterator

import pytest


class Source:
    """Gives items, and writes down which were taken and in which thread; fails with `error` after the last one."""

    def __init__(self, items: Iterable[object], error: BaseException | None = None) -> None:
        self.items = items
        self.error = error
        self.taken: list[object] = []
        self.threads: set[int] = set()

    def __iter__(self) -> Iterator[object]:
        for item in self.items:
            self.taken.append(item)
            self.threads.add(threading.get_ident())
            yield item
        if self.error is not None:
            raise self.error


@pytest.fixture
def source() -> Callable[..., Source]:
    """Makes iterables that write down what is taken from them."""
    return Source
