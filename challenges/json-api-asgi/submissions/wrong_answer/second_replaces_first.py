# Fails: test_item_that_is_there_already
# Mistake: replaces an item of the same name.

from __future__ import annotations

import json
import logging
import urllib.parse
from collections.abc import Callable
from functools import partial
from typing import Any

Scope = dict[str, Any]
Answer = tuple[int, Any, dict[str, str]]
MOST = 65_536


class HttpError(Exception):
    def __init__(self, status: int, error: str, headers: dict[str, str] | None = None, **more: Any) -> None:
        super().__init__(error)
        self.answer: Answer = (status, {"error": error} | more, headers or {})


class ClientGone(BaseException):
    """Not an Exception, so that no layer takes it for a failure."""


def create_app(tokens: dict[str, str], audit: Callable[[str, str, str], None]):
    items: dict[str, dict[str, Any]] = {}

    async def collection(user: str, scope: Scope, receive) -> Answer:
        if scope["method"] == "POST":
            item = checked(from_json(await body_of(scope, receive)))
            audit(user, "create", item["name"])
            items[item["name"]] = item
            return 201, item, {"location": "/items/" + urllib.parse.quote(item["name"], safe="")}
        query = urllib.parse.parse_qs(scope["query_string"].decode(), keep_blank_values=True)
        [limit] = query.get("limit", ["20"])
        if limit not in map(str, range(1, 101)):
            raise HttpError(422, "The limit must be from 1 to 100.")
        [after] = query.get("after", [""])
        names = sorted(name for name in items if name > after)
        following = names[int(limit) - 1] if names[int(limit) :] else None
        return 200, {"items": [items[name] for name in names[: int(limit)]], "next": following}, {}

    async def single(name: str, user: str, scope: Scope, receive) -> Answer:
        if scope["method"] == "DELETE":
            audit(user, "delete", name)
            del items[name]
            return 204, None, {}
        return 200, items[name], {}

    async def answer(scope: Scope, receive) -> Answer:
        given = dict(scope["headers"]).get(b"authorization", b"").decode("latin-1")
        user = tokens.get(given[7:]) if given[:7].lower() == "bearer " else None
        if user is None:
            raise HttpError(401, "Who are you?", {"www-authenticate": "Bearer"})
        path, name = scope["path"], scope["path"].removeprefix("/items/")
        if path == "/items":
            methods, handler = ["GET", "HEAD", "POST"], collection
        elif path != name and name in items:
            methods, handler = ["GET", "HEAD", "DELETE"], partial(single, name)
        else:
            raise HttpError(404, "There is no such thing.")
        if scope["method"] not in methods:
            raise HttpError(405, "That cannot be done here.", {"allow": ", ".join(methods)})
        return await handler(user, scope, receive)

    async def safe_answer(scope: Scope, receive) -> Answer:
        try:
            return await answer(scope, receive)
        except HttpError as error:
            return error.answer
        except Exception:
            logging.getLogger("stock_api").exception("%(method)s %(path)s failed", scope)
            return 500, {"error": "internal error"}, {}

    async def app(scope: Scope, receive, send) -> None:
        if scope["type"] == "lifespan":
            await receive()
            await send({"type": "lifespan.startup.complete"})
            await receive()
            await send({"type": "lifespan.shutdown.complete"})
            return
        try:
            status, content, headers = await safe_answer(scope, receive)
        except ClientGone:
            return
        body = b""
        if status != 204:
            body = json.dumps(content).encode("utf-8")
            headers |= {"content-type": "application/json", "content-length": str(len(body))}
        pairs = [[name.encode(), value.encode()] for name, value in headers.items()]
        await send({"type": "http.response.start", "status": status, "headers": pairs})
        await send({"type": "http.response.body", "body": body * (scope["method"] != "HEAD")})

    return app


async def body_of(scope: Scope, receive) -> bytes:
    media_type = dict(scope["headers"]).get(b"content-type", b"").decode("latin-1").split(";")[0]
    if media_type.strip().casefold() != "application/json":
        raise HttpError(415, "Only application/json is taken.")
    body, more = bytearray(), True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientGone
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > MOST:
            raise HttpError(413, "The body is too long.")
    return bytes(body)


def from_json(body: bytes) -> Any:
    try:
        value = json.loads(body.decode("utf-8"))
        json.dumps(value, allow_nan=False)
    except (ValueError, RecursionError) as error:
        raise HttpError(400, "The body is not JSON.") from error
    return value


def checked(item: Any) -> dict[str, Any]:
    wrong = set(item) if isinstance(item, dict) else set()
    wrong ^= {"name", "quantity"}
    match item:
        case {"name": str(name)} if 1 <= len(name) <= 50 and "/" not in name:
            pass
        case _:
            wrong.add("name")
    match item:
        case {"quantity": bool()}:
            wrong.add("quantity")
        case {"quantity": int(quantity)} if quantity >= 0:
            pass
        case _:
            wrong.add("quantity")
    if wrong:
        raise HttpError(422, "The body is not an item.", fields=sorted(wrong))
    return item
