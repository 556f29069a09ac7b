"""What the hidden tests share: files with exact bytes, and pipes that a thread of the test feeds."""

import os
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str | bytes], Path]:
    """Writes a file of exactly this content, as UTF-8."""

    def write(content: str | bytes) -> Path:
        path = tmp_path / "table.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


class Feeder:
    """Writes to a pipe until there is no more to write, or until nobody reads from it any longer."""

    def __init__(self, path: Path, content: Iterable[bytes]) -> None:
        os.mkfifo(path)
        self.path = path
        self.written = 0
        self.broken = threading.Event()
        self._content = content
        self._thread = threading.Thread(target=self._feed, daemon=True)
        self._thread.start()

    def _feed(self) -> None:
        try:
            with open(self.path, "wb", buffering=0) as pipe:
                for part in self._content:
                    while part:
                        count = pipe.write(part)
                        self.written += count
                        part = part[count:]
        except BrokenPipeError:
            self.broken.set()

    def stop(self) -> None:
        """Ends the thread, also one that waits for a reader that never came or does not read on."""
        self._content = iter(())
        if self._thread.is_alive():
            os.close(os.open(self.path, os.O_RDONLY | os.O_NONBLOCK))
        self._thread.join(1)


@pytest.fixture
def feed(tmp_path: Path) -> Iterator[Callable[[Iterable[bytes]], Feeder]]:
    """Makes a pipe and feeds it from a thread."""
    feeders: list[Feeder] = []

    def feed(content: Iterable[bytes]) -> Feeder:
        feeders.append(Feeder(tmp_path / f"pipe{len(feeders)}.csv", content))
        return feeders[-1]

    yield feed
    for feeder in feeders:
        feeder.stop()
