"""Calls of an API that fails now and then."""

import pytest
from deploy import ApiError, call

GET = {"method": "GET", "path": "/releases/7"}
POST = {"method": "POST", "path": "/releases", "body": "7"}


class Server:
    """Answers with what it was told to, one after the other; what is an exception it raises."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.requests = []
        self.waits = []

    def send(self, request):
        self.requests.append(dict(request))
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        status, headers = answer if isinstance(answer, tuple) else (answer, {})
        return {"status": status, "headers": headers, "body": f"body of {status}"}

    def call(self, request=GET, **options):
        return call(self.send, request, sleep=self.waits.append, **options)


def test_success():
    """Returns the body of every kind of success.

    Area: statuses
    Tells: Whether success is one number, or what the statement says.
    Advises: Which statuses are a success?
    """
    for status in (200, 201, 204, 299):
        server = Server(status)
        assert server.call() == f"body of {status}"
        assert (server.requests, server.waits) == ([GET], [])


def test_another_attempt_is_worth_it():
    """Tries again after a failure that passes, with the same request.

    Area: attempts
    Tells: Whether the plain case works for all of the failures that the statement names.
    Advises: Let a server fail in each of the ways that pass, and then answer.
    """
    for failure in (
        429,
        502,
        503,
        504,
        ConnectionError("reset"),
        ConnectionRefusedError("refused"),
        TimeoutError("slow"),
    ):
        server = Server(failure, 200)
        assert server.call() == "body of 200"
        assert server.requests == [GET, GET]
        assert server.waits == [1]


def test_waits_twice_as_long_each_time():
    """Waits one second at first, and then twice as long each time.

    Area: waiting
    Tells: Whether a server that is down is given time, or beaten at a steady pace.
    Advises: Note down how long you wait, for a server that fails several times.
    """
    server = Server(503, ConnectionError("reset"), 502, 504, 200)
    assert server.call(attempts=9) == "body of 200"
    assert server.waits == [1, 2, 4, 8]


def test_waits_as_long_as_the_server_asks():
    """Waits as long as the server asks, however the header is written.

    Area: waiting
    Tells: Whether the candidate knows that names of headers have no case.
    Advises: How do servers write the names of their headers?
    """
    for name in ("Retry-After", "retry-after", "RETRY-AFTER"):
        server = Server((429, {"Content-Type": "x", name: "7"}), (503, {name: "0"}), 200)
        assert server.call() == "body of 200"
        assert server.waits == [7, 0]


def test_wait_after_a_wait_that_was_asked_for():
    """Goes on doubling after a wait that the server asked for.

    Area: waiting
    Tells: Whether "twice as long each time" is bound to the attempt or to the last wait.
    Advises: Let a server ask for a wait, and then fail without asking.
    """
    server = Server(503, (503, {"Retry-After": "30"}), 503, 200)
    assert server.call() == "body of 200"
    assert server.waits == [1, 30, 4]


def test_error_at_once():
    """Raises an error at once when another attempt would not help.

    Area: statuses
    Tells: Whether errors that pass are told from errors that stay.
    Advises: Which statuses does the statement name, and which does it not?
    """
    for status in (400, 404, 500, 501, 300, 301, 199):
        server = Server(status, 200)
        with pytest.raises(ApiError) as caught:
            server.call()
        assert caught.value.status == status
        assert (server.requests, server.waits) == ([GET], [])


def test_attempts_come_to_an_end():
    """Raises the last error after the last attempt, without waiting once more.

    Area: attempts
    Tells: Whether the loop's end was thought through: how many attempts, how many waits, and what then.
    Advises: Count attempts and waits for a server that always fails.
    """
    server = Server(503, 502, 429, 504, 200)
    with pytest.raises(ApiError) as caught:
        server.call()
    assert caught.value.status == 504
    assert (len(server.requests), server.waits) == (4, [1, 2, 4])
    server = Server(503, 200)
    with pytest.raises(ApiError):
        server.call(attempts=1)
    assert server.waits == []


def test_last_attempt_without_a_response():
    """Raises what the last attempt ended with, when there was no response.

    Area: attempts
    Tells: Whether the cause reaches the caller, or is replaced by something that tells less.
    Advises: Let every attempt fail without a response.
    """
    last = TimeoutError("slow")
    server = Server(503, ConnectionError("reset"), last)
    with pytest.raises(TimeoutError) as caught:
        server.call(attempts=3)
    assert caught.value is last
    server = Server(ConnectionError("reset"), 503)
    with pytest.raises(ApiError):
        server.call(attempts=2)


@pytest.mark.parametrize("failure", [503, TimeoutError("slow")], ids=["failed", "no response"])
def test_post_is_not_sent_twice(failure):
    """Does not send a POST again that the server may have done.

    Area: attempts
    Tells: Whether the candidate knows how a customer comes to pay twice.
    Advises: What may have happened when no answer came?
    """
    server = Server(failure, 200)
    with pytest.raises(type(failure) if isinstance(failure, Exception) else ApiError):
        server.call(POST)
    assert (server.requests, server.waits) == ([POST], [])


def test_post_that_the_server_did_not_do():
    """Sends a POST again that the server says it did not do.

    Area: attempts
    Tells: Whether the exception to the exception was read.
    Advises: Read what the statement says of POST once more.
    """
    server = Server(429, 200)
    assert server.call(POST) == "body of 200"
    assert server.requests == [POST, POST]


def test_other_exceptions_go_on():
    """Lets other exceptions of the sender through.

    Area: attempts
    Tells: Whether mistakes in the program are retried like failures of the network.
    Advises: Let the sender raise an error that has nothing to do with the network.
    """
    for error in (ValueError("no JSON"), OSError("disk full")):
        server = Server(error, 200)
        with pytest.raises(type(error)) as caught:
            server.call()
        assert caught.value is error
        assert (server.requests, server.waits) == ([GET], [])
