# Fails: test_several_failures_of_closing_are_a_group, test_no_functions_at_all
# Mistake: nests one with statement in another, which takes a failure of the inner one for an error of the body.

from contextlib import contextmanager


@contextmanager
def hold(function, *functions):
    """Holds one resource around the with statement of the others."""
    resource = function()
    try:
        if functions:
            with hold(*functions) as others:
                yield resource, *others
        else:
            yield (resource,)
    except BaseException as error:
        if failure := failure_of_closing(resource):
            if isinstance(error, Exception) and not isinstance(failure, Exception):
                raise failure
            error.add_note(f"closing failed: {failure!r}")
        raise
    if failure := failure_of_closing(resource):
        raise failure


def failure_of_closing(resource):
    try:
        if resource is not None:
            resource.close()
    except BaseException as failure:
        return failure


def run(job, *functions):
    """Run `job` with the resources that the functions acquire, and return its result."""
    with hold(*functions) as resources:
        return job(*resources)
