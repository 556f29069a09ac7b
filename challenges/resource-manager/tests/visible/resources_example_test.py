"""What the statement shows, as tests."""

import pytest
from resources import hold, run


class Resource:
    def __init__(self, name, log):
        self.name = name
        self.log = log

    def close(self):
        self.log.append(self.name)


def test_gives_the_resources_and_closes_them():
    """Gives the resources, and closes them in reverse order."""
    log = []
    connection, journal = Resource("connection", log), Resource("journal", log)
    with hold(lambda: connection, lambda: journal) as held:
        assert held == (connection, journal)
        assert log == []
    assert log == ["journal", "connection"]


def test_error_of_the_body():
    """Lets an error of the body through, and closes."""
    log = []
    with pytest.raises(LookupError), hold(lambda: Resource("connection", log)):
        raise LookupError("gone")
    assert log == ["connection"]


def test_error_of_closing_becomes_a_note():
    """Tells a failure of closing in a note of the body's error."""

    class Broken:
        def close(self):
            raise OSError("disk full")

    def job(resource):
        raise LookupError("gone")

    with pytest.raises(LookupError) as caught:
        run(job, Broken)
    assert caught.value.__notes__ == ["closing failed: OSError('disk full')"]
