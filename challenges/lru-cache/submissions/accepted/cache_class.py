"""A cache class over a plain dict, which keeps the order of insertion; a result that is used is inserted anew."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from functools import update_wrapper
from threading import Lock
from typing import Any, NamedTuple


class CacheInfo(NamedTuple):
    hits: int
    misses: int
    maxsize: int | None
    currsize: int


class Cache:
    """Results by key, the least recently used first."""

    def __init__(self, maxsize: int | None, max_age: float | None, clock: Callable[[], float]) -> None:
        self.maxsize = float("inf") if maxsize is None else maxsize
        self.max_age = float("inf") if max_age is None else max_age
        self.clock = clock
        self.lock = Lock()
        self.clear()

    def clear(self) -> None:
        self.hits = self.misses = 0
        self.results: dict[Hashable, tuple[float, Any]] = {}

    def forget_old(self) -> None:
        now = self.clock()
        self.results = {key: entry for key, entry in self.results.items() if now - entry[0] < self.max_age}

    def find(self, key: Hashable) -> list[Any]:
        """The result in a list, or an empty list."""
        with self.lock:
            self.forget_old()
            if key not in self.results:
                self.misses += 1
                return []
            self.hits += 1
            entry = self.results[key] = self.results.pop(key)
            return [entry[1]]

    def keep(self, key: Hashable, result: Any) -> None:
        with self.lock:
            self.forget_old()
            self.results.pop(key, None)
            self.results[key] = (self.clock(), result)
            if len(self.results) > self.maxsize:
                del self.results[next(iter(self.results))]


def make_key(args: tuple[Any, ...], kwargs: dict[str, Any], typed: bool) -> Hashable:
    named = tuple(sorted(kwargs.items(), key=lambda item: item[0]))
    types = tuple(type(value) for value in (*args, *(value for _, value in named))) if typed else ()
    return args, named, types


def cached(function=None, *, maxsize=128, max_age=None, typed=False, clock=time.monotonic):
    if maxsize is not None and maxsize < 0:
        raise ValueError(f"maxsize is {maxsize}, and cannot be negative")

    def decorate(target):
        cache = Cache(maxsize, max_age, clock)

        def wrapper(*args, **kwargs):
            key = make_key(args, kwargs, typed)
            try:
                hash(key)
            except TypeError:
                cache.misses += 1
                return target(*args, **kwargs)
            for result in cache.find(key):
                return result
            result = target(*args, **kwargs)
            cache.keep(key, result)
            return result

        def cache_info():
            with cache.lock:
                cache.forget_old()
                return CacheInfo(cache.hits, cache.misses, maxsize, len(cache.results))

        wrapper.cache_info = cache_info
        wrapper.cache_clear = cache.clear
        return update_wrapper(wrapper, target)

    return decorate if function is None else decorate(function)
