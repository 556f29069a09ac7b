"""What the inbox takes, and what it refuses."""

import hashlib
import hmac

from conftest import SECRETS, TIME, Server
from inbox import create_app


def refusal(answer):
    """The status of a refusal, whose body is checked."""
    assert answer.json.keys() == {"error"}
    assert isinstance(answer.json["error"], str)
    return answer.status


def test_event_is_handled(server, handled):
    """Hands over the event with its source.

    Area: events
    Tells: Whether the plain case works.
    Advises: Sign a body by hand, and send it.
    """
    answer = server.deliver({"paid": 12, "by": "Zoë"})
    assert (answer.status, answer.json) == (202, {"status": "taken"})
    assert server.deliver({}, source="shop", secret=b"another").status == 202
    assert handled == [("payments", {"paid": 12, "by": "Zoë"}), ("shop", {})]


def test_signature_of_the_bytes(server, handled):
    """Checks the signature over the bytes as they came.

    Area: signatures
    Tells: Whether the candidate knows that JSON which is read and written again is another text.
    Advises: Sign a body with unusual space in it.
    """
    for number, body in enumerate(
        (b'{ "b":1,\r\n "a" : 2.50}', '{"name": "Zoë"}'.encode(), b'{"name": "Zo\\u00eb"}', b"\n{}\n")
    ):
        assert server.deliver(body=body, delivery=f"d{number}").status == 202
    assert handled[1][1] == handled[2][1] == {"name": "Zoë"}


def test_content_type_does_not_matter(server, handled):
    """Reads the body whatever its content type says.

    Area: events
    Tells: Whether the candidate knows what Flask does with bodies before a view sees them.
    Advises: Send the content types that forms have.
    """
    types = [
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/plain",
        "application/json",
        None,
    ]
    for number, type in enumerate(types):
        answer = server.deliver({"n": number}, delivery=f"d{number}", change={"Content-Type": type})
        assert answer.status == 202, type
    assert [event["n"] for _, event in handled] == list(range(5))


def test_wrong_signatures(server, handled):
    """Refuses every signature that is not the right one.

    Area: signatures
    Tells: Whether every way of having no signature ends as the same refusal.
    Advises: Think of what may stand in the header: nothing, half of it, another algorithm.
    """
    right = hmac.new(b"s3cret", f"{TIME}.d1.{{}}".encode(), hashlib.sha256).hexdigest()
    wrong = [
        None,
        "",
        right,
        f"sha1={right}",
        f"sha256={right[:-1]}",
        f"sha256={right[:-1]}g",
        f"sha256={right}0",
        "sha256=",
        f"SHA256={right}",
    ]
    for signature in wrong:
        assert refusal(server.deliver(body=b"{}", change={"X-Signature": signature})) == 401, signature
    assert refusal(server.deliver(body=b"{}", secret=b"another")) == 401
    assert handled == []
    assert server.deliver(body=b"{}", change={"X-Signature": f"sha256={right}"}).status == 202


def test_signature_that_is_no_text(server):
    """Refuses a signature with letters that are not ASCII.

    Area: signatures
    Tells: Whether the candidate knows what a careful comparison cannot compare.
    Advises: Send a signature with a byte above 127.
    """
    for signature in ("sha256=\xff", "\xe4" * 71):
        assert refusal(server.deliver({}, change={"X-Signature": signature})) == 401


def test_everything_is_signed(server, handled):
    """Refuses a webhook of which a header or the body was changed.

    Area: signatures
    Tells: Whether all that is used is also signed.
    Advises: Change one thing after signing, then the next.
    """
    assert refusal(server.deliver({}, change={"X-Timestamp": str(TIME + 1)})) == 401
    assert refusal(server.deliver({}, change={"X-Delivery": "d2"})) == 401
    assert refusal(server.deliver({}, change={"X-Delivery": None})) == 401
    assert refusal(server.deliver({}, change={"X-Timestamp": None})) == 401
    assert refusal(server.deliver({}, delivery="")) == 401
    assert handled == []


def test_old_webhooks(server, handled):
    """Refuses what was sent too long ago, or will be sent.

    Area: replays
    Tells: Whether both directions of time were thought of.
    Advises: The statement says "away from now, in either direction".
    """
    for seconds in (-301, -300, 302, 100_000, -TIME):
        assert refusal(server.deliver({}, timestamp=str(TIME + seconds), delivery=str(seconds))) == 401, seconds
    assert handled == []
    for seconds in (-299, 300, 0):
        assert server.deliver({}, timestamp=str(TIME + seconds), delivery=str(seconds)).status == 202, seconds
    on_the_second = Server(create_app(SECRETS, handled.handle, lambda: TIME))
    for seconds, status in ((-301, 401), (-300, 202), (300, 202), (301, 401)):
        answer = on_the_second.deliver({}, timestamp=str(TIME + seconds), delivery=str(seconds))
        assert answer.status == status, seconds


