from splitting import split


def test_an_even_split() -> None:
    assert split(100, [1, 1]) == [50, 50]
