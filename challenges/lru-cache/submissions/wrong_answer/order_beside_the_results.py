# Fails: test_same_call_inside_itself
# Mistake: keeps the order of use in a list, into which the same call inside itself comes twice.

import functools
import time
from collections import deque, namedtuple

CacheInfo = namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"])


def cached(function=None, *, maxsize=128, max_age=None, typed=False, clock=time.monotonic):
    if maxsize is not None and maxsize < 0:
        raise ValueError("maxsize must not be negative")
    if function is None:
        return functools.partial(cached, maxsize=maxsize, max_age=max_age, typed=typed, clock=clock)

    results = {}
    order = deque()  # the least recently used key first
    hits = misses = 0

    def drop_old():
        for key in list(order):
            if max_age is not None and clock() - results[key][1] >= max_age:
                order.remove(key)
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
            misses += 1
            return function(*args, **kwargs)
        drop_old()
        if key in results:
            hits += 1
            order.remove(key)
            order.append(key)
            return results[key][0]
        misses += 1
        result = function(*args, **kwargs)
        drop_old()
        results[key] = result, clock()
        order.append(key)
        if maxsize is not None and len(order) > maxsize:
            del results[order.popleft()]
        return result

    def cache_info():
        drop_old()
        return CacheInfo(hits, misses, maxsize, len(results))

    def cache_clear():
        nonlocal hits, misses
        results.clear()
        order.clear()
        hits = misses = 0

    wrapper.cache_info = cache_info
    wrapper.cache_clear = cache_clear
    return wrapper
