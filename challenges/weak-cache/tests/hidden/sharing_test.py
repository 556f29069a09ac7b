"""Which object a key gets, and what the cache says that it has."""

import pytest
from weak_cache import Cache, Document, collect


def test_made_once_as_long_as_it_is_used():
    """Makes an object once as long as it is used, and anew when it is gone.

    Area: sharing
    Tells: Whether the plain work is right.
    Advises: Count how often the function that makes objects is called.
    """
    made = []

    def make(key):
        made.append(key)
        return Document(key)

    cache = Cache(make)
    first = cache.get("a")
    assert cache.get("a") is first
    second = cache.get("b")
    assert second is not first
    assert (first.title, second.title) == ("a", "b")
    assert made == ["a", "b"]
    del first
    assert cache.get("a").title == "a"
    assert made == ["a", "b", "a"]


def test_says_what_it_has():
    """Says of living objects only that it has them.

    Area: sharing
    Tells: Whether dead entries show.
    Advises: Ask for the length after some of the objects are gone.
    """
    cache = Cache(Document)
    a, b = cache.get("a"), cache.get("b")
    assert ("a" in cache, "b" in cache, "c" in cache, len(cache)) == (True, True, False, 2)
    del a
    assert ("a" in cache, "b" in cache, len(cache)) == (False, True, 1)
    assert [key for key, _ in cache.items()] == ["b"]
    assert b.title == "b"


def test_objects_that_count_as_false():
    """Shares an object that counts as false.

    Area: sharing
    Tells: Whether "nothing there" is asked with `is None`; an empty document is there all the same.
    Advises: Which objects does an if statement take for false, and is yours among them?
    """
    cache = Cache(Document)
    empty = cache.get("empty")
    assert len(empty.pages) == 0
    assert cache.get("empty") is empty
    assert "empty" in cache
    assert len(cache) == 1
    assert [document is empty for _, document in cache.items()] == [True]
    full = cache.get("full")
    full.pages.append("page")
    assert cache.get("full") is full


def test_objects_that_are_equal():
    """Keeps objects apart that are equal.

    Area: sharing
    Tells: Whether objects are told apart by identity, not by what they equal or hash to.
    Advises: What happens to your cache when two of its objects are equal?
    """
    told = []
    cache = Cache(lambda key: Document("same"), dropped=told.append)
    a, b = cache.get("a"), cache.get("b")
    assert a is not b
    assert cache.get("a") is a
    assert cache.get("b") is b
    assert len(cache) == 2
    del a
    collect()
    assert told == ["a"]
    assert "a" not in cache
    assert cache.get("b") is b


def test_one_object_for_several_keys():
    """Has one object under several keys, and drops each of them.

    Area: sharing
    Tells: Whether the candidate remembers that an object may have more than one weak reference, and more than one key.
    Advises: Let the function that makes objects give the same one for two keys.
    """
    told = []
    shared = [Document("shared")]
    cache = Cache(lambda key: shared[0], dropped=told.append)
    cache.get("a")
    cache.get("b")
    assert len(cache) == 2
    assert cache.get("a") is cache.get("b")
    shared.clear()
    collect()
    assert len(cache) == 0
    assert sorted(told) == ["a", "b"]


def test_what_cannot_be_referred_to_weakly():
    """Returns texts, numbers and None, and does not have them.

    Area: sharing
    Tells: Whether the limits of weak references are known, and met without an error or a leak.
    Advises: Which objects have no `__weakref__`?
    """
    made = []
    things = {"text": "some text", "number": 12345, "pair": (1, 2), "none": None}

    def make(key):
        made.append(key)
        return things[key]

    told = []
    cache = Cache(make, dropped=told.append)
    for key, thing in things.items():
        assert cache.get(key) == thing
        assert cache.get(key) == thing
        assert key not in cache
    assert len(cache) == 0
    assert list(cache.items()) == []
    assert made == ["text", "text", "number", "number", "pair", "pair", "none", "none"]
    assert told == []


def test_make_fails():
    """Raises what making raises, and tries again the next time.

    Area: sharing
    Tells: Whether a failure leaves something behind.
    Advises: Let making fail the first time and succeed the second.
    """
    attempts = []

    def make(key):
        attempts.append(key)
        if len(attempts) == 1:
            raise TypeError("not now")
        return Document(key)

    cache = Cache(make)
    with pytest.raises(TypeError, match="not now"):
        cache.get("a")
    assert "a" not in cache
    assert len(cache) == 0
    assert cache.get("a").title == "a"
    assert attempts == ["a", "a"]


def test_make_uses_the_cache():
    """Lets the function that makes objects use the cache for other keys.

    Area: sharing
    Tells: Whether the cache is in order while it calls somebody else's code.
    Advises: Let a document be made of another one.
    """
    caches = []

    def make(key):
        document = Document(key)
        if key > 0:
            document.other = caches[0].get(key - 1)
        return document

    caches.append(Cache(make))
    third = caches[0].get(3)
    assert len(caches[0]) == 4
    assert caches[0].get(2) is third.other
    assert caches[0].get(0) is third.other.other.other
    del third
    collect()
    assert len(caches[0]) == 0


def test_caches_are_apart():
    """Keeps what two caches have apart.

    Area: sharing
    Tells: Whether state belongs to one cache, or sits where all of them share it.
    Advises: Use two caches with the same keys.
    """
    told = []
    one, other = Cache(Document), Cache(Document, dropped=told.append)
    a = one.get("a")
    assert "a" not in other
    assert other.get("a") is not a
    collect()
    assert told == ["a"]
    assert one.get("a") is a
