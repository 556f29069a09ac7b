from remember import remember


def test_the_example():
    """Gives what the function gives."""
    assert remember(abs)(-3) == 3
