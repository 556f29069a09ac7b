# Fails: test_make_uses_the_cache
# Mistake: holds a lock while it makes an object, for which the cache may be asked again.

import gc
import threading
import weakref


class Entry(weakref.ref):
    __slots__ = ("key", "cache")

    def __new__(cls, thing, key, cache):
        self = super().__new__(cls, thing, cls.gone)
        self.key = key
        self.cache = weakref.ref(cache)
        return self

    def __init__(self, thing, key, cache):
        super().__init__(thing, self.gone)

    @staticmethod
    def gone(entry):
        cache = entry.cache()
        if cache is not None:
            cache.remove(entry)


class Cache:
    def __init__(self, make, dropped=None):
        self.make = make
        self.dropped = dropped or (lambda key: None)
        self.entries = {}
        self.lock = threading.Lock()

    def __len__(self):
        return len(list(self.items()))

    def __contains__(self, key):
        return any(key == other for other, _ in self.items())

    def items(self):
        for key, entry in self.entries.copy().items():
            if (thing := entry()) is not None:
                yield key, thing
            thing = None

    def get(self, key):
        if key in self.entries:
            thing = self.entries[key]()
            if thing is not None:
                return thing
        with self.lock:
            thing = self.make(key)
            if hasattr(type(thing), "__weakref__"):
                self.entries[key] = Entry(thing, key, self)
            return thing

    def forget(self, key):
        if key in self.entries:
            del self.entries[key]

    def remove(self, entry):
        if self.entries.get(entry.key) is entry:
            del self.entries[entry.key]
            self.dropped(entry.key)


class Document:
    """A document with pages; documents with the same title and pages are equal, and one without pages is false."""

    def __init__(self, title):
        self.title = title
        self.pages = []
        self.other = None

    def __len__(self):
        return len(self.pages)

    def __eq__(self, other):
        return isinstance(other, Document) and (self.title, self.pages) == (other.title, other.pages)

    def __hash__(self):
        return hash(self.title)


def collect():
    """Collect garbage, and return how many objects that can hold others there are."""
    gc.collect()
    return len(gc.get_objects())
