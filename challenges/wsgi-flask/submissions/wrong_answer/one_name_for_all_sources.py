# Fails: test_event_is_handled, test_event_is_handled_once
# Mistake: forgets that two sources may use the same name.

import hashlib
import hmac
import json

from flask import Flask, abort, jsonify, request
from werkzeug.exceptions import HTTPException

LARGEST = 65_536


def create_app(secrets, handle, now):
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST + 1
    taken = set()

    @app.post("/hooks/<source>")
    def receive(source):
        if source not in secrets:
            abort(404)
        # Flask does not tell a body without a length that was cut off from one that ended.
        if (request.content_length or 0) > LARGEST or len(body := request.get_data()) > LARGEST:
            abort(413)
        if not is_genuine(secrets[source], body):
            abort(401)
        try:
            event = json.loads(body.decode("utf-8"))
        except (ValueError, RecursionError):
            abort(400)
        if not isinstance(event, dict):
            abort(400)
        key = request.headers["X-Delivery"]
        if key in taken:
            return {"status": "known"}
        handle(source, event)
        taken.add(key)
        return {"status": "taken"}, 202

    def is_genuine(secret, body):
        timestamp = request.headers.get("X-Timestamp", "")
        delivery = request.headers.get("X-Delivery", "")
        if not (timestamp.isascii() and timestamp.isdigit() and delivery):
            return False
        signed = f"{timestamp}.{delivery}.".encode("latin-1") + body
        right = "sha256=" + hmac.new(secret, signed, hashlib.sha256).hexdigest()
        given = request.headers.get("X-Signature", "")
        return hmac.compare_digest(given.encode(), right.encode()) and abs(now() - int(timestamp)) <= 300

    @app.errorhandler(HTTPException)
    def refused(error):
        response = error.get_response()
        response.data = json.dumps({"error": error.name})
        response.content_type = "application/json"
        return response

    @app.errorhandler(Exception)
    def failed(error):
        app.logger.exception("a webhook failed")
        return jsonify(error="internal error"), 500

    return app
