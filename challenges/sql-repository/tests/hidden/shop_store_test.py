"""What the store keeps and finds, observed through its connection, its file and the statements that it runs."""

import sqlite3

import pytest
from shop_store import NotFound, OutOfStock, Store, Taken

NASTY = ["Robert'); DROP TABLE customers; --", "' OR '1'='1", 'O"Brien', "a;b--c", "{0} %s :x ?"]


@pytest.fixture
def trace():
    return []


@pytest.fixture
def path(tmp_path):
    return tmp_path / "shop.db"


@pytest.fixture
def store(path, trace):
    store = Store(path, trace=trace.append)
    store.add_customer("Ada", "ada@example.org", "555")
    store.add_products([("N1", "Nail", 5, 100), ("S1", "Screw", 12, 40), ("B1", "Bolt", 30, 7)])
    yield store
    store.close()


def rows(store, query):
    return [tuple(row) for row in store.connection.execute(query).fetchall()]


def is_as_before(store):
    """Whether nothing was ordered, nothing taken from the stock, and no transaction is left."""
    assert not store.connection.in_transaction
    assert rows(store, "SELECT * FROM orders") == rows(store, "SELECT * FROM lines") == []
    assert rows(store, "SELECT sku, stock FROM products ORDER BY sku") == [("B1", 7), ("N1", 100), ("S1", 40)]


def test_text_is_a_value(store):
    """Keeps and finds every text as it is.

    Area: injection
    Tells: Whether values travel as parameters, everywhere and not only where it seems to matter.
    Advises: Use a quote, a semicolon and a comment in every text that is passed in.
    """
    for number, text in enumerate(NASTY):
        store.add_customer(text, f"{number} {text}", text)
        assert store.customers_with_phone(text) == [text]
        store.add_products([(text, text, 1, 9)])
        assert [found["sku"] for found in store.products(containing=text)] == [text]
        store.place_order(number + 2, [(text, 2)])
        assert store.orders(number + 2)[0]["lines"] == [{"sku": text, "quantity": 2, "price": 1}]
    assert store.orders("1 OR 1=1") == []


def test_order_is_one_of_four(store):
    """Orders products by one of the four columns, and by nothing else.

    Area: injection
    Tells: Whether the candidate knows that a column cannot be a parameter, and what to do instead.
    Advises: What becomes of order_by on its way into the statement?
    """
    store.add_products([("A1", "Awl", 12, 100)])
    skus = {
        order: [found["sku"] for found in store.products(order_by=order)] for order in ("sku", "name", "price", "stock")
    }
    assert skus == {
        "sku": ["A1", "B1", "N1", "S1"],
        "name": ["A1", "B1", "N1", "S1"],
        "price": ["N1", "A1", "S1", "B1"],
        "stock": ["B1", "S1", "A1", "N1"],
    }
    for order in (
        "price DESC",
        "rowid",
        "",
        "1",
        "sku; DROP TABLE lines",
        "(SELECT email FROM customers)",
        "colour",
        None,
    ):
        with pytest.raises(ValueError):
            store.products(order_by=order)


def test_text_is_no_pattern(store):
    """Finds products by a part of their name, whatever marks it has.

    Area: injection
    Tells: Whether the candidate knows which characters LIKE understands, the one that escapes them too.
    Advises: Look for a percent sign.
    """
    names = ["50% off", "500 off", "a_b", "axb", "back\\slash", "[x]", "a*b"]
    store.add_products([(name, name, 1, 1) for name in names])
    for part, found in {
        "0%": ["50% off"],
        "_": ["a_b"],
        "\\": ["back\\slash"],
        "k\\s": ["back\\slash"],
        "[x": ["[x]"],
    }.items():
        assert [product["name"] for product in store.products(containing=part)] == found
    assert [product["name"] for product in store.products(containing="A*B")] == ["a*b"]
    assert store.products(containing="CREW") == [{"sku": "S1", "name": "Screw", "price": 12, "stock": 40}]
    assert len(store.products()) == 10


def test_statements_do_not_grow_with_the_orders(store, trace):
    """Reads many orders with as many statements as one.

    Area: statements
    Tells: Whether the candidate sees the loop with a query in it, which is quick in tests and slow in the shop.
    Advises: Count the statements for one order and for twenty.
    """
    counts = []
    for orders in (1, 9):
        for _ in range(orders):
            store.place_order(1, [("N1", 1), ("S1", 1)])
        trace.clear()
        assert len(store.orders(1)) in (1, 10)
        store.spent()
        counts.append(len(trace))
    assert counts[0] == counts[1] > 0


