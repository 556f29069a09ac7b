"""What the application answers."""


def refusal(client, *arguments, **more):
    """The status of a refusal, whose body is checked."""
    answer = client(*arguments, **more)
    assert isinstance(answer.json["error"], str)
    assert answer.headers["content-type"] == "application/json"
    return answer.status


HEADERS = [
    None,
    "",
    "s3cret",
    "Basic s3cret",
    "Digest s3cret",
    "Bearer",
    "Bearer ",
    "Bearer s3cre",
    "Bearer ada",
    "Bearer None",
]


def test_who_has_no_token(client):
    """Lets nobody in without a token, whatever the header holds.

    Area: access
    Tells: Whether every way of having no token ends as a refusal, and none as an error.
    Advises: Think of what may stand in the header: nothing, half of it, another scheme.
    """
    for header in HEADERS:
        headers = [] if header is None else [("authorization", header)]
        answer = client("GET", "/items", token=None, headers=headers)
        assert answer.status == 401, header
        assert answer.headers["www-authenticate"] == "Bearer"
        assert isinstance(answer.json["error"], str)
    assert refusal(client, "GET", "/nothing", token=None) == 401


def test_token_that_is_no_text(client):
    """Refuses a token with bytes that are no letters.

    Area: access
    Tells: Whether the candidate knows that headers are bytes, and what a careful comparison cannot compare.
    Advises: Send a token with a byte above 127.
    """
    for token in ("s3cret\xff", "\xff", "\xc3\xa4"):
        assert client("GET", "/items", token=None, headers=[("authorization", f"Bearer {token}")]).status == 401


def test_scheme_in_any_case(client):
    """Takes the word Bearer in upper or lower case.

    Area: access
    Tells: Whether the statement was read closely; HTTP's names of schemes have no case.
    Advises: Compare the two words of the header in two ways.
    """
    assert client("GET", "/items", token=None, headers=[("authorization", "bearer s3cret")]).status == 200
    assert client("GET", "/items", token=None, headers=[("authorization", "BEARER t0ken")]).status == 200
    assert client("GET", "/items", token=None, headers=[("authorization", "Bearer S3CRET")]).status == 401


def test_names_of_all_kinds(client):
    """Finds an item again at its location, whatever its name.

    Area: paths
    Tells: Whether the candidate knows who decodes a path, and that it is done once.
    Advises: Follow the location of an item whose name has marks in it that mean something in an address.
    """
    for name in ("50%25 off", "schön?b=c&d", "a+b", ".."):
        location = client("POST", "/items", {"name": name, "quantity": 3}).headers["location"]
        assert location.startswith("/items/") and location.isascii()
        found = client("GET", location)
        assert (found.status, found.json) == (200, {"name": name, "quantity": 3})
        assert client("GET", "/items").json["items"] == [{"name": name, "quantity": 3}]
        assert client("DELETE", location).status == 204


def test_paths_that_are_none(client):
    """Answers 404 at every other path.

    Area: paths
    Tells: Whether paths are compared whole, or by how they begin.
    Advises: Try paths that are a little longer or shorter than the right ones.
    """
    client.add("nail")
    for path in (
        "/",
        "/items/",
        "/item",
        "/itemsnail",
        "/items/nail/",
        "/items/nail/x",
        "//items",
        "/Items",
        "/x/items",
    ):
        assert refusal(client, "GET", path) == 404, path
    for path in ("/items/", "/item"):
        assert refusal(client, "POST", path, {"name": "bolt", "quantity": 1}) == 404, path


def test_methods_that_are_none(client):
    """Answers 405 with the methods that a path takes.

    Area: paths
    Tells: Whether a wrong method is told from a wrong path, and the header is there that HTTP asks for.
    Advises: Read what RFC 9110 asks of an answer with status 405.
    """
    client.add("nail")
    for method, path, allowed in (
        ("PUT", "/items", {"GET", "HEAD", "POST"}),
        ("DELETE", "/items", {"GET", "HEAD", "POST"}),
        ("POST", "/items/nail", {"GET", "HEAD", "DELETE"}),
    ):
        answer = client(method, path)
        assert answer.status == 405
        assert {word.strip() for word in answer.headers["allow"].split(",")} == allowed
    assert refusal(client, "POST", "/items/bolt") == 404


def test_head(client):
    """Answers HEAD as GET, without the body, and with its length in bytes.

    Area: answers
    Tells: Whether the length is that of the body which GET would send, and letters and bytes are told apart.
    Advises: Compare the headers of both answers, for an item with letters that are not ASCII too.
    """
    client.add("nail", "Dübel №8")
    for target in ("/items/nail", "/items/D%C3%BCbel%20%E2%84%968", "/items", "/items?limit=1", "/items/none"):
        head, get = client("HEAD", target), client("GET", target)
        assert head.status == get.status
        assert head.body == b""
        assert head.headers["content-length"] == get.headers["content-length"] == str(len(get.body))
        assert head.headers["content-type"] == "application/json"


def test_deleting(client, audits):
    """Deletes an item, with a 204 that has no body.

    Area: answers
    Tells: Whether the one answer without a body is made by hand or like all others.
    Advises: What may follow the headers of a 204?
    """
    client.add("nail")
    answer = client("DELETE", "/items/nail")
    assert (answer.status, answer.body) == (204, b"")
    assert answer.headers.get("content-length", "0") == "0"
    assert refusal(client, "DELETE", "/items/nail") == 404
    assert audits == [("ada", "create", "nail"), ("ada", "delete", "nail")]


