"""An inbox for signed webhooks."""

from flask import Flask


def create_app(secrets, handle, now):
    """A Flask application that takes webhooks.

    `secrets` is a dict from sources to their secrets, bytes. `handle(source, event)` is called for each event, and `now()`
    gives the seconds since 1970.
    """
    app = Flask(__name__)

    return app
