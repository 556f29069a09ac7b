# Fails: test_resources_that_are_equal
# Mistake: keeps resources as the keys of a dict, where equal ones become one.

from contextlib import contextmanager


@contextmanager
def hold(*functions):
    closers = {}
    resources = []
    try:
        for function in functions:
            resource = function()
            resources.append(resource)
            if resource is not None:
                closers[resource] = resource.close
        yield tuple(resources)
    except BaseException as error:
        failures = list(close_all(closers))
        for failure in failures:
            if not isinstance(failure, Exception) and isinstance(error, Exception):
                raise failure
        for failure in failures:
            error.add_note(f"closing failed: {failure!r}")
        raise
    failures = list(close_all(closers))
    for failure in failures:
        if not isinstance(failure, Exception):
            raise failure
    match failures:
        case []:
            return
        case [failure]:
            raise failure
    raise ExceptionGroup("closing failed", failures)


def close_all(closers):
    for close in reversed(closers.values()):
        try:
            close()
        except BaseException as failure:
            yield failure


def run(job, *functions):
    """Run `job` with the resources that the functions acquire, and return its result."""
    with hold(*functions) as resources:
        return job(*resources)
