"""How the application speaks ASGI: messages in all their forms, requests at once, the lifespan."""

import asyncio
import json

from stock_api import create_app

JSON = ("content-type", "application/json")
TOKEN = ("authorization", "Bearer s3cret")


def exchange(client, scope, incoming):
    """Runs a request with these messages; gives what was sent and how many messages were received."""
    received = []

    async def receive():
        received.append(1)
        return next(incoming, {"type": "http.disconnect"})

    return client.run(client.exchange(scope, receive)), len(received)


def test_body_comes_in_parts(client):
    """Puts a body together that comes in several parts.

    Area: protocol
    Tells: Whether the body is read until it is complete; a short body in a try-out always comes in one part.
    Advises: What does more_body mean? Cut a body in two, in the middle of a letter too.
    """
    body = json.dumps({"name": "Dübel", "quantity": 7}, ensure_ascii=False).encode()
    cut = body.index("ü".encode()) + 1
    parts = [body[:cut], b"", body[cut:]]
    incoming = iter([{"type": "http.request", "body": part, "more_body": n < 2} for n, part in enumerate(parts)])
    messages, _ = exchange(client, client.scope("POST", "/items", [JSON, TOKEN]), incoming)
    assert messages[0]["status"] == 201
    assert client.quantity("Dübel") == 7


def test_messages_with_what_they_must_have(client):
    """Takes messages that leave out what ASGI lets them leave out.

    Area: protocol
    Tells: Whether the candidate looked the messages up, or copied one that a server happened to send.
    Advises: The specification gives defaults for keys of http.request; look for them.
    """
    body = json.dumps({"name": "nail", "quantity": 7}).encode()
    incoming = iter([{"type": "http.request", "body": body, "more_body": True}, {"type": "http.request"}])
    messages, _ = exchange(client, client.scope("POST", "/items", [JSON, TOKEN]), incoming)
    assert messages[0]["status"] == 201


def test_client_that_goes_away(client, audits):
    """Does and sends nothing when the client goes away in the middle of its body.

    Area: protocol
    Tells: Whether a request that was cut off is kept apart from one that is complete.
    Advises: Which message does receive give when the connection is closed, and what has come by then?
    """
    body = json.dumps({"name": "nail", "quantity": 7}).encode()
    incoming = iter([{"type": "http.request", "body": body, "more_body": True}, {"type": "http.disconnect"}])
    messages, _ = exchange(client, client.scope("POST", "/items", [JSON, TOKEN]), incoming)
    assert messages == []
    assert audits == []
    assert client.quantity("nail") is None


def test_long_body_is_not_read_on(client):
    """Refuses a body that is too long as soon as that is known.

    Area: protocol
    Tells: Whether a limit protects the memory, or is looked at when everything is in it already.
    Advises: Count how often receive is called for a body without end.
    """

    sizes = [1] + [16_384] * 20
    incoming = iter([{"type": "http.request", "body": b" " * size, "more_body": True} for size in sizes])
    messages, received = exchange(client, client.scope("POST", "/items", [JSON, TOKEN]), incoming)
    assert messages[0]["status"] == 413
    assert received <= 5


def test_longest_body(client):
    """Takes a body of exactly the length that is allowed, and no byte more.

    Area: protocol
    Tells: Whether the candidate decides between < and <= on purpose, and counts bytes.
    Advises: The statement says which length is too long; try the one before it.
    """
    body = json.dumps({"name": "nail", "quantity": 7}).encode().ljust(65_536)
    assert client("POST", "/items", body=body + b" ").status == 413
    assert client("POST", "/items", body=body).status == 201


def test_requests_at_once(client, audits):
    """Keeps requests apart that are under way at the same time.

    Area: state
    Tells: Whether what belongs to one request is kept in places that all requests share.
    Advises: While one body is still on its way, what may another request change under it?
    """

    async def main():
        rest = asyncio.Event()
        parts = iter([b'{"name": "nail", ', b'"quantity": 7}'])

        async def slow():
            part = next(parts)
            if part.startswith(b'"'):
                await rest.wait()
            return {"type": "http.request", "body": part, "more_body": not part.startswith(b'"')}

        first = asyncio.create_task(client.exchange(client.scope("POST", "/items", [JSON, TOKEN]), slow))
        await asyncio.sleep(0.01)
        other = await client.send("POST", "/items", {"name": "bolt", "quantity": 1}, token="t0ken")
        gone = await client.send("DELETE", "/items/none", token="t0ken")
        rest.set()
        return await first, other, gone

    messages, other, gone = client.run(main())
    assert (messages[0]["status"], other.status, gone.status) == (201, 201, 404)
    assert audits == [("bob", "create", "bolt"), ("ada", "create", "nail")]
    assert client.quantity("nail") == 7


