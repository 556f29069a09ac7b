"""What the statement shows, as tests."""


def test_item_comes_back(request_of):
    """Stores an item and gives it back."""
    made = request_of("POST", "/items", {"name": "nail", "quantity": 500})
    assert (made.status, made.json) == (201, {"name": "nail", "quantity": 500})
    assert made.headers["location"] == "/items/nail"
    assert request_of("GET", "/items/nail").json == {"name": "nail", "quantity": 500}


def test_page(request_of):
    """Gives pages of items in the order of their names."""
    for name in ("screw", "bolt", "nail"):
        request_of("POST", "/items", {"name": name, "quantity": 1})
    page = request_of("GET", "/items?limit=2").json
    assert [item["name"] for item in page["items"]] == ["bolt", "nail"]
    assert page["next"] == "nail"


def test_what_is_absent(request_of):
    """Answers 404 for an item that is not there, and 401 for a wrong token."""
    assert request_of("GET", "/items/nail").status == 404
    assert request_of("GET", "/items/nail", token="wrong").status == 401
