"""Values that count how often they are hashed and compared: that is what a search among them costs."""

import pytest


class Looks:
    """How often the values of one maker were looked at. Beyond the limit they refuse, so that slow code ends soon."""

    def __init__(self, limit: int) -> None:
        self.count = 0
        self.limit = limit

    def add(self) -> None:
        self.count += 1
        assert self.count <= self.limit, f"values were hashed and compared more than {self.limit} times"


class Counted:
    """A hashable value without an order."""

    def __init__(self, number: int, looks: Looks) -> None:
        self.number = number
        self._looks = looks

    def __eq__(self, other: object) -> bool:
        self._looks.add()
        return isinstance(other, Counted) and self.number == other.number

    def __hash__(self) -> int:
        self._looks.add()
        return hash(self.number)

    def __repr__(self) -> str:
        return f"value {self.number}"


class Maker:
    """Makes counted values; two values of the same number are equal, and never the same object."""

    def __init__(self) -> None:
        self.looks = Looks(1_500)

    def values(self, count: int) -> list[Counted]:
        return [Counted(number, self.looks) for number in range(count)]

    def assert_few(self, limit: int) -> None:
        count = self.looks.count
        assert count <= limit, f"values were hashed and compared {count} times"


@pytest.fixture
def counted() -> Maker:
    return Maker()
