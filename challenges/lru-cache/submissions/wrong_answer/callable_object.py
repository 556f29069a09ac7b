# Fails: test_methods_of_two_objects
# Mistake: returns an object with __call__, which does not become a method.

import functools
import time
from collections import OrderedDict, namedtuple

CacheInfo = namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"])


class Cached:
    def __init__(self, function, maxsize, max_age, typed, clock):
        functools.update_wrapper(self, function)
        self._function = function
        self._maxsize, self._max_age, self._typed, self._clock = maxsize, max_age, typed, clock
        self.cache_clear()

    def cache_clear(self):
        self._results = OrderedDict()
        self._hits = self._misses = 0

    def cache_info(self):
        self._drop_old()
        return CacheInfo(self._hits, self._misses, self._maxsize, len(self._results))

    def _drop_old(self):
        if self._max_age is not None:
            young = self._clock() - self._max_age
            self._results = OrderedDict((key, entry) for key, entry in self._results.items() if entry[1] > young)

    def __call__(self, /, *args, **kwargs):
        try:
            key = args, frozenset(kwargs.items())
            if self._typed:
                key += tuple(map(type, args)), frozenset((name, type(value)) for name, value in kwargs.items())
            hash(key)
        except TypeError:
            self._misses += 1
            return self._function(*args, **kwargs)
        self._drop_old()
        if key in self._results:
            self._hits += 1
            self._results.move_to_end(key)
            return self._results[key][0]
        self._misses += 1
        result = self._function(*args, **kwargs)
        self._drop_old()
        self._results[key] = result, self._clock()
        self._results.move_to_end(key)
        if self._maxsize is not None and len(self._results) > self._maxsize:
            self._results.popitem(last=False)
        return result


def cached(function=None, *, maxsize=128, max_age=None, typed=False, clock=time.monotonic):
    if maxsize is not None and maxsize < 0:
        raise ValueError("maxsize must not be negative")
    if function is None:
        return lambda function: Cached(function, maxsize, max_age, typed, clock)
    return Cached(function, maxsize, max_age, typed, clock)
