"""What the service answers, and what it refuses."""

from conftest import Client, user
from users_api import create_app


def refusal(answer):
    """The status of a refusal, whose body is checked."""
    extra = {"fields"} if answer.status == 422 else set()
    assert answer.json.keys() == {"error"} | extra
    assert isinstance(answer.json["error"], str)
    assert answer.json["error"], "a refusal has a sentence"
    return answer.status


def wrong_fields(answer):
    assert refusal(answer) == 422
    return answer.json["fields"]


def test_user_is_shown_as_chosen(client):
    """Shows of a user what was asked for, everywhere.

    Area: answers
    Tells: Whether what goes out is chosen field by field, or is what happens to be stored.
    Advises: Compare the keys of every answer with the statement.
    """
    made = client("POST", "/users", user("ada"))
    shown = {"id": 1, "email": "ada@example.org", "name": "ada"}
    assert (made.status, made.json, made.headers["location"]) == (201, shown, "/users/1")
    for answer in (client("GET", "/users/1"), client("PATCH", "/users/1", {"name": "ada"})):
        assert (answer.status, answer.json) == (200, shown)
    page = client("GET", "/users")
    assert (page.status, page.json) == (200, {"items": [shown], "total": 1})


def test_refusals_tell_no_password(client):
    """Keeps a password out of refusals, too.

    Area: answers
    Tells: Whether the candidate knows what FastAPI's own answer to a wrong body repeats.
    Advises: Read all of an answer with status 422.
    """
    secret = "hunter2 hunter2"
    client("POST", "/users", user("ada", password=secret))
    client("POST", "/users", user("ada", password=secret))
    client("POST", "/users", user("bob", password=secret, name=7))
    client("POST", "/users", {"password": secret})
    client("POST", "/users", user("bob", password="hunter2"))
    client("POST", "/users", user("bob", password=["hunter2"]))
    client("POST", "/users", [secret])
    client("PATCH", "/users/1", {"password": secret})
    assert [body for body in client.answers if b"hunter2" in body or b"hashed$" in body] == []


def test_password_is_hashed_once(client, hashes):
    """Hashes the password of each user once, and of nobody who is refused.

    Area: passwords
    Tells: Whether costly work is done when everything else is known to be right.
    Advises: Count the calls of hash_password, and look at what it is given.
    """
    client("POST", "/users", user("ada", password="pass word"))
    client("POST", "/users", user("bob", name=""))
    client("POST", "/users", user("ada"))
    client("POST", "/users", user("cy"), token="wrong")
    client("GET", "/users/1")
    client("PATCH", "/users/1", {"name": "Ada"})
    assert hashes == ["pass word"]


def test_failure_of_the_hash(client, hashes):
    """Answers 500 when hashing fails, tells nothing of it and keeps nobody.

    Area: failures
    Tells: Whether unexpected errors are answered as the others are, and leave no half-made user.
    Advises: Have hash_password raise errors of several kinds.
    """
    for failure in (RuntimeError("key 4711"), ValueError("key 4711"), KeyError("key 4711")):
        hashes.failure = failure
        answer = client("POST", "/users", user("ada"))
        assert (answer.status, answer.json) == (500, {"error": "internal error"})
    hashes.failure = None
    assert client("GET", "/users").json == {"items": [], "total": 0}
    assert client("POST", "/users", user("ada")).status == 201


def test_who_has_no_token(client, hashes):
    """Lets nobody in without a token, on any path.

    Area: access
    Tells: Whether access is asked for in one place, or on the paths that somebody thought of.
    Advises: Go through all paths without a token, and with wrong headers.
    """
    client.add("ada")
    requests = [
        ("GET", "/users/1", None),
        ("GET", "/users/9", None),
        ("GET", "/users", None),
        ("DELETE", "/users/1", None),
    ]
    requests += [("POST", "/users", user("bob")), ("PATCH", "/users/1", {"name": "eve"}), ("POST", "/users", {})]
    for method, target, content in requests:
        answer = client(method, target, content, token=None)
        assert refusal(answer) == 401, (method, target)
        assert answer.headers["www-authenticate"] == "Bearer"
    assert client.names() == ["ada"]


def test_tokens_that_are_none(client):
    """Refuses every header that does not hold a token.

    Area: access
    Tells: Whether every way of having no token ends as the same refusal.
    Advises: Think of what may stand in the header: nothing, half of it, bytes that are no letters.
    """
    for header in (
        "",
        "Bearer",
        "Bearer ",
        "s3cret",
        "Basic s3cret",
        "Bearer s3cre",
        "Bearer s3cret2",
        "Bearer s3crét",
    ):
        answer = client("GET", "/users", token=None, headers={"authorization": header})
        assert refusal(answer) == 401, header
        assert answer.headers["www-authenticate"] == "Bearer"
    assert client("GET", "/users", token="t0ken").status == 200