def test_timestamps_that_are_none(server, handled):
    """Refuses timestamps that are no whole seconds, although they are signed.

    Area: replays
    Tells: Whether a value is checked before it is compared; some numbers are not far from anything.
    Advises: Which texts do int() and float() take?
    """
    for timestamp in ("", "soon", "nan", "inf", f"{TIME}.0", f" {TIME}", f"+{TIME}", "1_700_000_000", "-1", "\xb2"):
        assert refusal(server.deliver({}, timestamp=timestamp)) == 401, timestamp
    assert handled == []


def test_event_is_handled_once(server, handled):
    """Handles an event once, and says that it is known.

    Area: replays
    Tells: Whether a source that sends again after a lost answer does harm.
    Advises: Deliver the same event twice, and another with the same body.
    """
    assert server.deliver({"n": 1}).status == 202
    again = server.deliver({"n": 1}, timestamp=str(TIME + 60))
    assert (again.status, again.json) == (200, {"status": "known"})
    assert server.deliver({"n": 1}, delivery="d2").status == 202
    assert server.deliver({"n": 1}, source="shop", secret=b"another").status == 202
    assert [source for source, _ in handled] == ["payments", "payments", "shop"]


def test_bodies_that_are_none(server, handled):
    """Answers 400 for a body that is no JSON object, when it is genuine.

    Area: events
    Tells: Whether every step between bytes and an object can fail as the client's fault.
    Advises: Sign bodies of all kinds.
    """
    for body in (b"", b"{", b"[]", b"null", b'"text"', b"7", b"\xff{}", b"[[1]]", b"[" * 50_000):
        assert refusal(server.deliver(body=body)) == 400, body[:9]
    assert refusal(server.deliver(body=b"{", secret=b"wrong")) == 401
    assert handled == []
    assert server.deliver({}).status == 202


def test_failure_of_the_handler(server, handled):
    """Answers 500 in JSON when handling fails, and takes the event when it is sent again.

    Area: failures
    Tells: Whether an event is remembered before or after its work is done.
    Advises: Let handle raise once, and deliver the same event again.
    """
    for failure in (RuntimeError("key 4711"), ValueError("key 4711"), KeyError("key 4711")):
        handled.failure = failure
        answer = server.deliver({"n": 1})
        assert (answer.status, answer.json) == (500, {"error": "internal error"})
    handled.failure = None
    assert server.deliver({"n": 1}).status == 202
    assert handled == [("payments", {"n": 1})]


def test_paths_and_methods_that_are_none(server):
    """Refuses unknown paths, sources and methods in JSON.

    Area: refusals
    Tells: Whether the candidate knows which errors the framework answers by itself, and how.
    Advises: Ask for a path that does not exist, and read the body.
    """
    for path in ("/", "/hooks", "/hooks/", "/hooks/other", "/hooks/payments/1", "/static/x"):
        assert refusal(server("POST", path)) == 404, path
    answer = server("GET", "/hooks/payments")
    assert refusal(answer) == 405
    assert "POST" in answer.headers["allow"]
    assert refusal(server("DELETE", "/hooks/payments")) == 405


def test_long_body_is_not_read(server, handled):
    """Refuses a long body without reading it, when its length is told.

    Area: bodies
    Tells: Whether a limit protects the memory, or is looked at when everything is in it already.
    Advises: Count what is read of a body.
    """
    answer = server.deliver(body=b" " * 200_000)
    assert refusal(answer) == 413
    assert answer.read_bytes == 0
    assert handled == []


def test_long_body_of_unknown_length(server, handled):
    """Refuses a long body whose length is not told, after no more than is needed.

    Area: bodies
    Tells: Whether the limit rests on what a client says of itself.
    Advises: Send a body without a Content-Length.
    """
    answer = server.deliver(body=b" " * 400_000, length=None)
    assert refusal(answer) == 413
    assert answer.read_bytes <= 140_000
    assert server.deliver({"n": 1}, length=None).status == 202
    assert handled == [("payments", {"n": 1})]


def test_longest_body(server):
    """Takes a body of exactly the length that is allowed, and no byte more.

    Area: bodies
    Tells: Whether the candidate decides between < and <= on purpose.
    Advises: The statement says which length is allowed; try that and the next.
    """
    for length in (-1, None):
        assert server.deliver(body=b"{}".ljust(65_536), delivery=f"d{length}", length=length).status == 202
        assert refusal(server.deliver(body=b"{}".ljust(65_537), length=length)) == 413


def test_each_application_remembers_for_itself(server, handled):
    """Remembers events for each application by itself.

    Area: state
    Tells: Whether state hangs on the module, where a second application meets it.
    Advises: Call create_app twice.
    """
    assert server.deliver({}).status == server.deliver({}, delivery="d2").status == 202
    others = []
    other = Server(create_app({"payments": b"other"}, lambda *event: others.append(event), lambda: TIME))
    assert refusal(other.deliver({})) == 401
    assert other.deliver({}, secret=b"other").status == 202
    assert refusal(other.deliver({}, source="shop", secret=SECRETS["shop"])) == 404
    assert server.deliver({}, delivery="d2").status == 200
    assert (len(handled), others) == (2, [("payments", {})])
