"""A first look."""

import stock


def test_it_still_works() -> None:
    """Reads a line, and tells what is free."""
    assert stock.read_line("tea;5") == {"code": "tea", "amount": 5}
    assert stock.is_reserved({"reserved": False}) == "free"
