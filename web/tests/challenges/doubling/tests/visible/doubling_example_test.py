from doubling import double


def test_doubles_two():
    """Doubles two."""
    assert double(2) == 4
