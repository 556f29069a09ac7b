# Fails: test_who_has_no_token
# Mistake: looks for the header's parts as if they were always there.

import json
import logging
from bisect import bisect_right
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import parse_qsl, quote


class Disconnected(Exception):
    pass


@dataclass
class Answer:
    status: HTTPStatus
    content: object = None
    headers: dict[str, str] = field(default_factory=dict)

    async def send(self, send, with_body):
        body = b"" if self.content is None else json.dumps(self.content, ensure_ascii=False).encode()
        if body:
            self.headers |= {"content-type": "application/json", "content-length": str(len(body))}
        headers = [(name.encode(), value.encode()) for name, value in self.headers.items()]
        await send({"type": "http.response.start", "status": int(self.status), "headers": headers})
        await send({"type": "http.response.body", "body": body if with_body else b"", "more_body": False})


def refusal(status, headers=None, **more):
    return Answer(status, {"error": status.description or status.phrase, **more}, headers or {})


class Request:
    def __init__(self, scope, receive):
        self.method, self.path = scope["method"], scope["path"]
        self.headers = {bytes(name): bytes(value) for name, value in scope["headers"]}
        self.query = dict(parse_qsl(scope["query_string"].decode("ascii"), keep_blank_values=True))
        self._receive = receive

    @property
    def token(self):
        scheme, token = self.headers[b"authorization"].decode("latin-1").split(" ")
        return token if scheme.lower() == "bearer" else None

    @property
    def media_type(self):
        return self.headers.get(b"content-type", b"").decode("latin-1").split(";")[0].strip().lower()

    async def body(self, most):
        """The body, or as much of it as shows that it is longer than `most`."""
        parts, length = [], 0
        while length <= most:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                raise Disconnected
            parts.append(message.get("body", b""))
            length += len(parts[-1])
            if not message.get("more_body"):
                break
        return b"".join(parts)


class StockApi:
    LARGEST = 65_536

    def __init__(self, tokens, audit):
        self.tokens, self.audit = tokens, audit
        self.stock = {}

    async def __call__(self, scope, receive, send):
        if scope["type"] == "lifespan":
            for event in ("startup", "shutdown"):
                await receive()
                await send({"type": f"lifespan.{event}.complete"})
            return
        try:
            answer = await self.answer(Request(scope, receive))
        except Disconnected:
            return
        except Exception as error:
            logging.getLogger("stock_api").error("%s %s", scope["method"], scope["path"], exc_info=error)
            answer = Answer(HTTPStatus.INTERNAL_SERVER_ERROR, {"error": "internal error"})
        await answer.send(send, scope["method"] != "HEAD")

    async def answer(self, request):
        user = self.tokens.get(request.token)
        if user is None:
            return refusal(HTTPStatus.UNAUTHORIZED, {"www-authenticate": "Bearer"})
        match request.path.split("/"):
            case ["", "items"]:
                if request.method in ("GET", "HEAD"):
                    return self.page(request.query)
                if request.method == "POST":
                    return await self.create(request, user)
                return refusal(HTTPStatus.METHOD_NOT_ALLOWED, {"allow": "GET, HEAD, POST"})
            case ["", "items", name] if name in self.stock:
                if request.method in ("GET", "HEAD"):
                    return Answer(HTTPStatus.OK, self.item(name))
                if request.method == "DELETE":
                    self.audit(user, "delete", name)
                    self.stock.pop(name)
                    return Answer(HTTPStatus.NO_CONTENT)
                return refusal(HTTPStatus.METHOD_NOT_ALLOWED, {"allow": "DELETE, GET, HEAD"})
        return refusal(HTTPStatus.NOT_FOUND)

    def item(self, name):
        return {"name": name, "quantity": self.stock[name]}

    def page(self, query):
        try:
            limit = int(query.get("limit", 20))
        except ValueError:
            limit = 0
        if limit not in range(1, 101):
            return refusal(HTTPStatus.UNPROCESSABLE_ENTITY)
        names = sorted(self.stock)
        start = bisect_right(names, query["after"]) if "after" in query else 0
        shown, rest = names[start : start + limit], names[start + limit :]
        return Answer(HTTPStatus.OK, {"items": list(map(self.item, shown)), "next": shown[-1] if rest else None})

    async def create(self, request, user):
        if request.media_type != "application/json":
            return refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        body = await request.body(self.LARGEST)
        if len(body) > self.LARGEST:
            return refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        try:
            item = json.loads(str(body, "utf-8"), parse_constant=refuse_constant)
        except (ValueError, RecursionError):
            return refusal(HTTPStatus.BAD_REQUEST)
        if wrong := wrong_fields(item):
            return refusal(HTTPStatus.UNPROCESSABLE_ENTITY, fields=wrong)
        name = item["name"]
        if name in self.stock:
            return refusal(HTTPStatus.CONFLICT)
        self.audit(user, "create", name)
        self.stock[name] = item["quantity"]
        return Answer(HTTPStatus.CREATED, item, {"location": f"/items/{quote(name, safe='')}"})


def refuse_constant(name):
    raise ValueError(f"{name} is no number of JSON")


CHECKS = {
    "name": lambda name: isinstance(name, str) and 0 < len(name) <= 50 and "/" not in name,
    "quantity": lambda quantity: isinstance(quantity, int) and not isinstance(quantity, bool) and quantity >= 0,
}


def wrong_fields(item):
    if not isinstance(item, dict):
        return sorted(CHECKS)
    wrong = {name for name, check in CHECKS.items() if not check(item.get(name))}
    return sorted(wrong | (item.keys() - CHECKS.keys()))


create_app = StockApi
