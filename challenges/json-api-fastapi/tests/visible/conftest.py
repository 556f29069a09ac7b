"""A client that speaks ASGI to the application, as a server would."""

import asyncio
import json
from urllib.parse import unquote

import pytest
from users_api import create_app


class Answer:
    def __init__(self, messages):
        self.status = messages[0]["status"]
        self.headers = {bytes(name).decode().lower(): bytes(value).decode() for name, value in messages[0]["headers"]}
        self.body = b"".join(message.get("body", b"") for message in messages[1:])

    @property
    def json(self):
        return json.loads(self.body)


@pytest.fixture
def request_of():
    """A function that makes one request: method, target, and content that is sent as JSON."""
    app = create_app({"s3cret"}, lambda password: f"hashed {len(password)}")

    def request_of(method, target, content=None, token="s3cret"):
        path, _, query = target.partition("?")
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
            "headers": [(b"content-type", b"application/json"), (b"authorization", f"Bearer {token}".encode())],
            "client": ("192.0.2.1", 40000),
            "server": ("users.example", 80),
        }
        body = b"" if content is None else json.dumps(content).encode()
        incoming = iter([{"type": "http.request", "body": body, "more_body": False}])
        sent = []

        async def receive():
            return next(incoming, {"type": "http.disconnect"})

        async def send(message):
            sent.append(message)

        asyncio.run(app(scope, receive, send))
        return Answer(sent)

    return request_of
