"""Each result knows the tick of its last use; the one with the smallest goes."""

import itertools
import threading
import time
from collections import namedtuple
from functools import wraps
from types import SimpleNamespace

CacheInfo = namedtuple("CacheInfo", "hits misses maxsize currsize")


def cached(function=None, *, maxsize=128, max_age=None, typed=False, clock=time.monotonic):
    if maxsize is not None and maxsize < 0:
        raise ValueError("a negative maxsize")

    def fresh(entry):
        return max_age is None or clock() < entry.since + max_age

    def decorator(function):
        entries = {}
        counts = dict(hits=0, misses=0)
        ticks = itertools.count()
        lock = threading.RLock()

        def sweep():
            for key in [key for key, entry in entries.items() if not fresh(entry)]:
                del entries[key]

        @wraps(function)
        def call(*args, **kwargs):
            keep = can_hash([*args, *kwargs.values()])
            key = make_key(args, kwargs, typed) if keep else None
            with lock:
                sweep()
                entry = entries.get(key) if keep else None
                counts["misses" if entry is None else "hits"] += 1
                if entry is not None:
                    entry.used = next(ticks)
                    return entry.result
            result = function(*args, **kwargs)
            if keep:
                with lock:
                    sweep()
                    entries[key] = SimpleNamespace(result=result, since=clock(), used=next(ticks))
                    if maxsize is not None and len(entries) > maxsize:
                        entries.pop(min(entries, key=lambda key: entries[key].used))
            return result

        def cache_info():
            with lock:
                sweep()
                return CacheInfo(**counts, maxsize=maxsize, currsize=len(entries))

        def cache_clear():
            with lock:
                entries.clear()
                counts.update(hits=0, misses=0)

        call.cache_info, call.cache_clear = cache_info, cache_clear
        return call

    return decorator(function) if function else decorator


def make_key(args, kwargs, typed):
    mark = (lambda value: (type(value), value)) if typed else (lambda value: value)
    return tuple(map(mark, args)), frozenset((name, mark(value)) for name, value in kwargs.items())


def can_hash(values):
    try:
        hash(tuple(values))
    except TypeError:
        return False
    return True
