# Fails: test_longest_body
# Mistake: refuses a body of exactly the length that is allowed.

import hashlib
import hmac

import flask


class Refusal(Exception):
    pass


def create_app(secrets, handle, now):
    app = flask.Flask(__name__, static_folder=None)
    app.extensions["inbox"] = events = {}

    def refuse(status, error, headers=()):
        return flask.make_response(flask.jsonify({"error": error}), status, dict(headers))

    @app.before_request
    def check():
        request = flask.request
        if request.routing_exception is not None:
            code, name = request.routing_exception.code, request.routing_exception.name
            headers = {"Allow": ", ".join(request.routing_exception.valid_methods)} if code == 405 else {}
            return refuse(code, name, headers)
        source = request.view_args["source"]
        if source not in secrets:
            return refuse(404, "unknown source")
        if request.content_length is not None and request.content_length >= 2**16:
            return refuse(413, "too long")
        flask.g.body = request.stream.read(2**16 + 1)
        if len(flask.g.body) >= 2**16:
            return refuse(413, "too long")
        if not genuine(secrets[source], request.headers, flask.g.body):
            return refuse(401, "not genuine")

    def genuine(secret, headers, body):
        try:
            sent, delivery, given = (
                headers[f"X-{name}"].encode("latin-1") for name in ("Timestamp", "Delivery", "Signature")
            )
        except KeyError:
            return False
        mac = hmac.new(secret, sent + b"." + delivery + b"." + body, hashlib.sha256)
        right = hmac.compare_digest(given, f"sha256={mac.hexdigest()}".encode())
        return right and delivery != b"" and sent.isdigit() and int(sent) - 300 <= now() <= int(sent) + 300

    @app.post("/hooks/<source>")
    def hook(source):
        try:
            event = flask.json.loads(flask.g.body.decode())
            if not isinstance(event, dict):
                raise Refusal("not an object")
        except (ValueError, RecursionError, Refusal):
            return refuse(400, "not a JSON object")
        key = f"{source}/{flask.request.headers['X-Delivery']}"
        if events.get(key):
            return flask.jsonify(status="known")
        try:
            handle(source, event)
        except Exception:
            app.logger.exception("%s failed", key)
            return refuse(500, "internal error")
        events[key] = True
        return flask.jsonify(status="taken"), 202

    return app
