"""The stock of a shop as a JSON API, served over ASGI."""


def create_app(tokens, audit):
    """An ASGI application with a stock of its own.

    `tokens` is a dict from tokens to the names of their users. `audit(user, action, name)` is called before each change.
    """

    async def app(scope, receive, send):
        raise NotImplementedError

    return app
