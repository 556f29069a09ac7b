# Fails: test_acquiring_fails
# Mistake: goes on acquiring after a failure, and raises it at the end.


class hold:
    def __init__(self, *functions):
        self._functions = functions
        self._held = []

    def __enter__(self):
        failed = None
        for function in self._functions:
            try:
                self._held.append(function())
            except BaseException as error:
                failed = failed or error
        if failed:
            self._settle(failed, self._close_all())
            raise failed
        return tuple(self._held)

    def __exit__(self, kind, error, traceback):
        self._settle(error, self._close_all())
        return False

    def _close_all(self):
        failures = []
        while self._held:
            resource = self._held.pop()
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
