"""What the statement shows, as tests."""

import pytest
from deploy import ApiError, call, run


def test_command_that_succeeds():
    """Tells the status and the output of a command."""
    result = run(["echo", "hello"])
    assert (result.status, result.output, result.errors, result.timed_out) == (0, "hello\n", "", False)


def test_command_that_fails():
    """Tells the status and the errors of a command that fails."""
    result = run(["/bin/sh", "-c", "echo broken >&2; exit 3"])
    assert (result.status, result.output, result.errors) == (3, "", "broken\n")


def test_call_that_succeeds():
    """Returns the body of a response."""
    response = {"status": 200, "headers": {"Content-Type": "text/plain"}, "body": "ready"}
    assert call(lambda request: response, {"method": "GET", "path": "/releases/7"}) == "ready"


def test_call_that_fails():
    """Raises an ApiError that tells the status."""
    response = {"status": 404, "headers": {}, "body": ""}
    with pytest.raises(ApiError) as caught:
        call(lambda request: response, {"method": "GET", "path": "/releases/8"})
    assert caught.value.status == 404
