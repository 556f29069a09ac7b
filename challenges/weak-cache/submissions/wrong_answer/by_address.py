# Fails: test_one_object_for_several_keys
# Mistake: finds the key of an object by its address, as if no object had two keys.

import gc
import weakref


class Cache:
    def __init__(self, make, dropped=None):
        self._make = make
        self._dropped = dropped
        self._references = {}
        self._keys = {}

    def get(self, key):
        reference = self._references.get(key)
        if reference is not None:
            return reference()
        thing = self._make(key)
        address = id(thing)
        cache = weakref.ref(self)

        def gone(reference):
            self = cache()
            if self is not None and address in self._keys:
                key = self._keys.pop(address)
                if self._references.get(key) is reference:
                    del self._references[key]
                    if self._dropped:
                        self._dropped(key)

        try:
            self._references[key] = weakref.ref(thing, gone)
            self._keys[address] = key
        except TypeError:
            pass
        return thing

    def forget(self, key):
        reference = self._references.pop(key, None)
        if reference is not None:
            self._keys.pop(id(reference()), None)

    def items(self):
        for key, reference in tuple(self._references.items()):
            thing = reference()
            if thing is not None:
                yield key, thing

    def __contains__(self, key):
        return key in self._references

    def __len__(self):
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
