# Fails: test_interrupt_among_failures_is_no_group, test_interrupt_while_closing_after_an_error,
#   test_first_of_several_interrupts[closing]
# Mistake: forgets that interrupts have a rule of their own, and that an ExceptionGroup takes nothing but Exceptions.


class hold:
    def __init__(self, *functions):
        self.functions = functions
        self.resources = []

    def __enter__(self):
        for function in self.functions:
            try:
                self.resources.append(function())
            except BaseException as error:
                self.__exit__(type(error), error, error.__traceback__)
                raise
        return tuple(self.resources)

    def __exit__(self, kind, error, traceback):
        failures = []
        for resource in reversed(self.resources):
            if resource is not None:
                try:
                    resource.close()
                except BaseException as failure:
                    failures.append(failure)
        if error is not None:
            for failure in failures:
                error.add_note(f"closing failed: {failure!r}")
        elif len(failures) == 1:
            raise failures[0]
        elif failures:
            raise ExceptionGroup("closing failed", failures)


def run(job, *functions):
    """Run `job` with the resources that the functions acquire, and return its result."""
    with hold(*functions) as resources:
        return job(*resources)
