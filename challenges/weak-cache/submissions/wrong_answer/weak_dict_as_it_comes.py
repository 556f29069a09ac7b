# Fails: test_forgotten_keys_leave_nothing, test_cache_is_freed_while_its_objects_live,
#   test_forgotten_object_lives_on, test_forgotten_object_is_not_told_of, test_dropped_may_use_the_cache,
#   test_objects_come_while_iterating, test_what_cannot_be_referred_to_weakly
# Mistake: joins a WeakValueDictionary and finalizers, and leaves the rest to them.

import gc
import weakref


class Cache:
    def __init__(self, make, dropped=None):
        self._make = make
        self._dropped = dropped
        self._objects = weakref.WeakValueDictionary()

    def get(self, key):
        try:
            return self._objects[key]
        except KeyError:
            thing = self._make(key)
            self._objects[key] = thing
            if self._dropped:
                weakref.finalize(thing, self._dropped, key)
            return thing

    def forget(self, key):
        self._objects.pop(key, None)

    def items(self):
        return self._objects.items()

    def __contains__(self, key):
        return key in self._objects

    def __len__(self):
        return len(self._objects)


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
