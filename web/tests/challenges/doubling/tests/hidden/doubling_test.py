from doubling import double


def test_doubles_a_negative_number():
    """Doubles a negative number."""
    assert double(-3) == -6
