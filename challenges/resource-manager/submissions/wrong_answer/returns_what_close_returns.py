# Fails: test_what_close_returns_means_nothing
# Mistake: hands the result of close() to the with statement, for which a true one means: swallow the error.


class hold:
    def __init__(self, *functions):
        self._functions = functions
        self._held = []
        self._closed = False

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
        return self._closed

    def _close_all(self):
        failures = []
        while self._held:
            resource = self._held.pop()
            if resource is None:
                continue
            try:
                self._closed = bool(resource.close())
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