def test_what_is_not_there(client):
    """Refuses paths and methods that are not there like everything else.

    Area: refusals
    Tells: Whether the candidate knows which errors FastAPI raises itself, and which come from below it.
    Advises: Ask for a path that does not exist, and read the body.
    """
    for target in ("/", "/user", "/users/1/email"):
        assert refusal(client("GET", target)) == 404, target
    assert refusal(client("PUT", "/users", user("ada"))) == 405
    assert refusal(client("POST", "/users/1", user("ada"))) == 405


def test_nothing_describes_the_service(client):
    """Serves no description of itself.

    Area: refusals
    Tells: Whether the candidate knows what the framework serves without being asked.
    Advises: Which paths does a FastAPI application have before you add one?
    """
    for target in ("/docs", "/redoc", "/openapi.json", "/docs/oauth2-redirect"):
        assert refusal(client("GET", target)) == 404, target


def test_users_that_are_not_there(client):
    """Answers 404 for ids that nobody has, be they numbers or not.

    Area: refusals
    Tells: Whether the statement decides, or the framework's default for a parameter.
    Advises: What may stand behind the last slash?
    """
    client.add("ada")
    for identifier in ("2", "0", "-1", "x", "1.5", "1e0", "ada", "9" * 40):
        assert refusal(client("GET", f"/users/{identifier}")) == 404, identifier
    for identifier in ("2", "ada"):
        assert refusal(client("PATCH", f"/users/{identifier}", {"name": "eve"})) == 404, identifier
        assert refusal(client("DELETE", f"/users/{identifier}")) == 404, identifier


def test_body_that_is_no_json(client):
    """Answers 400 for a body that is not JSON.

    Area: refusals
    Tells: Whether a broken body is told from one with wrong values.
    Advises: Send half a body, and compare the status with the table.
    """
    for body in (b"{", b'{"email": ', b"\xff\xfe", b"{'name': 'ada'}"):
        assert refusal(client("POST", "/users", body=body)) == 400


def test_wrong_fields_are_named(client):
    """Names the fields that are absent or wrong, in order.

    Area: validation
    Tells: Whether the framework's errors are turned into what callers were promised.
    Advises: Send a body with several mistakes.
    """
    assert wrong_fields(client("POST", "/users", {})) == ["email", "name", "password"]
    assert wrong_fields(client("POST", "/users", user("ada", password="short", email="ada"))) == ["email", "password"]
    for field, values in (
        ("email", ["", "@", "ada", "@example.org", "ada@", "a@b@c", "a da@example.org", "a@" + "x" * 99, None]),
        ("name", ["", "x" * 51, None]),
        ("password", ["1234567", "x" * 101, None]),
    ):
        for value in values:
            assert wrong_fields(client("POST", "/users", user("ada") | {field: value})) == [field], value
    assert client("POST", "/users", user("x" * 50, email="a@" + "x" * 98, password="12345678")).status == 201
    assert client("POST", "/users", user("x", password="x" * 100)).status == 201


def test_values_of_other_types(client):
    """Converts nothing.

    Area: validation
    Tells: Whether the candidate knows what pydantic does on its own to values of another type.
    Advises: Send numbers where text is asked for, and text where numbers are.
    """
    for value in (7, True, ["ada"]):
        for field in ("email", "name", "password"):
            assert wrong_fields(client("POST", "/users", user("ada") | {field: value})) == [field]
    for content in ([user("ada")], "ada", 7):
        assert refusal(client("POST", "/users", content)) == 422


def test_more_than_was_asked_for(client):
    """Refuses fields that nobody asked for.

    Area: validation
    Tells: Whether a caller can set what only the service should set, or believes that it could.
    Advises: Send an id of your own.
    """
    assert wrong_fields(client("POST", "/users", user("ada", id=7))) == ["id"]
    assert wrong_fields(client("POST", "/users", user("ada", role="root", admin=True))) == ["admin", "role"]
    assert wrong_fields(client("POST", "/users", user("ada", id=7) | {"name": ""})) == ["id", "name"]
    client.add("ada")
    assert wrong_fields(client("PATCH", "/users/1", {"id": 7})) == ["id"]
    assert wrong_fields(client("PATCH", "/users/1", {"name": "eve", "password": "other password"})) == ["password"]
    assert client.names() == ["ada"]


def test_email_belongs_to_one(client):
    """Gives an email to one user only, in upper or lower case.

    Area: emails
    Tells: Whether the candidate compares as the statement says, and keeps what was given.
    Advises: Try the same email in capital letters.
    """
    client("POST", "/users", user("ada", email="Ada@Example.org"))
    for email in ("Ada@Example.org", "ada@example.org", "ADA@EXAMPLE.ORG"):
        assert refusal(client("POST", "/users", user("eve", email=email))) == 409
    assert client("GET", "/users").json["items"] == [{"id": 1, "email": "Ada@Example.org", "name": "ada"}]
    client("DELETE", "/users/1")
    assert client("POST", "/users", user("eve", email="ada@example.org")).status == 201


