from greeting import greet


def test_greets_ada():
    """Greets Ada as the statement does.

    Area: example
    """
    assert greet("Ada") == "Hello, Ada!"
