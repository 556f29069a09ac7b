"""A function that fails twice."""

import pytest
from retrying import retry


def test_tries_again_until_it_works() -> None:
    """Calls the function again until it works, and waits longer each time."""
    waits = []
    answers = iter([ConnectionError("one"), ConnectionError("two"), "paid"])

    @retry(on=ConnectionError, attempts=4, delay=0.5, sleep=waits.append)
    def charge():
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    assert charge() == "paid"
    assert waits == [0.5, 1.0]


def test_gives_up() -> None:
    """Raises the error when all attempts fail."""
    calls = []

    @retry(on=ConnectionError, sleep=lambda seconds: None)
    def charge():
        calls.append(1)
        raise ConnectionError("refused")

    with pytest.raises(ConnectionError, match="refused"):
        charge()
    assert len(calls) == 3
