# Fails: test_zero_replaces_the_sum
# Mistake: asks for the truth of what was sent.


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
        for first in iterator:
            for second in iterator:
                yield first, second
                first = second
    finally:
        close(source)


def running_total(numbers):
    total = 0
    try:
        for number in numbers:
            total += number
            reset = yield total
            if reset:
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
