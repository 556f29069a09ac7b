"""What the statement shows, as tests."""

import pytest
from shop_store import OutOfStock, Store, Taken


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "shop.db") as store:
        store.add_customer("Ada", "ada@example.org")
        store.add_products([("N1", "Nail", 5, 100), ("S1", "Screw", 12, 40)])
        yield store


def test_order_of_the_statement(store):
    """Keeps the order that the statement shows."""
    assert store.place_order(1, [("N1", 10), ("S1", 2)]) == 1
    lines = [{"sku": "N1", "quantity": 10, "price": 5}, {"sku": "S1", "quantity": 2, "price": 12}]
    assert store.orders(1) == [{"id": 1, "total": 74, "lines": lines}]
    assert [product["stock"] for product in store.products()] == [90, 38]


def test_refusals(store):
    """Refuses an email that is taken, and more than there is."""
    with pytest.raises(Taken):
        store.add_customer("Eve", "ada@example.org")
    with pytest.raises(OutOfStock):
        store.place_order(1, [("N1", 101)])
