# Fails: test_freed_at_once, test_cycles_are_collected, test_keys_are_let_go, test_nothing_is_left_after_many_rounds,
#   test_cache_is_freed_while_its_objects_live, test_forgotten_object_lives_on, test_dropped_may_use_the_cache,
#   test_told_once_for_each_object, test_objects_go_while_iterating, test_iterator_keeps_nothing_alive,
#   test_made_once_as_long_as_it_is_used, test_says_what_it_has, test_objects_that_are_equal,
#   test_one_object_for_several_keys, test_make_uses_the_cache, test_caches_are_apart, test_tells_what_is_gone
# Mistake: keeps the objects themselves, so that nothing is ever free.

import gc


class Cache:
    def __init__(self, make, dropped=None):
        self.make = make
        self.dropped = dropped
        self.objects = {}

    def get(self, key):
        if key not in self.objects:
            made = self.make(key)
            if not hasattr(made, "__weakref__"):
                return made
            self.objects[key] = made
        return self.objects[key]

    def forget(self, key):
        self.objects.pop(key, None)

    def items(self):
        yield from list(self.objects.items())

    def __contains__(self, key):
        return key in self.objects

    def __len__(self):
        return len(self.objects)


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
