# Fails: test_error_of_the_body_is_raised_itself, test_cause_and_context_stay, test_acquiring_fails,
#   test_closing_fails_after_acquiring_failed, test_interrupt_while_acquiring_with_failing_closes,
#   test_failures_of_closing_are_notes_on_the_error, test_failures_after_an_interrupt_are_notes,
#   test_first_of_several_interrupts[body], test_what_close_returns_means_nothing, test_error_of_the_body,
#   test_error_of_closing_becomes_a_note
# Mistake: leaves the finally block by return, which swallows what was under way.

from contextlib import contextmanager


@contextmanager
def hold(*functions):
    resources = []
    failures = []
    try:
        for function in functions:
            resources.append(function())
        yield tuple(resources)
    finally:
        for resource in reversed(resources):
            try:
                if resource is not None:
                    resource.close()
            except BaseException as failure:
                failures.append(failure)
        for failure in failures:
            if not isinstance(failure, Exception):
                raise failure
        if len(failures) > 1:
            raise ExceptionGroup("closing failed", failures)
        if failures:
            raise failures[0]
        return


def run(job, *functions):
    """Run `job` with the resources that the functions acquire, and return its result."""
    with hold(*functions) as resources:
        return job(*resources)
