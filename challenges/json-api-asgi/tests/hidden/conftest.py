"""What the tests share: a client that speaks ASGI to the application, as a server would, and a record of the audits."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Iterator
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, unquote

import pytest
from stock_api import create_app

TOKENS = {"s3cret": "ada", "t0ken": "bob"}
TYPE = "http.response."


class Answer:
    """What the application sent for one request, checked against the ASGI specification."""

    def __init__(self, messages: list[dict[str, Any]]) -> None:
        assert [message["type"] for message in messages[:1]] == [TYPE + "start"], "the answer has no start"
        assert {message["type"] for message in messages[1:]} == {TYPE + "body"}, "the answer has no body message"
        assert not messages[-1].get("more_body", False), "the answer does not end"
        self.status: int | HTTPStatus = messages[0]["status"]
        assert isinstance(self.status, int), "the status is no number"
        self.raw_headers = [(bytes(name), bytes(value)) for name, value in messages[0].get("headers", [])]
        self.headers = {name.decode().lower(): value.decode() for name, value in self.raw_headers}
        self.body = b"".join(message.get("body", b"") for message in messages[1:])

    @property
    def json(self) -> Any:
        return json.loads(self.body.decode())


class Client:
    """Makes requests of one application, all in one event loop."""

    def __init__(self, app: Callable[..., Awaitable[None]]) -> None:
        self.app = app
        self.loop = asyncio.new_event_loop()

    def run(self, coroutine: Coroutine[Any, Any, Any], seconds: float = 2) -> Any:
        return self.loop.run_until_complete(asyncio.wait_for(coroutine, seconds))

    def scope(self, method: str, target: str, headers: Iterable[tuple[str, str]] = ()) -> dict[str, Any]:
        path, _, query = target.partition("?")
        return {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": unquote(path),
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers],
            "client": ("192.0.2.1", 40000),
            "server": ("stock.example", 80),
        }

    async def exchange(
        self, scope: dict[str, Any], receive: Callable[[], Awaitable[dict[str, Any]]]
    ) -> list[dict[str, Any]]:
        """Runs one request to its end, and returns the messages that were sent."""
        messages: list[dict[str, Any]] = []

        async def send(message: dict[str, Any]) -> None:
            messages.append(dict(message))

        await self.app(scope, receive, send)
        return messages

    async def send(
        self,
        method: str,
        target: str,
        content: Any = None,
        *,
        body: bytes = b"",
        token: str | None = "s3cret",
        type: str | None = "application/json",
        headers: Iterable[tuple[str, str]] = (),
    ) -> Answer:
        """One request; `content` is sent as JSON, `body` as it is."""
        headers = list(headers)
        if content is not None:
            body = json.dumps(content).encode()
        if token is not None:
            headers.append(("authorization", f"Bearer {token}"))
        if type is not None:
            headers.append(("content-type", type))
        messages = iter([{"type": "http.request", "body": body, "more_body": False}])

        async def receive() -> dict[str, Any]:
            return next(messages, {"type": "http.disconnect"})

        return Answer(await self.exchange(self.scope(method, target, headers), receive))

    def __call__(self, *arguments: Any, **more: Any) -> Answer:
        return self.loop.run_until_complete(self.send(*arguments, **more))

    def add(self, *names: str) -> None:
        for quantity, name in enumerate(names):
            assert self("POST", "/items", {"name": name, "quantity": quantity}).status == 201

    def quantity(self, name: str) -> int | None:
        """The quantity of an item, or None when there is no such item."""
        answer = self("GET", "/items/" + quote(name, safe=""))
        return None if answer.status == 404 else answer.json["quantity"]


class Audits(list[tuple[str, str, str]]):
    """Calls of `audit`; raises `failure` when that is set."""

    failure: Exception | None = None

    def audit(self, user: str, action: str, name: str) -> None:
        self.append((user, action, name))
        if self.failure is not None:
            raise self.failure


@pytest.fixture
def audits() -> Audits:
    return Audits()


@pytest.fixture
def client(audits: Audits) -> Iterator[Client]:
    client = Client(create_app(TOKENS, audits.audit))
    yield client
    client.loop.close()
