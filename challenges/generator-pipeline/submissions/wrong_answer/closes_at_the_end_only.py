# Fails: test_closed_with_its_consumer[applied], test_closed_with_its_consumer[pairs],
#   test_closed_with_its_consumer[running_total], test_closed_after_an_error,
#   test_applied_stop_iteration_is_an_error, test_applied_lets_errors_of_the_function_out,
#   test_pipeline_closes_the_last_stage_first[closed], test_pipeline_closes_the_last_stage_first[error],
#   test_pipeline_closes_when_a_stage_fails
# Mistake: closes in the last line of each generator.


def close(source):
    if hasattr(source, "close"):
        source.close()


def applied(function, source):
    iterator = iter(source)
    while True:
        try:
            item = next(iterator)
        except StopIteration as end:
            close(source)
            return end.value
        yield function(item)


def pairs(source):
    iterator = iter(source)
    for first in iterator:
        for second in iterator:
            yield first, second
            first = second
    close(source)


def running_total(numbers):
    total = 0
    for number in numbers:
        total += number
        reset = yield total
        if reset is not None:
            total = reset
    close(numbers)
    return total


def chained(*sources):
    results = []
    for source in sources:
        results.append((yield from source))
        close(source)
    return results


def pipeline(source, *stages):
    opened = [source]
    for stage in stages:
        opened.append(stage(opened[-1]))
    result = yield from opened[-1]
    while opened:
        close(opened.pop())
    return result
