"""A WeakValueDictionary holds the objects; finalizers tell of their end."""

import gc
from weakref import WeakValueDictionary, finalize


class Cache:
    def __init__(self, make, dropped=None):
        self.make = make
        self.dropped = dropped
        self.objects = WeakValueDictionary()
        self.finalizers = {}
        finalize(self, detach_all, self.finalizers)

    def get(self, key):
        found = self.objects.get(key)
        if found is not None:
            return found
        made = self.make(key)
        try:
            end = finalize(made, tell, key, self.dropped, self.finalizers)
        except TypeError:
            return made
        end.atexit = False
        self.finalizers[key] = end
        # Weak references call back in reverse order: the dict's own comes after the finalizer, so it goes first.
        self.objects[key] = made
        return made

    def forget(self, key):
        self.objects.pop(key, None)
        if key in self.finalizers:
            self.finalizers.pop(key).detach()

    def items(self):
        for key in tuple(self.objects.keys()):
            thing = self.objects.get(key)
            if thing is not None:
                yield key, thing

    def __contains__(self, key):
        return key in self.objects

    def __len__(self):
        return len(self.objects)


def tell(key, dropped, finalizers):
    del finalizers[key]
    if dropped is not None:
        dropped(key)


def detach_all(finalizers):
    for end in finalizers.values():
        end.detach()


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
