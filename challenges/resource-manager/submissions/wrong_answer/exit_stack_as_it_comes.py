# Fails: test_cause_and_context_stay, test_closing_fails_after_acquiring_failed,
#   test_interrupt_while_acquiring_with_failing_closes, test_several_failures_of_closing_are_a_group,
#   test_failures_of_closing_are_notes_on_the_error, test_failures_after_an_interrupt_are_notes,
#   test_interrupt_among_failures_is_no_group, test_interrupt_while_closing_after_an_error,
#   test_first_of_several_interrupts, test_error_of_closing_becomes_a_note
# Mistake: leaves it to ExitStack, which raises the last error and lets the others be its context.

from contextlib import ExitStack, contextmanager


@contextmanager
def hold(*functions):
    with ExitStack() as stack:
        resources = []
        for function in functions:
            resource = function()
            resources.append(resource)
            if resource is not None:
                stack.callback(resource.close)
        yield tuple(resources)


def run(job, *functions):
    """Run `job` with the resources that the functions acquire, and return its result."""
    with hold(*functions) as resources:
        return job(*resources)
