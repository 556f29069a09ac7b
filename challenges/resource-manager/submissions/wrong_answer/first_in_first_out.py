# Fails: test_error_of_the_body_is_raised_itself, test_generator_that_is_closed, test_cause_and_context_stay,
#   test_acquiring_fails, test_closing_fails_after_acquiring_failed, test_one_failure_of_closing_is_raised_itself,
#   test_several_failures_of_closing_are_a_group, test_failures_of_closing_are_notes_on_the_error,
#   test_failures_after_an_interrupt_are_notes, test_interrupt_while_closing,
#   test_interrupt_among_failures_is_no_group, test_interrupt_while_closing_after_an_error,
#   test_first_of_several_interrupts[closing], test_closes_in_reverse_order_after_the_body, test_nothing_to_close,
#   test_resource_that_counts_as_false, test_resources_that_are_equal, test_two_at_the_same_time,
#   test_what_close_returns_means_nothing, test_gives_the_resources_and_closes_them
# Mistake: closes in the order of acquiring.


class hold:
    def __init__(self, *functions):
        self._functions = functions
        self._held = []

    def __enter__(self):
        try:
            for function in self._functions:
                self._held.append(function())
        except BaseException as error:
            self._settle(error, self._close_all())
            raise
        return tuple(self._held)

    def __exit__(self, kind, error, traceback):
        self._settle(error, self._close_all())
        return False

    def _close_all(self):
        failures = []
        while self._held:
            resource = self._held.pop(0)
            if resource is None:
                continue
            try:
                resource.close()
            except BaseException as failure:
                failures.append(failure)
        return failures

    @staticmethod
    def _settle(error, failures):
        stop = next((each for each in [error, *failures] if each and not isinstance(each, Exception)), error)
        if stop is not error:
            raise stop
        if error is not None:
            for failure in failures:
                error.add_note(f"closing failed: {failure!r}")
        elif len(failures) > 1:
            raise ExceptionGroup("closing failed", failures)
        elif failures:
            raise failures[0]


def run(job, *functions):
    """Run `job` with the resources that the functions acquire, and return its result."""
    with hold(*functions) as resources:
        return job(*resources)
