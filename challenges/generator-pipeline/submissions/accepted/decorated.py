"""A context manager that closes, and a recursive pipeline."""

from contextlib import contextmanager


@contextmanager
def reading(source):
    try:
        yield iter(source)
    finally:
        close = getattr(source, "close", lambda: None)
        close()


NOTHING = object()


def applied(function, source):
    with reading(source) as items:
        result = None

        def noting_the_end():
            nonlocal result
            result = yield from items

        yield from (function(item) for item in noting_the_end())
        return result


def pairs(source):
    previous = NOTHING
    with reading(source) as items:
        for item in items:
            if previous is not NOTHING:
                yield (previous, item)
            previous = item


def running_total(numbers):
    with reading(numbers) as items:
        total = 0
        for number in items:
            total += number
            match (yield total):
                case None:
                    pass
                case reset:
                    total = reset
        return total


def chained(*sources):
    if not sources:
        return []
    first, *others = sources
    with reading(first):
        result = yield from first
    return [result, *(yield from chained(*others))]


def pipeline(source, *stages):
    with reading(source):
        if stages:
            first, *others = stages
            return (yield from pipeline(first(source), *others))
        return (yield from source)
