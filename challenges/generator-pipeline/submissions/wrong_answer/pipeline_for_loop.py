# Fails: test_what_is_sent_arrives[pipeline], test_what_is_thrown_arrives[pipeline],
#   test_pipeline_without_stages, test_pipeline_returns_the_last_stages_result
# Mistake: hands the items of the last stage on with a for loop.


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
        for item in opened[-1]:
            yield item
    finally:
        while opened:
            close(opened.pop())
