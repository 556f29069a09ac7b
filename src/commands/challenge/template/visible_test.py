from MODULE import running_totals


def test_adds_up() -> None:
    """Adds up what came so far."""
    assert running_totals([1, 2, 3]) == [1, 3, 6]
