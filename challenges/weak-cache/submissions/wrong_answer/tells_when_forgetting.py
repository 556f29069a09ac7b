# Fails: test_forgotten_object_lives_on, test_forgotten_object_is_not_told_of
# Mistake: tells that a forgotten object is gone, while it is still there.

import gc
import weakref


class Cache:
    def __init__(self, make, dropped=None):
        self._make = make
        self._dropped = dropped
        self._references = {}

    def get(self, key):
        thing = self._living(key)
        if thing is None:
            thing = self._make(key)
            # The callback must not keep the cache alive, nor take out what has come since.
            cache = weakref.ref(self)

            def gone(reference):
                self = cache()
                if self is not None and self._references.get(key) is reference:
                    del self._references[key]
                    if self._dropped is not None:
                        self._dropped(key)

            try:
                self._references[key] = weakref.ref(thing, gone)
            except TypeError:
                pass
        return thing

    def _living(self, key):
        reference = self._references.get(key)
        return None if reference is None else reference()

    def forget(self, key):
        if self._references.pop(key, None) is not None and self._dropped is not None:
            self._dropped(key)

    def items(self):
        for key in list(self._references):
            thing = self._living(key)
            if thing is not None:
                yield key, thing

    def __contains__(self, key):
        return self._living(key) is not None

    def __len__(self):
        return sum(key in self for key in self._references)


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
