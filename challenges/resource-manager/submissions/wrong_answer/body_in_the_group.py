# Fails: test_cause_and_context_stay, test_closing_fails_after_acquiring_failed,
#   test_interrupt_while_acquiring_with_failing_closes, test_failures_of_closing_are_notes_on_the_error,
#   test_failures_after_an_interrupt_are_notes, test_first_of_several_interrupts[body],
#   test_error_of_closing_becomes_a_note
# Mistake: raises a group of the body's error and all failures, so that nobody's `except` finds the first one.

from contextlib import contextmanager


def asks_to_stop(error):
    return not isinstance(error, Exception)


def close_all(resources):
    failures = []
    for resource in reversed(resources):
        try:
            if resource is not None:
                resource.close()
        except BaseException as failure:
            failures.append(failure)
    return failures


@contextmanager
def hold(*functions):
    resources = []
    try:
        for function in functions:
            resources.append(function())
        yield tuple(resources)
    except BaseException as error:
        failures = close_all(resources)
        stops = [failure for failure in failures if asks_to_stop(failure)]
        if stops and not asks_to_stop(error):
            raise stops[0]
        if failures:
            raise BaseExceptionGroup("closing failed", [error, *failures])
        raise
    failures = close_all(resources)
    for failure in failures:
        if asks_to_stop(failure):
            raise failure
    if failures:
        raise failures[0] if len(failures) == 1 else ExceptionGroup("closing failed", failures)


def run(job, *functions):
    """Run `job` with the resources that the functions acquire, and return its result."""
    with hold(*functions) as resources:
        return job(*resources)
