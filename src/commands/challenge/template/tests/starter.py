from MODULE import shorten


def test_a_short_text_stays() -> None:
    assert shorten("short", 10) == "short"
