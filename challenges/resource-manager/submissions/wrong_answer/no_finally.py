# Fails: test_error_of_the_body_is_raised_itself, test_generator_that_is_closed, test_cause_and_context_stay,
#   test_acquiring_fails, test_closing_fails_after_acquiring_failed,
#   test_interrupt_while_acquiring_with_failing_closes, test_failures_of_closing_are_notes_on_the_error,
#   test_failures_after_an_interrupt_are_notes, test_interrupt_while_closing,
#   test_interrupt_among_failures_is_no_group, test_interrupt_while_closing_after_an_error,
#   test_first_of_several_interrupts, test_what_close_returns_means_nothing, test_error_of_the_body,
#   test_error_of_closing_becomes_a_note
# Mistake: believes that a generator under contextmanager goes on after its yield when the body fails.

from contextlib import contextmanager


@contextmanager
def hold(*functions):
    resources = [function() for function in functions]
    yield tuple(resources)
    failures = []
    for resource in reversed(resources):
        if resource is not None:
            try:
                resource.close()
            except Exception as failure:
                failures.append(failure)
    if len(failures) == 1:
        raise failures[0]
    if failures:
        raise ExceptionGroup("closing failed", failures)


def run(job, *functions):
    """Run `job` with the resources that the functions acquire, and return its result."""
    with hold(*functions) as resources:
        return job(*resources)
