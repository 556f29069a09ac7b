"""Functions around one stock: what is refused is an exception, and regular expressions say what is right."""

import json
import logging
import re
from http import HTTPStatus
from urllib.parse import parse_qsl, quote

RULES = {
    "name": lambda value: isinstance(value, str) and re.fullmatch("[^/]{1,50}", value),
    "quantity": lambda value: type(value) is int and value >= 0,
}


class Refused(Exception):
    def __init__(self, status, headers=None, **more):
        self.answer = status, {"error": status.phrase, **more}, headers or {}


class Gone(Exception):
    """The client is not there any more."""


def create_app(tokens, audit):
    items = {}

    async def create(user, scope, receive):
        item = item_of(await body_of(scope, receive))
        name = item["name"]
        if name in items:
            raise Refused(HTTPStatus.CONFLICT)
        audit(user, "create", name)
        items[name] = item
        return HTTPStatus.CREATED, item, {"location": f"/items/{quote(name)}"}

    async def page(user, scope, receive):
        query = dict(parse_qsl(scope["query_string"].decode(), keep_blank_values=True))
        if not re.fullmatch("[1-9][0-9]?|100", query.setdefault("limit", "20")):
            raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY)
        found = [items[name] for name in sorted(items) if name > query.get("after", "")]
        shown = found[: int(query["limit"])]
        return HTTPStatus.OK, {"items": shown, "next": None if shown == found else shown[-1]["name"]}, {}

    async def show(user, scope, receive):
        return HTTPStatus.OK, items[scope["path"][7:]], {}

    async def delete(user, scope, receive):
        name = scope["path"][7:]
        audit(user, "delete", name)
        del items[name]
        return HTTPStatus.NO_CONTENT, None, {}

    async def answer(scope, receive):
        token = re.fullmatch("bearer (.+)", header(scope, b"authorization"), re.IGNORECASE)
        user = tokens.get(token and token[1])
        if user is None:
            raise Refused(HTTPStatus.UNAUTHORIZED, {"www-authenticate": "Bearer"})
        match scope["path"].split("/"):
            case ["", "items"]:
                methods = {"GET": page, "HEAD": page, "POST": create}
            case ["", "items", name] if name in items:
                methods = {"GET": show, "HEAD": show, "DELETE": delete}
            case _:
                raise Refused(HTTPStatus.NOT_FOUND)
        if scope["method"] not in methods:
            raise Refused(HTTPStatus.METHOD_NOT_ALLOWED, {"allow": ", ".join(methods)})
        return await methods[scope["method"]](user, scope, receive)

    async def app(scope, receive, send):
        if scope["type"] == "lifespan":
            for event in ("startup", "shutdown"):
                await receive()
                await send({"type": f"lifespan.{event}.complete"})
            return
        try:
            status, content, headers = await answer(scope, receive)
        except Gone:
            return
        except Refused as refused:
            status, content, headers = refused.answer
        except Exception:
            logging.getLogger("stock_api").exception("a request failed")
            status, content, headers = HTTPStatus.INTERNAL_SERVER_ERROR, {"error": "internal error"}, {}
        body = b""
        if content is not None:
            body = json.dumps(content).encode()
            headers |= {"content-type": "application/json", "content-length": str(len(body))}
        pairs = [(name.encode(), value.encode()) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": status, "headers": pairs})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})

    return app


def header(scope, name):
    return dict(scope["headers"]).get(name, b"").decode("latin-1")


async def body_of(scope, receive):
    if not re.match(r"application/json\s*(;|$)", header(scope, b"content-type"), re.IGNORECASE):
        raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    body, more = b"", True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Gone
        body += message.get("body", b"")
        more = message.get("more_body")
        if len(body) > 65_536:
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return body


def item_of(body):
    try:
        # What Python reads and JSON does not have, NaN and the like, is no integer.
        item = json.loads(body.decode(), parse_constant=int)
    except (ValueError, RecursionError):
        raise Refused(HTTPStatus.BAD_REQUEST) from None
    given = item if isinstance(item, dict) else {}
    wrong = {field for field, is_right in RULES.items() if not is_right(given.get(field))} | given.keys() - RULES
    if wrong:
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, fields=sorted(wrong))
    return item