def test_each_application_has_its_own_stock(client, audits):
    """Gives each application a stock of its own.

    Area: state
    Tells: Whether state hangs on the module, where tests and a second application meet it again.
    Advises: Call create_app twice.
    """
    client.add("nail")
    other = type(client)(create_app({"s3cret": "eve"}, lambda user, action, name: None))
    assert other.quantity("nail") is None
    assert other("POST", "/items", {"name": "nail", "quantity": 9}).status == 201
    assert client.quantity("nail") == 0
    other.loop.close()
    assert client("GET", "/items", token="t0ken").status == 200
    assert audits == [("ada", "create", "nail")]


def test_lifespan(client):
    """Completes startup and shutdown, and returns then.

    Area: protocol
    Tells: Whether the candidate knows that a server speaks of more than requests, and waits for the answer.
    Advises: Read the lifespan part of the ASGI specification.
    """
    incoming = iter([{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}])
    messages, received = exchange(client, {"type": "lifespan", "asgi": {"version": "3.0"}}, incoming)
    assert [message["type"] for message in messages] == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
    assert received == 2


def test_header_names_are_in_lower_case(client):
    """Sends header names in lower case, and names and values as bytes.

    Area: protocol
    Tells: Whether the candidate knows what ASGI asks of headers, which not every server checks.
    Advises: Read what the specification says of the headers of http.response.start.
    """

    async def start(scope, body):
        sent = []

        async def receive():
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message):
            sent.append(message)

        await client.app(scope, receive, send)
        return sent[0]

    body = json.dumps({"name": "nail", "quantity": 7}).encode()
    scopes = [
        client.scope("POST", "/items", [JSON, TOKEN]),
        client.scope("GET", "/items"),
        client.scope("PUT", "/items", [TOKEN]),
    ]
    for scope in scopes:
        headers = [part for pair in client.run(start(scope, body))["headers"] for part in pair]
        assert all(isinstance(part, bytes) for part in headers)
        assert headers[::2] == [name.lower() for name in headers[::2]]


def test_failure_tells_nothing(client, audits):
    """Answers 500 when something raises, and tells nothing of it.

    Area: failures
    Tells: Whether a handler for the client's mistakes also catches the service's own.
    Advises: Have audit raise errors of many kinds, and read the answers as an attacker would.
    """
    client.add("screw")
    for failure in (RuntimeError, KeyError, ValueError, TypeError):
        audits.failure = failure("postgres://stock:hunter2@db.internal")
        for request in (("POST", "/items", {"name": "nail", "quantity": 7}), ("DELETE", "/items/screw")):
            answer = client(*request)
            assert answer.status == 500
            assert answer.json == {"error": "internal error"}
            assert answer.headers["content-type"] == "application/json"


def test_failure_changes_nothing(client, audits):
    """Changes nothing when the audit fails.

    Area: failures
    Tells: Whether steps are put in an order in which the one that can fail comes first.
    Advises: Have audit raise, and look at the stock afterwards.
    """
    client.add("screw")
    audits.failure = OSError("the disk is full")
    client("POST", "/items", {"name": "nail", "quantity": 7})
    client("DELETE", "/items/screw")
    assert client.quantity("nail") is None
    assert client.quantity("screw") == 0


def test_failure_is_logged(client, audits, caplog):
    """Logs a failure with its traceback.

    Area: failures
    Tells: Whether somebody who is woken at night will find out what happened.
    Advises: An answer that tells nothing needs a log that tells everything.
    """
    audits.failure = OSError("the disk is full")
    client("POST", "/items", {"name": "nail", "quantity": 7})
    [record] = [record for record in caplog.records if record.name == "stock_api" and record.levelname == "ERROR"]
    assert record.exc_info
    assert "the disk is full" in caplog.text
