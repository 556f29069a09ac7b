"""What the statement shows, as tests."""

import hashlib
import hmac
import io
import json

import pytest
from inbox import create_app


@pytest.fixture
def events():
    return []


@pytest.fixture
def deliver(events):
    """A function that sends one webhook, signed with a secret, and gives the status and the body."""
    app = create_app({"payments": b"s3cret"}, lambda source, event: events.append((source, event)), lambda: 1000)

    def deliver(body, secret=b"s3cret"):
        signature = hmac.new(secret, b"1000.d1." + body, hashlib.sha256).hexdigest()
        environ = {
            "REQUEST_METHOD": "POST",
            "SCRIPT_NAME": "",
            "PATH_INFO": "/hooks/payments",
            "QUERY_STRING": "",
            "CONTENT_TYPE": "application/json",
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_X_DELIVERY": "d1",
            "HTTP_X_TIMESTAMP": "1000",
            "HTTP_X_SIGNATURE": f"sha256={signature}",
            "SERVER_NAME": "inbox.example",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": False,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        started = []
        parts = app(environ, lambda status, headers, exc_info=None: started.append(status))
        return int(started[0].split()[0]), json.loads(b"".join(parts))

    return deliver


def test_event_is_taken(deliver, events):
    """Takes an event, and knows it when it comes again."""
    assert deliver(b'{"paid": 12}') == (202, {"status": "taken"})
    assert deliver(b'{"paid": 12}') == (200, {"status": "known"})
    assert events == [("payments", {"paid": 12})]


def test_wrong_signature(deliver, events):
    """Refuses a webhook that is signed with another secret."""
    assert deliver(b"{}", secret=b"wrong")[0] == 401
    assert events == []
