# Fails: test_keys_are_let_go, test_forgotten_object_lives_on, test_dropped_may_use_the_cache,
#   test_told_once_for_each_object, test_iterator_keeps_nothing_alive, test_objects_that_are_equal,
#   test_caches_are_apart
# Mistake: looks for dead objects only when the cache is used.

import gc
import weakref


class Cache:
    def __init__(self, make, dropped=None):
        self._make = make
        self._dropped = dropped
        self._references = {}

    def _clean_up(self):
        for key, reference in list(self._references.items()):
            if reference() is None and self._references.get(key) is reference:
                del self._references[key]
                if self._dropped:
                    self._dropped(key)

    def get(self, key):
        self._clean_up()
        if key in self._references:
            return self._references[key]()
        thing = self._make(key)
        if type(thing).__weakrefoffset__:
            self._references[key] = weakref.ref(thing)
        return thing

    def forget(self, key):
        self._clean_up()
        self._references.pop(key, None)

    def items(self):
        self._clean_up()
        for key, reference in list(self._references.items()):
            thing = reference()
            if thing is not None:
                yield key, thing

    def __contains__(self, key):
        self._clean_up()
        return key in self._references

    def __len__(self):
        self._clean_up()
        return len(self._references)


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
