"""A client that speaks ASGI to the application, as a server would."""

import asyncio
import json
from http import HTTPStatus
from urllib.parse import unquote

import pytest
from stock_api import create_app


class Answer:
    def __init__(self, messages):
        self.status: int | HTTPStatus = messages[0]["status"]
        self.headers = {name.decode(): value.decode() for name, value in messages[0].get("headers", [])}
        self.body = b"".join(message.get("body", b"") for message in messages[1:])

    @property
    def json(self):
        return json.loads(self.body)


@pytest.fixture
def request_of():
    """A function that makes one request: method, target, and content that is sent as JSON."""
    app = create_app({"s3cret": "ada"}, lambda user, action, name: None)

    def request_of(method, target, content=None, token="s3cret"):
        path, _, query = target.partition("?")
        headers = [(b"content-type", b"application/json"), (b"authorization", f"Bearer {token}".encode())]
        scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": unquote(path),
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": headers,
            "client": None,
            "server": None,
        }
        incoming = iter([{"type": "http.request", "body": json.dumps(content).encode(), "more_body": False}])
        sent = []

        async def receive():
            return next(incoming, {"type": "http.disconnect"})

        async def send(message):
            sent.append(message)

        asyncio.run(app(scope, receive, send))
        return Answer(sent)

    return request_of