def test_email_of_a_change(client):
    """Takes a new email that is free or one's own, and no other.

    Area: emails
    Tells: Whether every way into the data keeps the rule, and a user is not in their own way.
    Advises: Change an email to another user's, to your own, and back.
    """
    client.add("ada", "bob")
    assert refusal(client("PATCH", "/users/1", {"email": "BOB@example.org", "name": "eve"})) == 409
    assert client("GET", "/users/1").json == {"id": 1, "email": "ada@example.org", "name": "ada"}
    assert client("PATCH", "/users/1", {"email": "ADA@example.org"}).json["email"] == "ADA@example.org"
    assert client("PATCH", "/users/1", {"email": "new@example.org"}).status == 200
    assert client("PATCH", "/users/2", {"email": "ada@example.org"}).status == 200
    assert refusal(client("POST", "/users", user("eve", email="New@example.org"))) == 409


def test_change_of_a_part(client):
    """Changes what is given and leaves the rest.

    Area: changes
    Tells: Whether a field that is absent is told from one that is null.
    Advises: Change one field, then none, then one to null.
    """
    client.add("ada")
    assert client("PATCH", "/users/1", {"name": "Ada L."}).json == {
        "id": 1,
        "email": "ada@example.org",
        "name": "Ada L.",
    }
    assert client("PATCH", "/users/1", {"email": "al@example.org"}).json["name"] == "Ada L."
    assert client("PATCH", "/users/1", {}).json == {"id": 1, "email": "al@example.org", "name": "Ada L."}
    assert client("GET", "/users/1").json == {"id": 1, "email": "al@example.org", "name": "Ada L."}


def test_change_to_what_is_wrong(client):
    """Checks a change as strictly as a new user.

    Area: changes
    Tells: Whether making a field optional has also made it nullable, or lost its bounds.
    Advises: Send every value to PATCH that POST refuses.
    """
    client.add("ada")
    for content in ({"name": None}, {"name": ""}, {"name": "x" * 51}, {"name": 7}):
        assert wrong_fields(client("PATCH", "/users/1", content)) == ["name"], content
    for content in ({"email": None}, {"email": "ada"}, {"email": "a@" + "x" * 99}):
        assert wrong_fields(client("PATCH", "/users/1", content)) == ["email"], content
    assert client.names() == ["ada"]


def test_ids_are_given_once(client):
    """Gives no id twice.

    Area: changes
    Tells: Whether ids are counted, or derived from how many users there are.
    Advises: Delete a user, and make another.
    """
    assert client.add("ada", "bob", "cy") == [1, 2, 3]
    client("DELETE", "/users/3")
    client("DELETE", "/users/1")
    client("POST", "/users", user("bob"))
    assert client.add("dan") == [4]
    assert refusal(client("GET", "/users/3")) == 404


def test_deleting(client):
    """Deletes a user, with a 204 that has no body.

    Area: changes
    Tells: Whether the candidate knows that a 204 has no body, not even null.
    Advises: Look at the bytes of the answer.
    """
    client.add("ada", "bob")
    answer = client("DELETE", "/users/1")
    assert (answer.status, answer.body) == (204, b"")
    assert answer.headers.get("content-length", "0") == "0"
    assert refusal(client("DELETE", "/users/1")) == 404
    assert client.names() == ["bob"]


def test_pages(client):
    """Gives pages of users, and the number of all.

    Area: pages
    Tells: Whether total is that of everything, and defaults and ends are right.
    Advises: Try pages at the end, and beyond it.
    """
    client.add(*"abcde")
    client("PATCH", "/users/2", {"name": "z"})
    assert client.names("/users?limit=2&offset=0") == ["a", "z"]
    assert client.names("/users?limit=2&offset=4") == ["e"]
    assert client.names("/users?limit=100&offset=1") == ["z", "c", "d", "e"]
    for target in ("/users?limit=2", "/users?offset=5", "/users?limit=1&offset=99"):
        assert client("GET", target).json["total"] == 5
    client.add(*(f"user{number}" for number in range(16)))
    assert len(client.names()) == 20


def test_pages_that_are_none(client):
    """Answers 422 for a page that is none, with the names that are wrong.

    Area: pages
    Tells: Whether what comes in an address is checked like what comes in a body.
    Advises: What may somebody write after limit= and offset=?
    """
    for query in ("limit=0", "limit=101", "limit=-1", "limit=x", "limit=1.5"):
        assert wrong_fields(client("GET", f"/users?{query}")) == ["limit"], query
    assert wrong_fields(client("GET", "/users?offset=-1")) == ["offset"]
    assert wrong_fields(client("GET", "/users?offset=x&limit=0")) == ["limit", "offset"]


def test_each_application_has_its_own_users(client):
    """Gives each application users and tokens of its own.

    Area: state
    Tells: Whether state hangs on the module, where tests and a second application meet it again.
    Advises: Call create_app twice.
    """
    client.add("ada", "bob")
    other = Client(create_app({"other"}, lambda password: "another"))
    assert other("GET", "/users", token="other").json == {"items": [], "total": 0}
    assert refusal(other("GET", "/users")) == 401
    assert other("POST", "/users", user("ada"), token="other").json["id"] == 1
    assert client.names() == ["ada", "bob"]
    assert client("DELETE", "/users/1").status == 204
    assert other("GET", "/users/1", token="other").status == 200
    other.loop.close()
