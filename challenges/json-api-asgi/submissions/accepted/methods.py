"""A class whose methods return answers, refusals too; one match of method and path chooses the method."""

import json
import logging
from bisect import bisect_right
from http import HTTPStatus
from urllib.parse import parse_qsl, quote


class Answer:
    def __init__(self, status, content=None, headers=None):
        self.status, self.headers, self.body = status, headers or {}, b""
        if content is not None:
            self.body = json.dumps(content).encode()
            self.headers |= {"content-type": "application/json", "content-length": str(len(self.body))}


def refusal(status, headers=None, **more):
    return Answer(status, {"error": status.phrase, **more}, headers)


class StockApi:
    def __init__(self, tokens, audit):
        self.tokens, self.audit, self.stock = tokens, audit, {}

    async def __call__(self, scope, receive, send):
        if scope["type"] == "lifespan":
            while (event := (await receive())["type"]) != "lifespan.shutdown":
                await send({"type": event + ".complete"})
            return await send({"type": "lifespan.shutdown.complete"})
        try:
            answer = await self.answer(scope, dict(scope["headers"]), receive)
        except ConnectionAbortedError:
            return None
        except Exception as error:
            logging.getLogger("stock_api").error("a request failed", exc_info=error)
            answer = Answer(HTTPStatus.INTERNAL_SERVER_ERROR, {"error": "internal error"})
        headers = [(name.encode(), value.encode()) for name, value in answer.headers.items()]
        await send({"type": "http.response.start", "status": answer.status, "headers": headers})
        await send({"type": "http.response.body", "body": answer.body * (scope["method"] != "HEAD")})

    async def answer(self, scope, headers, receive):
        scheme, _, token = headers.get(b"authorization", b"").decode("latin-1").partition(" ")
        if scheme.lower() != "bearer" or token not in self.tokens:
            return refusal(HTTPStatus.UNAUTHORIZED, {"www-authenticate": "Bearer"})
        match scope["method"], scope["path"].removeprefix("/items/"):
            case "GET" | "HEAD", "/items":
                return self.page(dict(parse_qsl(scope["query_string"].decode(), keep_blank_values=True)))
            case "POST", "/items":
                return await self.create(self.tokens[token], headers.get(b"content-type", b""), receive)
            case _, "/items":
                return refusal(HTTPStatus.METHOD_NOT_ALLOWED, {"allow": "GET, HEAD, POST"})
            case _, name if name not in self.stock:
                return refusal(HTTPStatus.NOT_FOUND)
            case "GET" | "HEAD", name:
                return Answer(HTTPStatus.OK, self.stock[name])
            case "DELETE", name:
                self.audit(self.tokens[token], "delete", name)
                del self.stock[name]
                return Answer(HTTPStatus.NO_CONTENT)
        return refusal(HTTPStatus.METHOD_NOT_ALLOWED, {"allow": "DELETE, GET, HEAD"})

    def page(self, query):
        limit = query.get("limit", "20")
        if limit not in map(str, range(1, 101)):
            return refusal(HTTPStatus.UNPROCESSABLE_ENTITY)
        names = sorted(self.stock)
        names = names[bisect_right(names, query.get("after", "")) :]
        shown = [self.stock[name] for name in names[: int(limit)]]
        following = shown[-1]["name"] if len(shown) < len(names) else None
        return Answer(HTTPStatus.OK, {"items": shown, "next": following})

    async def create(self, user, media_type, receive):
        if media_type.split(b";")[0].strip().lower() != b"application/json":
            return refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        body, more = bytearray(), True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise ConnectionAbortedError
            body += message.get("body", b"")
            more = message.get("more_body")
            if len(body) > 65_536:
                return refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        try:
            item = json.loads(body.decode())
            json.dumps(item, allow_nan=False)
        except (ValueError, RecursionError):
            return refusal(HTTPStatus.BAD_REQUEST)
        if wrong := wrong_fields(item):
            return refusal(HTTPStatus.UNPROCESSABLE_ENTITY, fields=sorted(wrong))
        name = item["name"]
        if name in self.stock:
            return refusal(HTTPStatus.CONFLICT)
        self.audit(user, "create", name)
        self.stock[name] = item
        return Answer(HTTPStatus.CREATED, item, {"location": "/items/" + quote(name)})


def wrong_fields(item):
    given = item if isinstance(item, dict) else {}
    wrong, name, quantity = given.keys() - {"name", "quantity"}, given.get("name"), given.get("quantity")
    if not isinstance(name, str) or "/" in name or len(name) not in range(1, 51):
        wrong.add("name")
    if not isinstance(quantity, int) or isinstance(quantity, bool) or quantity < 0:
        wrong.add("quantity")
    return wrong


create_app = StockApi
