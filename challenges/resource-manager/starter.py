"""Hold several resources at once, and give all of them back."""


def hold(*functions):
    """Return a context manager that acquires a resource with each function, and closes them all when it is left."""
    raise NotImplementedError


def run(job, *functions):
    """Run `job` with the resources that the functions acquire, and return its result."""
    with hold(*functions) as resources:
        return job(*resources)