def test_customers_have_their_own_orders(store):
    """Gives a customer's own orders, by id, their lines by SKU.

    Area: reading
    Tells: Whether a join is put together again as it was taken apart.
    Advises: Make orders of two customers in turn.
    """
    bob = store.add_customer("Bob", "bob@example.org")
    for customer in (1, bob, 1):
        store.place_order(customer, [("S1", 2), ("B1", 1), ("N1", 3)])
    found = store.orders(1)
    assert [order["id"] for order in found] == [1, 3]
    assert [[line["sku"] for line in order["lines"]] for order in found] == [["B1", "N1", "S1"]] * 2
    assert [order["total"] for order in found] == [69, 69]
    assert store.orders(99) == []


def test_same_product_twice(store):
    """Makes one line of lines of the same product.

    Area: orders
    Tells: Whether input that the primary key would refuse was thought of.
    Advises: Order the same product twice in one order.
    """
    store.place_order(1, [("N1", 60), ("S1", 1), ("N1", 40)])
    assert store.orders(1)[0]["lines"][0] == {"sku": "N1", "quantity": 100, "price": 5}
    with pytest.raises(OutOfStock):
        store.place_order(1, [("B1", 4), ("B1", 4)])
    assert rows(store, "SELECT stock FROM products ORDER BY sku") == [(7,), (0,), (39,)]


def test_price_of_an_order_stays(store):
    """Keeps the price at which something was ordered.

    Area: orders
    Tells: Whether an order is history, or is computed anew from what holds today.
    Advises: Change a price in the table after an order.
    """
    store.place_order(1, [("N1", 2)])
    store.connection.execute("UPDATE products SET price = 999")
    store.connection.commit()
    store.place_order(1, [("N1", 1)])
    assert [order["total"] for order in store.orders(1)] == [10, 999]
    assert store.spent() == [("Ada", 1009)]


@pytest.mark.parametrize(
    "lines, error",
    [([("N1", 1), ("B1", 8)], OutOfStock), ([("N1", 1), ("X9", 1)], NotFound)],
    ids=["too much", "unknown"],
)
def test_order_is_all_or_nothing(store, lines, error):
    """Does nothing of an order whose last line is wrong.

    Area: transactions
    Tells: Whether a transaction holds all that belongs together.
    Advises: Look at the stock of the first product after an order that was refused for the second.
    """
    with pytest.raises(error):
        store.place_order(1, lines)
    is_as_before(store)
    assert store.place_order(1, [("B1", 7)]) == 1


def test_order_of_nobody(store):
    """Refuses an order of a customer who is not there.

    Area: errors
    Tells: Whether the candidate knows that SQLite checks references only when it is told to.
    Advises: Order for a customer that does not exist.
    """
    with pytest.raises(NotFound):
        store.place_order(99, [("N1", 1)])
    is_as_before(store)


def test_order_of_nothing(store):
    """Refuses orders without lines, and lines of nothing or less.

    Area: errors
    Tells: Whether a negative quantity can fill the stock, which is found out by customers first.
    Advises: Which quantities make no sense?
    """
    for lines in ([], iter([]), [("N1", 0)], [("N1", -5)], [("S1", 1), ("N1", -5)], [("N1", 5), ("N1", -1)]):
        with pytest.raises(ValueError):
            store.place_order(1, lines)
    is_as_before(store)


def test_lines_that_break_off(store):
    """Does nothing when the lines break off, and passes the exception on.

    Area: transactions
    Tells: Whether a rollback follows from every exception, or from the database's own.
    Advises: Pass an iterator that raises after its first line.
    """

    class Broken(Exception):
        pass

    def lines():
        yield "N1", 1
        raise Broken

    with pytest.raises(Broken):
        store.place_order(1, lines())
    is_as_before(store)


def test_products_are_all_or_nothing(store):
    """Keeps all products or none.

    Area: transactions
    Tells: Whether a batch that stops in the middle leaves half of it behind.
    Advises: Let the last product of a batch be wrong.
    """

    def breaks_off():
        yield "C1", "Cap", 1, 1
        raise RuntimeError

    for products, error in (
        ([("C1", "Cap", 1, 1), ("N1", "Nail", 1, 1)], Taken),
        ([("C1", "Cap", 1, 1), ("D1", "Drill", -1, 1)], ValueError),
        ([("C1", "Cap", 1, 1), ("D1", "Drill", 1)], ValueError),
        (breaks_off(), RuntimeError),
    ):
        with pytest.raises(error):
            store.add_products(products)
        is_as_before(store)
    assert store.add_products(iter([("C1", "Cap", 1, 1), ("D1", "Drill", 1, 1)])) == 2
    assert store.add_products([]) == 0


