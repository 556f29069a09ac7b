"""How long objects, keys and caches live. They are made in the candidate's interpreter, by what the starter gives."""

from weak_cache import Cache, Document, collect


def test_freed_at_once():
    """Lets go of an object as soon as nobody uses it, without a garbage collection.

    Area: lifetime
    Tells: Whether the cache builds a reference cycle around what it holds.
    Advises: Draw all references from the cache to an object and back.
    """
    told = []
    cache = Cache(Document, dropped=told.append)
    document = cache.get("a")
    assert document.title == "a"
    del document
    assert len(cache) == 0
    assert told == ["a"]


def test_cycles_are_collected():
    """Lets go of objects that refer to each other, and of one that refers to the cache.

    Area: lifetime
    Tells: Whether the candidate knows what reference counts cannot free, and what a weak reference to it does.
    Advises: Let two documents refer to each other, and a third one to the cache.
    """
    told = []
    cache = Cache(Document, dropped=told.append)
    a, b = cache.get("a"), cache.get("b")
    a.other, b.other = b, a
    c = cache.get("c")
    c.other = cache
    del a, b, c
    collect()
    assert len(cache) == 0
    assert sorted(told) == ["a", "b", "c"]


def test_keys_are_let_go():
    """Lets go of a key together with its object.

    Area: lifetime
    Tells: Whether anything of an entry stays behind: a key in a list, a callback or an error's traceback.
    Advises: Use something large as a key.
    """
    keys = Cache(Document)
    cache = Cache(lambda key: Document("made"))
    key = keys.get("key")
    made = cache.get(key)
    assert key in cache
    del key
    collect()
    assert len(keys) == 1
    del made
    collect()
    assert len(keys) == 0


def test_nothing_is_left_after_many_rounds():
    """Leaves nothing behind when many objects come and go.

    Area: lifetime
    Tells: Whether dead entries are removed, or only not shown.
    Advises: Let a thousand objects come and go, and count what is left.
    """
    cache = Cache(Document, dropped=lambda key: None)
    for number in range(10):
        cache.get(number)
    before = collect()
    for number in range(10, 60):
        cache.get(number)
    assert collect() - before < 40
    assert len(cache) == 0


def test_forgotten_keys_leave_nothing():
    """Leaves nothing behind when many objects are forgotten.

    Area: lifetime
    Tells: Whether forgetting undoes all that getting did.
    Advises: Forget a thousand objects, and count what is left.
    """
    cache = Cache(lambda key: shared, dropped=lambda key: None)
    shared = Document("shared")
    for number in range(10):
        cache.get(number)
        cache.forget(number)
    before = collect()
    for number in range(10, 60):
        cache.get(number)
        cache.forget(number)
    assert collect() - before < 40


def test_cache_is_freed_while_its_objects_live(capsys):
    """Is freed itself while some of its objects live, and does nothing when these go.

    Area: lifetime
    Tells: Whether callbacks and finalizers hold on to the cache that they report to.
    Advises: What does a callback of your cache refer to, and for how long?
    """
    told = []
    caches = Cache(lambda key: Cache(Document, dropped=told.append))
    cache = caches.get("cache")
    document = cache.get("a")
    assert len(caches) == 1
    del cache
    collect()
    assert len(caches) == 0
    del document
    collect()
    assert told == []
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "")


def test_forgotten_object_lives_on():
    """Makes another object for a forgotten key, and keeps it when the old one goes.

    Area: forgetting
    Tells: Whether a late callback of the old object hits the new one; WeakValueDictionary has had that fault.
    Advises: Forget an object that is still used, get another one, and then drop the first.
    """
    told = []
    cache = Cache(Document, dropped=told.append)
    old = cache.get("a")
    cache.forget("a")
    assert "a" not in cache
    new = cache.get("a")
    assert new is not old
    del old
    collect()
    assert cache.get("a") is new
    assert len(cache) == 1
    assert told == []
    del new
    collect()
    assert told == ["a"]


def test_forgotten_object_is_not_told_of():
    """Tells nothing of an object that was forgotten, and forgets what it does not have.

    Area: forgetting
    Tells: Whether forgetting is thought through to the end of the object.
    Advises: Forget an object, and then drop it.
    """
    told = []
    cache = Cache(Document, dropped=told.append)
    document = cache.get("a")
    cache.forget("a")
    cache.forget("a")
    cache.forget("never there")
    assert len(cache) == 0
    del document
    collect()
    assert told == []


def test_dropped_may_use_the_cache():
    """Has nothing for the key when it tells, and keeps what is got then.

    Area: telling
    Tells: Whether the cache is in order before it calls somebody else's code.
    Advises: Get the same key again from the function that is told.
    """
    seen, kept = [], []

    def dropped(key):
        seen.append((key, key in cache, len(cache)))
        if not kept:
            kept.append(cache.get(key))

    cache = Cache(Document, dropped=dropped)
    cache.get("a")
    collect()
    assert seen == [("a", False, 0)]
    assert cache.get("a") is kept[0]
    assert len(cache) == 1
    kept[0].pages.append("page")
    assert cache.get("a").pages == ["page"]


def test_told_once_for_each_object():
    """Tells once of each object that goes, also when the next one for the key goes.

    Area: telling
    Tells: Whether every end is told, and none twice.
    Advises: Let the object of one key come and go three times.
    """
    told = []
    cache = Cache(Document, dropped=told.append)
    for _ in range(3):
        document = cache.get("a")
        assert cache.get("a") is document
        del document
    collect()
    assert told == ["a", "a", "a"]


def test_objects_go_while_iterating():
    """Leaves out what goes during an iteration, and does not fail.

    Area: iterating
    Tells: Whether the candidate sees that a weak dictionary changes by itself.
    Advises: Drop objects between two steps of an iteration.
    """
    cache = Cache(Document)
    documents = {name: cache.get(name) for name in "abcde"}
    pairs = cache.items()
    name, document = next(pairs)
    assert documents[name] is document
    del document
    gone = sorted(set("abcde") - {name})[:2]
    for other in gone:
        del documents[other]
    collect()
    rest = [key for key, _ in pairs]
    assert sorted(rest) == sorted(set("abcde") - {name, *gone})


def test_objects_come_while_iterating():
    """Gives what is there all the time once, when others come during an iteration.

    Area: iterating
    Tells: Whether an iteration survives a cache that grows.
    Advises: Get new objects between two steps of an iteration.
    """
    cache = Cache(Document)
    documents = [cache.get(number) for number in range(3)]
    seen = []
    for number, _ in cache.items():
        seen.append(number)
        if len(documents) < 40:
            documents += [cache.get(len(documents)) for _ in range(12)]
    assert sorted(number for number in seen if number < 3) == [0, 1, 2]
    assert len(seen) == len(set(seen))


def test_iterator_keeps_nothing_alive():
    """Keeps nothing alive that an iteration has not come to.

    Area: iterating
    Tells: Whether a snapshot of strong references is seen as what it is.
    Advises: What does your iterator hold while it waits for the next step?
    """
    told = []
    cache = Cache(Document, dropped=told.append)
    documents = {name: cache.get(name) for name in "abcd"}
    pairs = cache.items()
    name, document = next(pairs)
    assert documents[name] is document
    documents.clear()
    collect()
    assert sorted(set(told) - {name}) == sorted(set("abcd") - {name})
    assert list(pairs) == []
