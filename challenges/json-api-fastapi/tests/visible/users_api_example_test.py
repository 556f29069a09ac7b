"""What the statement shows, as tests."""

ADA = {"email": "ada@example.org", "name": "Ada", "password": "correct horse"}


def test_user_comes_back(request_of):
    """Makes a user and shows it."""
    made = request_of("POST", "/users", ADA)
    assert (made.status, made.headers["location"]) == (201, "/users/1")
    assert request_of("GET", "/users/1").json == {"id": 1, "email": "ada@example.org", "name": "Ada"}


def test_name_changes(request_of):
    """Changes a name and keeps the email."""
    request_of("POST", "/users", ADA)
    assert request_of("PATCH", "/users/1", {"name": "Ada L."}).json["email"] == "ada@example.org"


def test_refusals(request_of):
    """Refuses what is absent, and who has no token."""
    assert request_of("GET", "/users/1").status == 404
    assert request_of("GET", "/users", token="wrong").status == 401
