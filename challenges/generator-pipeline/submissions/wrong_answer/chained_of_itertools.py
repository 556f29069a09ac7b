# Fails: test_closed_with_its_consumer[chained], test_closed_at_its_end, test_closed_after_an_error,
#   test_chained_closes_before_it_begins_the_next, test_what_is_sent_arrives[chained],
#   test_what_is_thrown_arrives[chained], test_chained_returns_what_the_sources_returned
# Mistake: leaves the work to itertools.chain, which can do nothing but iterate.

from itertools import chain


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
    yield from chain(*sources)


def pipeline(source, *stages):
    opened = [source]
    try:
        for stage in stages:
            opened.append(stage(opened[-1]))
        return (yield from opened[-1])
    finally:
        while opened:
            close(opened.pop())
