# Fails: test_keys_are_let_go, test_cache_is_freed_while_its_objects_live, test_forgotten_object_lives_on,
#   test_dropped_may_use_the_cache, test_told_once_for_each_object, test_objects_go_while_iterating,
#   test_objects_come_while_iterating, test_iterator_keeps_nothing_alive, test_made_once_as_long_as_it_is_used,
#   test_says_what_it_has, test_objects_that_count_as_false, test_objects_that_are_equal,
#   test_one_object_for_several_keys, test_make_uses_the_cache, test_caches_are_apart, test_shares_what_is_in_use
# Mistake: asks for `if thing`, where an empty document counts as none.

import gc
import weakref


class Cache:
    def __init__(self, make, dropped=None):
        self._make = make
        self._dropped = dropped
        self._references = {}

    def get(self, key):
        thing = self._living(key)
        if not thing:
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
        self._references.pop(key, None)

    def items(self):
        for key in list(self._references):
            thing = self._living(key)
            if thing:
                yield key, thing

    def __contains__(self, key):
        return bool(self._living(key))

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
