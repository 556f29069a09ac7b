"""What the hidden tests share: functions that acquire resources, and write down what happens."""

from collections.abc import Callable

import pytest


class Resource:
    """Something to close; closing fails with `failure` if there is one, else it returns `result`."""

    def __init__(self, name: str, log: list[str], failure: BaseException | None, result: object) -> None:
        self.name = name
        self.log = log
        self.failure = failure
        self.result = result

    def close(self) -> object:
        self.log.append(f"close {self.name}")
        if self.failure is not None:
            raise self.failure
        return self.result


class Stage:
    """Makes functions for `hold` that write into `log`."""

    def __init__(self) -> None:
        self.log: list[str] = []

    def gives(
        self,
        name: str,
        failure: BaseException | None = None,
        result: object = None,
        kind: type[Resource] = Resource,
    ) -> Callable[[], Resource]:
        """A function that acquires a resource whose closing fails with `failure`."""

        def acquire() -> Resource:
            self.log.append(f"acquire {name}")
            return kind(name, self.log, failure, result)

        return acquire

    def fails(self, name: str, error: BaseException) -> Callable[[], Resource]:
        """A function that fails to acquire."""

        def acquire() -> Resource:
            self.log.append(f"acquire {name}")
            raise error

        return acquire

    @property
    def closed(self) -> list[str]:
        """The names of what was closed, in order."""
        return [entry.removeprefix("close ") for entry in self.log if entry.startswith("close ")]


@pytest.fixture
def stage() -> Stage:
    """Functions that acquire resources, and the log of what happened to them."""
    return Stage()


@pytest.fixture
def resource_class() -> type[Resource]:
    """The class of the resources, to derive others from."""
    return Resource
