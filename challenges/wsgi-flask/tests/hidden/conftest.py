"""What the tests share: a server that speaks WSGI to the application, and a source that signs."""

import hashlib
import hmac
import io
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import pytest
from inbox import create_app

SECRETS = {"payments": b"s3cret", "shop": b"another"}
TIME = 1_700_000_000


class Body:
    """What a server gives as wsgi.input; counts what is read of it."""

    def __init__(self, content: bytes) -> None:
        self._content = io.BytesIO(content)
        self.read_bytes = 0

    def _counted(self, part: bytes) -> bytes:
        self.read_bytes += len(part)
        return part

    def read(self, size: int = -1) -> bytes:
        return self._counted(self._content.read(size))

    def readline(self, size: int = -1) -> bytes:
        return self._counted(self._content.readline(size))

    def readlines(self, hint: int = -1) -> list[bytes]:
        return [self._counted(line) for line in self._content.readlines(hint)]


class Answer:
    def __init__(self, status: str, headers: list[tuple[str, str]], body: bytes, read: int) -> None:
        self.status = int(status.split(" ")[0])
        self.headers = {name.lower(): value for name, value in headers}
        self.body = body
        self.read_bytes = read

    @property
    def json(self) -> Any:
        assert self.headers["content-type"].split(";")[0] == "application/json"
        found = json.loads(self.body)
        assert isinstance(found, dict)
        return found


class Server:
    """Makes requests of one application."""

    def __init__(self, app: Callable[..., Any]) -> None:
        self.app = app

    def __call__(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        headers: dict[str, str] | None = None,
        *,
        length: int | None = -1,
    ) -> Answer:
        """One request; `length` is what the client tells, which is the truth unless something else is given."""
        source = Body(body)
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote(path, encoding="latin-1"),
            "QUERY_STRING": "",
            "SERVER_NAME": "inbox.example",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": source,
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": False,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        if length is None:
            environ |= {"wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"}
        else:
            environ["CONTENT_LENGTH"] = str(len(body) if length < 0 else length)
        for name, value in (headers or {}).items():
            key = name.upper().replace("-", "_")
            environ[key if key == "CONTENT_TYPE" else f"HTTP_{key}"] = value
        started: list[tuple[str, list[tuple[str, str]]]] = []

        def start_response(
            status: str, headers: list[tuple[str, str]], exc_info: Any = None
        ) -> Callable[[bytes], None]:
            started.append((status, headers))
            return lambda part: None

        parts = self.app(environ, start_response)
        content = b"".join(parts)
        if hasattr(parts, "close"):
            parts.close()
        return Answer(*started[-1], content, source.read_bytes)

    def deliver(
        self,
        event: Any = None,
        *,
        source: str = "payments",
        secret: bytes = b"s3cret",
        delivery: str = "d1",
        timestamp: str = str(TIME),
        body: bytes | None = None,
        change: dict[str, str | None] | None = None,
        **more: Any,
    ) -> Answer:
        """A webhook as a source sends it; `change` replaces or leaves out headers after it was signed."""
        body = json.dumps(event).encode() if body is None else body
        signed = f"{timestamp}.{delivery}.".encode("latin-1") + body
        headers: dict[str, str | None] = {
            "X-Delivery": delivery,
            "X-Timestamp": timestamp,
            "X-Signature": "sha256=" + hmac.new(secret, signed, hashlib.sha256).hexdigest(),
            "Content-Type": "application/json",
        }
        headers |= change or {}
        present = {name: value for name, value in headers.items() if value is not None}
        return self("POST", f"/hooks/{source}", body, present, **more)


class Handled(list[tuple[str, Any]]):
    """Events that were handled; raises `failure` when that is set."""

    failure: Exception | None = None

    def handle(self, source: str, event: Any) -> None:
        if self.failure is not None:
            raise self.failure
        self.append((source, event))


@pytest.fixture
def handled() -> Handled:
    return Handled()


@pytest.fixture
def server(handled: Handled) -> Server:
    return Server(create_app(SECRETS, handled.handle, lambda: TIME + 0.5))
