"""What the tests share: a client that speaks ASGI to the application, and a record of what was hashed."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from typing import Any
from urllib.parse import unquote

import pytest
from users_api import create_app


class Answer:
    """What the application sent for one request."""

    def __init__(self, messages: list[dict[str, Any]]) -> None:
        self.status = messages[0]["status"]
        self.headers = {bytes(name).decode().lower(): bytes(value).decode() for name, value in messages[0]["headers"]}
        self.body = b"".join(message.get("body", b"") for message in messages[1:])

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Client:
    """Makes requests of one application, all in one event loop."""

    def __init__(self, app: Callable[..., Awaitable[None]]) -> None:
        self.app = app
        self.loop = asyncio.new_event_loop()
        self.answers: list[bytes] = []

    async def send(self, method: str, target: str, body: bytes, headers: dict[str, str]) -> Answer:
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
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
            "client": ("192.0.2.1", 40000),
            "server": ("users.example", 80),
        }
        incoming = iter([{"type": "http.request", "body": body, "more_body": False}])
        messages: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return next(incoming, {"type": "http.disconnect"})

        async def send(message: dict[str, Any]) -> None:
            messages.append(dict(message))

        try:
            await self.app(scope, receive, send)
        except Exception:
            if not messages or messages[-1]["type"] == "http.response.start" or messages[-1].get("more_body"):
                raise
        return Answer(messages)

    def __call__(
        self,
        method: str,
        target: str,
        content: Any = None,
        *,
        body: bytes = b"",
        token: str | None = "s3cret",
        headers: dict[str, str] | None = None,
    ) -> Answer:
        """One request; `content` is sent as JSON, `body` as it is."""
        headers = dict(headers or {})
        if token is not None:
            headers["authorization"] = f"Bearer {token}"
        if content is not None:
            body = json.dumps(content).encode()
        if body:
            headers |= {"content-type": "application/json", "content-length": str(len(body))}
        answer = self.loop.run_until_complete(self.send(method, target, body, headers))
        self.answers.append(answer.body)
        return answer

    def add(self, *names: str) -> list[int]:
        return [self("POST", "/users", user(name)).json["id"] for name in names]

    def names(self, target: str = "/users") -> list[str]:
        return [found["name"] for found in self("GET", target).json["items"]]


def user(name: str, /, **more: Any) -> dict[str, Any]:
    """What makes a user; a value of None leaves a field out."""
    return {"email": f"{name}@example.org", "name": name, "password": "correct horse"} | more


class Hashes(list[str]):
    """Passwords that were hashed; raises `failure` when that is set."""

    failure: Exception | None = None

    def hash_password(self, password: str) -> str:
        self.append(password)
        if self.failure is not None:
            raise self.failure
        return f"hashed${len(self)}"


@pytest.fixture
def hashes() -> Hashes:
    return Hashes()


@pytest.fixture
def client(hashes: Hashes) -> Iterator[Client]:
    client = Client(create_app({"s3cret", "t0ken"}, hashes.hash_password))
    yield client
    client.loop.close()
