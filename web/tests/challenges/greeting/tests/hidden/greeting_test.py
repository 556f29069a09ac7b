import pytest

from greeting import greet


def test_greets_anyone():
    """Greets whoever is named.

    Area: greeting
    Tells: Has written more than the example.
    """
    assert greet("Grace") == "Hello, Grace!"


def test_ignores_spaces():
    """Ignores spaces around the name.

    Area: names
    Tells: Reads the statement to its end.
    Advises: What does the statement say about spaces?
    """
    assert greet("  Grace ") == "Hello, Grace!"


def test_refuses_no_name():
    """Refuses an empty name.

    Area: errors
    Tells: Thinks of what is not there.
    """
    with pytest.raises(ValueError):
        greet("")


def test_refuses_spaces_alone():
    """Refuses a name of spaces alone.

    Area: errors
    Tells: Sees that two rules of the statement meet.
    """
    with pytest.raises(ValueError):
        greet("   ")
