# Fails: test_resources_come_in_order, test_no_functions_at_all, test_gives_the_resources_and_closes_them
# Mistake: gives its own list instead of a tuple.

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
        yield resources
    except BaseException as error:
        failures = close_all(resources)
        stops = [failure for failure in failures if asks_to_stop(failure)]
        if stops and not asks_to_stop(error):
            raise stops[0]
        for failure in failures:
            error.add_note(f"closing failed: {failure!r}")
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
