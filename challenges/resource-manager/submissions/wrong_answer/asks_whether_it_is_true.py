# Fails: test_resource_that_counts_as_false
# Mistake: asks for `if resource`, where an empty queue counts as nothing.

from contextlib import AbstractContextManager, ExitStack


class Hold(AbstractContextManager):
    def __init__(self, functions):
        self.functions = functions
        self.failures = []
        self.stack = ExitStack()

    def close(self, resource):
        try:
            resource.close()
        except BaseException as failure:
            self.failures.append(failure)

    def __enter__(self):
        resources = []
        with ExitStack() as stack:
            stack.push(self.leave)
            for function in self.functions:
                resources.append(resource := function())
                if resource:
                    self.stack.callback(self.close, resource)
            stack.pop_all()
        return tuple(resources)

    def leave(self, _kind, error, _traceback):
        self.stack.close()
        for stop in self.failures:
            if not isinstance(stop, Exception) and (error is None or isinstance(error, Exception)):
                raise stop
        if error is not None:
            for failure in self.failures:
                error.add_note(f"closing failed: {failure!r}")
        elif self.failures:
            [failure, *more] = self.failures
            raise ExceptionGroup("closing failed", self.failures) if more else failure

    __exit__ = leave


def hold(*functions):
    return Hold(functions)


def run(job, *functions):
    """Run `job` with the resources that the functions acquire, and return its result."""
    with hold(*functions) as resources:
        return job(*resources)
