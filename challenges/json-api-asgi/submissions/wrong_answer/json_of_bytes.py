# Fails: test_what_only_python_reads
# Mistake: gives the reader bytes, and lets it guess the encoding.

import hmac
import json
import logging
import re
from urllib.parse import parse_qs, quote

logger = logging.getLogger("stock_api")
LARGEST_BODY = 65_536


class Refused(Exception):
    def __init__(self, status, error, headers=(), **more):
        self.status, self.headers, self.content = status, headers, {"error": error, **more}


class Gone(Exception):
    """The client is not there any more."""


def create_app(tokens, audit):
    stock = {}

    async def create(user, scope, receive):
        item = parsed_item(await read_body(scope, receive))
        name = item["name"]
        if name in stock:
            raise Refused(409, "there already is an item of that name")
        audit(user, "create", name)
        stock[name] = item["quantity"]
        return 201, item, [(b"location", b"/items/" + quote(name, safe="").encode())]

    async def page(user, scope, receive):
        query = parse_qs(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)
        limit = query.get("limit", ["20"])[0]
        if not re.fullmatch("[0-9]{1,3}", limit) or not 1 <= int(limit) <= 100:
            raise Refused(422, "limit must be a whole number from 1 to 100")
        names = sorted(stock)
        if "after" in query:
            names = [name for name in names if name > query["after"][0]]
        shown = names[: int(limit)]
        following = shown[-1] if len(names) > len(shown) else None
        return 200, {"items": [{"name": name, "quantity": stock[name]} for name in shown], "next": following}, []

    async def show(user, scope, receive, name):
        return 200, {"name": name, "quantity": stock[name]}, []

    async def delete(user, scope, receive, name):
        audit(user, "delete", name)
        del stock[name]
        return 204, None, []

    async def answer(scope, receive):
        user = authenticated(scope, tokens)
        methods, arguments = {"GET": page, "HEAD": page, "POST": create}, []
        if scope["path"] != "/items":
            prefix, name = scope["path"][:7], scope["path"][7:]
            if prefix != "/items/" or name not in stock:
                raise Refused(404, "there is nothing here")
            methods, arguments = {"GET": show, "HEAD": show, "DELETE": delete}, [name]
        if scope["method"] not in methods:
            raise Refused(405, "no such method here", [(b"allow", ", ".join(methods).encode())])
        return await methods[scope["method"]](user, scope, receive, *arguments)

    async def app(scope, receive, send):
        if scope["type"] == "lifespan":
            return await lifespan(receive, send)
        try:
            status, content, headers = await answer(scope, receive)
        except Gone:
            return None
        except Refused as refused:
            status, content, headers = refused.status, refused.content, refused.headers
        except Exception:
            logger.exception("a request failed")
            status, content, headers = 500, {"error": "internal error"}, []
        body = b""
        if content is not None:
            body = json.dumps(content).encode()
            length = str(len(body)).encode()
            headers = [*headers, (b"content-type", b"application/json"), (b"content-length", length)]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})

    return app


async def lifespan(receive, send):
    while True:
        message = await receive()
        await send({"type": message["type"] + ".complete"})
        if message["type"] == "lifespan.shutdown":
            return


def header(scope, name):
    return next((value for key, value in scope["headers"] if key == name), b"")


def authenticated(scope, tokens):
    scheme, _, given = header(scope, b"authorization").partition(b" ")
    if scheme.lower() == b"bearer":
        for token, user in tokens.items():
            if hmac.compare_digest(token.encode(), given.strip()):
                return user
    raise Refused(401, "a token is needed", [(b"www-authenticate", b"Bearer")])


async def read_body(scope, receive):
    if header(scope, b"content-type").partition(b";")[0].strip().lower() != b"application/json":
        raise Refused(415, "the body must be application/json")
    body = b""
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Gone
        body += message.get("body", b"")
        if len(body) > LARGEST_BODY:
            raise Refused(413, "the body is too long")
        more = message.get("more_body", False)
    return body


def parsed_item(body):
    def no_constant(text):
        raise ValueError(f"{text} is not JSON")

    try:
        item = json.loads(body, parse_constant=no_constant)
    except (ValueError, RecursionError):
        raise Refused(400, "the body is not JSON") from None
    found = item if isinstance(item, dict) else {}
    name, quantity = found.get("name"), found.get("quantity")
    wrong = found.keys() - {"name", "quantity"}
    if not isinstance(name, str) or not 1 <= len(name) <= 50 or "/" in name:
        wrong.add("name")
    if type(quantity) is not int or quantity < 0:
        wrong.add("quantity")
    if wrong:
        raise Refused(422, "the body is not an item", fields=sorted(wrong))
    return item