def test_media_type(client):
    """Asks for the media type of JSON, and for nothing of its parameters.

    Area: bodies
    Tells: Whether a header with a grammar is compared as text.
    Advises: Read how RFC 9110 writes a media type.
    """
    for number, type in enumerate(("Application/JSON; charset=utf-8", "application/json ;charset=utf-8")):
        assert client("POST", "/items", {"name": f"nail {number}", "quantity": 7}, type=type).status == 201
    for type in ("text/plain", "application/jsonp", "text/plain; x=application/json", "", None):
        assert refusal(client, "POST", "/items", {"name": "screw", "quantity": 7}, type=type) == 415


def test_body_that_is_no_json(client):
    """Answers 400 for a body that is not JSON.

    Area: bodies
    Tells: Whether every way in which reading a body fails is the client's fault.
    Advises: Between bytes and values are two steps, and each of them can fail.
    """
    item = b'{"name": "nail", "quantity": 7}'
    for body in (b"", b"{", item[:-1], item.replace(b'"', b"'"), item + b" x", b'{"name": "n\xe4gel", "quantity": 7}'):
        assert refusal(client, "POST", "/items", body=body) == 400


def test_what_only_python_reads(client):
    """Answers 400 for numbers and encodings that only Python's reader takes.

    Area: bodies
    Tells: Whether the candidate knows that Python's json reads more than JSON.
    Advises: Read which parts of the json module's documentation speak of RFC 8259, and what it does with bytes.
    """
    for number in (b"NaN", b"Infinity", b"-Infinity"):
        assert refusal(client, "POST", "/items", body=b'{"name": "nail", "quantity": %s}' % number) == 400
    for encoding in ("utf-16", "utf-16-le", "utf-32"):
        assert refusal(client, "POST", "/items", body='{"name": "nail", "quantity": 7}'.encode(encoding)) == 400


def test_deep_body(client):
    """Answers 400 for thousands of open brackets.

    Area: bodies
    Tells: Whether input that exhausts the reader is refused like other bad input.
    Advises: Which errors can a recursive reader raise?
    """
    assert refusal(client, "POST", "/items", body=b"[" * 60_000) == 400


def test_item_that_is_none(client, audits):
    """Answers 422 with the field that is wrong.

    Area: validation
    Tells: Whether types and bounds are checked before values are used.
    Advises: Go through the sentence that says what an item is, and break each half of it.
    """
    for field, values in (
        ("name", ["", "x" * 51, "a/b", 7, None, ["nail"]]),
        ("quantity", [-1, "7", 1.5, None, [1]]),
    ):
        for value in values:
            answer = client("POST", "/items", {"name": "nail", "quantity": 7} | {field: value})
            assert answer.status == 422, value
            assert answer.json["fields"] == [field]
            assert isinstance(answer.json["error"], str)
    assert audits == []


def test_truth_is_no_number(client):
    """Takes true for no quantity.

    Area: validation
    Tells: Whether the candidate knows what isinstance says of True.
    Advises: Which values of JSON become an int of Python?
    """
    for value in (True, False):
        answer = client("POST", "/items", {"name": "nail", "quantity": value})
        assert answer.status == 422
        assert answer.json["fields"] == ["quantity"]


def test_all_wrong_fields_are_named(client):
    """Names all fields that are wrong, in alphabetical order.

    Area: validation
    Tells: Whether a caller learns everything at once, in an order to rely on.
    Advises: Send an item with several mistakes.
    """
    assert client("POST", "/items", {"quantity": -1, "price": 3, "colour": 1}).json["fields"] == [
        "colour",
        "name",
        "price",
        "quantity",
    ]
    assert client("POST", "/items", {}).json["fields"] == ["name", "quantity"]


def test_json_that_is_no_object(client):
    """Answers 422 for JSON that is no object.

    Area: validation
    Tells: Whether the outermost type is checked before it is used.
    Advises: Which values may be a JSON text of their own?
    """
    for content in ([], ["name", "quantity"], "name quantity", 7, True, [{"name": "nail", "quantity": 7}]):
        assert refusal(client, "POST", "/items", content) == 422
    assert refusal(client, "POST", "/items", body=b"null") == 422


def test_bounds_of_an_item(client):
    """Takes the longest name, counted in characters, and a quantity of zero.

    Area: validation
    Tells: Whether the bounds belong to what is allowed.
    Advises: Try the smallest and the largest of everything.
    """
    for name in ("x", "ü" * 50):
        assert client("POST", "/items", {"name": name, "quantity": 0}).status == 201
        assert client.quantity(name) == 0


def test_item_that_is_there_already(client, audits):
    """Answers 409 for a name that is taken, and keeps what is there.

    Area: validation
    Tells: Whether a second item is refused before anything has happened.
    Advises: Send the same name twice, with another quantity.
    """
    client.add("nail")
    assert refusal(client, "POST", "/items", {"name": "nail", "quantity": 7}) == 409
    assert client.quantity("nail") == 0
    assert audits == [("ada", "create", "nail")]
    client("DELETE", "/items/nail")
    assert client("POST", "/items", {"name": "nail", "quantity": 8}).status == 201


def test_first_reason_counts(client):
    """Refuses for the first reason, when there are several.

    Area: answers
    Tells: Whether the checks stand in the order that was asked for.
    Advises: Send requests that are wrong in two ways.
    """
    client.add("nail")
    long = b"{" * 70_000
    assert refusal(client, "PUT", "/items/none", body=long, type="text/plain") == 404
    assert refusal(client, "PUT", "/items", body=long, type="text/plain") == 405
    assert refusal(client, "POST", "/items", body=long, type="text/plain") == 415
    assert refusal(client, "POST", "/items", body=long) == 413
    assert refusal(client, "POST", "/items", {"name": "nail", "quantity": -1}) == 422
