"""Pages of items."""


def names(answer):
    return [item["name"] for item in answer.json["items"]]


def test_all_pages(client):
    """Gives every item once when the pages are followed.

    Area: pages
    Tells: Whether the end of one page and the start of the next fit together.
    Advises: Follow next to its end, with every limit.
    """
    client.add("e", "b", "d", "a", "c")
    for limit in (1, 2, 5, 6):
        found, target, pages = [], f"/items?limit={limit}", 0
        while target and pages < 9:
            answer = client("GET", target)
            assert answer.status == 200
            found += names(answer)
            after = answer.json["next"]
            target = after and f"/items?limit={limit}&after={after}"
            pages += 1
        assert found == ["a", "b", "c", "d", "e"]
        assert pages == -(-5 // limit)


def test_last_page(client):
    """Says null after a last page that is full, and after one that is empty.

    Area: pages
    Tells: Whether the end is found by what follows, or guessed by the page's length.
    Advises: Try a number of items that the limit divides, and no items at all.
    """
    assert client("GET", "/items").json == {"items": [], "next": None}
    client.add("a", "b", "c", "d")
    answer = client("GET", "/items?after=b&limit=2")
    assert (names(answer), answer.json["next"]) == (["c", "d"], None)
    assert client("GET", "/items?after=d").json == {"items": [], "next": None}


def test_limit_that_is_not_given(client):
    """Gives 20 items when no limit is given.

    Area: pages
    Tells: Whether the default and the largest page are as asked for.
    Advises: Make more items than fit.
    """
    client.add(*(f"{number:03}" for number in range(21)))
    answer = client("GET", "/items")
    assert (len(answer.json["items"]), answer.json["next"]) == (20, "019")
    assert len(client("GET", "/items?limit=100").json["items"]) == 21


def test_limit_that_is_none(client):
    """Answers 422 for a limit that is none, and does not correct it.

    Area: pages
    Tells: Whether what comes in an address is checked like what comes in a body.
    Advises: What may somebody write after limit=, by mistake or on purpose?
    """
    for limit in ("0", "101", "-1", "x", "", "2.0"):
        answer = client("GET", f"/items?limit={limit}")
        assert answer.status == 422, limit
        assert isinstance(answer.json["error"], str)


def test_after_that_is_gone(client):
    """Goes on after an item that was deleted meanwhile.

    Area: pages
    Tells: Whether a page goes by order, or looks for a place that may be gone.
    Advises: Delete the last item of a page before you ask for the next page.
    """
    client.add("a", "b", "c")
    client("DELETE", "/items/b")
    assert names(client("GET", "/items?after=b")) == ["c"]
    assert names(client("GET", "/items?after=bb")) == ["c"]


def test_after_in_other_letters(client):
    """Decodes what the query gives as text.

    Area: pages
    Tells: Whether the query is taken apart by what the standard library has for it.
    Advises: Follow next where names have spaces and letters that are not ASCII.
    """
    client.add("a b", "a&b", "ä", "ö")
    assert names(client("GET", "/items?after=a%20b")) == ["a&b", "ä", "ö"]
    assert names(client("GET", "/items?after=a%26b&limit=1")) == ["ä"]
    assert names(client("GET", "/items?limit=5&after=%C3%A4")) == ["ö"]