def test_email_that_is_taken(store):
    """Says Taken for an email or a SKU that is there already, and for nothing else.

    Area: errors
    Tells: Whether one kind of failure is told from another that the same class of exception reports.
    Advises: Read which attributes sqlite3's errors have.
    """
    for email in ("ada@example.org", "ADA@example.org"):
        with pytest.raises(Taken):
            store.add_customer("Eve", email)
    with pytest.raises(Taken):
        store.add_products([("N1", "Nail", 5, 100)])
    assert not store.connection.in_transaction
    assert store.add_customer("Bob", "bob@example.org") == 2


def test_values_that_the_tables_refuse(store):
    """Says ValueError for all else that the tables refuse.

    Area: errors
    Tells: Whether a caller needs to know which database is below.
    Advises: Go through the tables, and break each of their rules.
    """
    for name, email in (
        ("", "eve@example.org"),
        (None, "eve@example.org"),
        ("Eve", None),
        (object(), "eve@example.org"),
    ):
        with pytest.raises(ValueError):
            store.add_customer(name, email)
    for product in (("D1", None, 1, 1), ("D1", "Drill", -1, 1), ("D1", "Drill", 1, -1), (None, "Drill", 1, 1)):
        with pytest.raises(ValueError):
            store.add_products([product])
    is_as_before(store)
    assert len(rows(store, "SELECT * FROM customers")) == 1


def test_customers_without_a_phone(store):
    """Finds the customers who have no number.

    Area: reading
    Tells: Whether the candidate knows what NULL is equal to.
    Advises: Ask for None.
    """
    store.add_customer("Bob", "bob@example.org")
    store.add_customer("Cy", "cy@example.org", "")
    store.add_customer("Dan", "dan@example.org", None)
    assert store.customers_with_phone(None) == ["Bob", "Dan"]
    assert store.customers_with_phone("") == ["Cy"]
    assert store.customers_with_phone("555") == ["Ada"]


def test_who_spent_nothing(store):
    """Tells of every customer what they spent, be it nothing.

    Area: reading
    Tells: Whether the join keeps who has no orders, and a sum of nothing is a number.
    Advises: Add a customer who never ordered.
    """
    store.add_customer("Bob", "bob@example.org")
    store.add_customer("Ada", "other@example.org")
    store.place_order(3, [("N1", 2), ("S1", 1)])
    store.place_order(3, [("N1", 1)])
    store.place_order(1, [("N1", 1)])
    assert [tuple(pair) for pair in store.spent()] == [("Ada", 5), ("Bob", 0), ("Ada", 27)]


def test_work_is_committed(store, path):
    """Commits what it has done.

    Area: transactions
    Tells: Whether the candidate knows when sqlite3 begins a transaction, and who ends it.
    Advises: Look at the file through a second connection.
    """
    other = sqlite3.connect(path)
    for work, query, found in (
        (lambda: store.add_customer("Bob", "bob@example.org"), "SELECT count(*) FROM customers", [(2,)]),
        (lambda: store.add_products([("A1", "Awl", 9, 3)]), "SELECT stock FROM products WHERE sku = 'A1'", [(3,)]),
        (lambda: store.place_order(1, [("N1", 2)]), "SELECT sku, quantity FROM lines", [("N1", 2)]),
    ):
        work()
        assert not store.connection.in_transaction
        assert other.execute(query).fetchall() == found
    assert other.execute("SELECT stock FROM products WHERE sku = 'N1'").fetchall() == [(98,)]
    other.close()


def test_closing(path):
    """Closes its connection, also when the block is left by an exception.

    Area: connection
    Tells: Whether the candidate knows that a connection's own with block does not close it.
    Advises: Use the connection after the block.
    """
    with pytest.raises(KeyError):
        with Store(path) as store:
            assert isinstance(store, Store)
            store.add_customer("Ada", "ada@example.org")
            raise KeyError
    with pytest.raises(sqlite3.ProgrammingError):
        store.connection.execute("SELECT 1")
    other = Store(path)
    other.close()
    with pytest.raises(sqlite3.ProgrammingError):
        other.connection.execute("SELECT 1")


def test_opening_again(store, path):
    """Opens a file that is there, with all that is in it.

    Area: connection
    Tells: Whether what is set up once for a file is told from what each connection needs.
    Advises: Open the same file twice.
    """
    store.place_order(1, [("N1", 2)])
    store.close()
    with Store(path) as again:
        assert again.orders(1)[0]["total"] == 10
        with pytest.raises(NotFound):
            again.place_order(99, [("N1", 1)])
        assert again.place_order(1, [("N1", 1)]) == 2
