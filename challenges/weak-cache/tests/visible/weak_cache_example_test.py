"""What the statement shows, as tests."""

from weak_cache import Cache, Document, collect


def test_shares_what_is_in_use():
    """Gives the same object as long as it is used."""
    cache = Cache(Document)
    first = cache.get("letter")
    assert first.title == "letter"
    assert cache.get("letter") is first
    assert "letter" in cache
    assert len(cache) == 1


def test_tells_what_is_gone():
    """Tells when an object is gone."""
    told = []
    cache = Cache(Document, dropped=told.append)
    first = cache.get("letter")
    assert told == []
    del first
    collect()
    assert len(cache) == 0
    assert told == ["letter"]
