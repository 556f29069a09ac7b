"""A service for users."""

from fastapi import FastAPI


def create_app(tokens, hash_password):
    """A FastAPI application with users of its own.

    `tokens` is a set of the tokens that are let in. `hash_password` makes of a password the text that is kept.
    """
    app = FastAPI()

    return app
