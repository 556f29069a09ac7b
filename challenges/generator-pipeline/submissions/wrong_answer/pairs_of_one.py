# Fails: test_pairs_of_hardly_anything[one]
# Mistake: yields an item without a neighbour as a pair with None.


def close(source):
    if hasattr(source, "close"):
        source.close()


def applied(function, source):
    try:
        iterator = iter(source)
        while True:
            try:
                item = next(iterator)
            except StopIteration as end:
                return end.value
            yield function(item)
    finally:
        close(source)


def pairs(source):
    try:
        iterator = iter(source)
        found = False
        for first in iterator:
            for second in iterator:
                found = True
                yield first, second
                first = second
            if not found:
                yield first, None
    finally:
        close(source)


def running_total(numbers):
    total = 0
    try:
        for number in numbers:
            total += number
            reset = yield total
            if reset is not None:
                total = reset
        return total
    finally:
        close(numbers)


def chained(*sources):
    results = []
    for source in sources:
        try:
            results.append((yield from source))
        finally:
            close(source)
    return results


def pipeline(source, *stages):
    opened = [source]
    try:
        for stage in stages:
            opened.append(stage(opened[-1]))
        return (yield from opened[-1])
    finally:
        while opened:
            close(opened.pop())
