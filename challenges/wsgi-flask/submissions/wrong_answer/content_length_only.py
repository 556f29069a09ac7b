# Fails: test_long_body_of_unknown_length, test_longest_body
# Mistake: believes the length that a client tells, or none.

from __future__ import annotations

import json
import re
from collections.abc import Callable
from hashlib import sha256
from hmac import HMAC, compare_digest

import flask
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import (
    BadRequest,
    HTTPException,
    InternalServerError,
    NotFound,
    RequestEntityTooLarge,
    Unauthorized,
)


class Inbox:
    def __init__(
        self, secrets: dict[str, bytes], handle: Callable[[str, dict], object], now: Callable[[], float]
    ) -> None:
        self.secrets, self.handle, self.now = secrets, handle, now
        self.known: dict[str, set[bytes]] = {source: set() for source in secrets}

    def verify(self, source: str, timestamp: bytes, delivery: bytes, signature: bytes, body: bytes) -> None:
        mac = HMAC(self.secrets[source], b".".join([timestamp, delivery, body]), sha256)
        if not compare_digest(b"sha256=" + mac.hexdigest().encode(), signature):
            raise Unauthorized("The signature is wrong.")
        if not delivery or not re.fullmatch(rb"[0-9]{1,15}", timestamp):
            raise Unauthorized("A header is wrong.")
        if not -300 <= self.now() - int(timestamp) <= 300:
            raise Unauthorized("This is too old, or comes from the future.")

    def take(self, source: str, delivery: bytes, body: bytes) -> bool:
        """Whether the event is new; then it is handled."""
        try:
            event = json.loads(str(body, "utf-8"))
        except (ValueError, RecursionError):
            raise BadRequest("The body is not JSON.") from None
        if type(event) is not dict:
            raise BadRequest("The body is not an object.")
        if delivery in self.known[source]:
            return False
        try:
            self.handle(source, event)
        except Exception as error:
            raise InternalServerError("internal error", original_exception=error) from error
        self.known[source].add(delivery)
        return True


def create_app(secrets, handle, now):
    inbox = Inbox(secrets, handle, now)
    hooks = flask.Blueprint("hooks", __name__, url_prefix="/hooks")

    @hooks.route("/<source>", methods=["POST"])
    def hook(source: str) -> ResponseReturnValue:
        if source not in inbox.secrets:
            raise NotFound("There is no such source.")
        if (flask.request.content_length or 0) > 65_536:
            raise RequestEntityTooLarge
        body = flask.request.stream.read()
        names = ("HTTP_X_TIMESTAMP", "HTTP_X_DELIVERY", "HTTP_X_SIGNATURE")
        timestamp, delivery, signature = (flask.request.environ.get(name, "").encode("latin-1") for name in names)
        inbox.verify(source, timestamp, delivery, signature, body)
        if inbox.take(source, delivery, body):
            return {"status": "taken"}, 202
        return {"status": "known"}

    app = flask.Flask("inbox", static_folder=None)
    app.register_blueprint(hooks)

    @app.errorhandler(HTTPException)
    def in_json(error: HTTPException) -> ResponseReturnValue:
        headers = [(name, value) for name, value in error.get_headers() if name == "Allow"]
        return {"error": error.description}, error.code, headers

    return app
