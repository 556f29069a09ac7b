# Fails: test_least_recently_used_goes_first
# Mistake: drops the oldest result, however often it is used.

import functools
import threading
import time
from collections import OrderedDict, namedtuple

CacheInfo = namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"])


def cached(function=None, *, maxsize=128, max_age=None, typed=False, clock=time.monotonic):
    if maxsize is not None and maxsize < 0:
        raise ValueError("maxsize must not be negative")
    if function is None:
        return functools.partial(cached, maxsize=maxsize, max_age=max_age, typed=typed, clock=clock)

    results = OrderedDict()  # key -> (result, when it was returned), the least recently used first
    lock = threading.RLock()
    hits = misses = 0

    def drop_old():
        if max_age is not None:
            now = clock()
            for key in [key for key, (_, since) in results.items() if now - since >= max_age]:
                del results[key]

    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        nonlocal hits, misses
        try:
            key = args, frozenset(kwargs.items())
            if typed:
                key += tuple(map(type, args)), frozenset((name, type(value)) for name, value in kwargs.items())
            hash(key)
        except TypeError:
            key = None
        with lock:
            drop_old()
            if key is not None and key in results:
                hits += 1
                return results[key][0]
            misses += 1
        result = function(*args, **kwargs)
        with lock:
            if key is not None:
                drop_old()
                results[key] = result, clock()
                results.move_to_end(key)
                if maxsize is not None and len(results) > maxsize:
                    results.popitem(last=False)
        return result

    def cache_info():
        with lock:
            drop_old()
            return CacheInfo(hits, misses, maxsize, len(results))

    def cache_clear():
        nonlocal hits, misses
        with lock:
            results.clear()
            hits = misses = 0

    wrapper.cache_info = cache_info
    wrapper.cache_clear = cache_clear
    return wrapper
