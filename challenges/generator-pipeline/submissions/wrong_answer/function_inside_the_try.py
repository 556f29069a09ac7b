# Fails: test_applied_stop_iteration_is_an_error
# Mistake: calls the function inside the try that waits for the end of the source.


def close(source):
    if hasattr(source, "close"):
        source.close()


def applied(function, source):
    try:
        iterator = iter(source)
        while True:
            try:
                item = function(next(iterator))
            except StopIteration as end:
                return end.value
            yield item
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
