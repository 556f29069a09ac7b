# Fails: test_examples_of_the_statement, test_pipeline_of_the_statement, test_pairs_of_any_items,
#   test_no_more_than_the_next_item_needs[pairs], test_sources_that_cannot_be_closed
# Mistake: cuts the items into pairs instead of pairing neighbours.


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
                break
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
