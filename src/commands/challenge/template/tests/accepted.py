import pytest
from MODULE import shorten


@pytest.mark.parametrize("text", ["", "short", "ten chars!"])
def test_what_fits_stays(text):
    assert shorten(text, 10) == text


def test_what_does_not_fit_is_cut():
    text = "eleven char"
    cut = shorten(text, 10)
    assert len(cut) <= 10
    assert cut.endswith("…")
    assert text.startswith(cut[:-1])
