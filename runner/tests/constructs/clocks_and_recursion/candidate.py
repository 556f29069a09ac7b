"""Time, mutual recursion, and state that must not leak between cases."""

import random
import sys
import time

seen = []
_generator = random.Random(5)


def sleep_for(seconds):
    start = time.monotonic()
    time.sleep(seconds)
    return time.monotonic() - start


def now():
    return time.time()


def ticks():
    return time.perf_counter(), time.monotonic(), time.perf_counter_ns()


def rate_limited(interval):
    last = None

    def call(function):
        nonlocal last
        moment = time.monotonic()
        if last is not None and moment - last < interval:
            time.sleep(interval - (moment - last))
        last = time.monotonic()
        return function()

    return call


def is_even(n):
    return n == 0 or is_odd(n - 1)


def is_odd(n):
    return n != 0 and is_even(n - 1)


def endless(n):
    return endless(n + 1)


def through(function, n):
    return function(n)


def visit(value):
    seen.append(value)
    return len(seen)


def shuffled(values):
    values = list(values)
    random.shuffle(values)
    return values


def limit():
    return sys.getrecursionlimit() >= 500


def walk(tree):
    for branch in tree:
        if isinstance(branch, list):
            yield from walk(branch)
        else:
            yield branch


def hanoi(n, source="a", target="c", spare="b"):
    if n == 0:
        return []
    return [*hanoi(n - 1, source, spare, target), (source, target), *hanoi(n - 1, spare, target, source)]
