"""The orders of a shop in SQLite."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS customers (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> ''),
    email TEXT NOT NULL UNIQUE COLLATE NOCASE,
    phone TEXT
);
CREATE TABLE IF NOT EXISTS products (
    sku TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    price INTEGER NOT NULL CHECK (price >= 0),
    stock INTEGER NOT NULL CHECK (stock >= 0)
);
CREATE TABLE IF NOT EXISTS orders (
    id INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customers
);
CREATE TABLE IF NOT EXISTS lines (
    order_id INTEGER NOT NULL REFERENCES orders,
    sku TEXT NOT NULL REFERENCES products,
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    price INTEGER NOT NULL,
    PRIMARY KEY (order_id, sku)
);
"""


class Taken(Exception):
    """The email or the SKU belongs to something else."""


class NotFound(Exception):
    """There is no such customer or product."""


class OutOfStock(Exception):
    """There is less of a product than was ordered."""


class Store:
    def __init__(self, path, trace=None):
        """Open the database file at `path`, which is made when it is absent."""
        raise NotImplementedError

    def close(self):
        """Close the connection."""

    def add_customer(self, name, email, phone=None):
        """Keep a customer, and return the new id."""

    def add_products(self, products):
        """Keep all products, tuples of SKU, name, price and stock, or none of them; return how many."""

    def place_order(self, customer_id, lines):
        """Keep an order of pairs of SKU and quantity and take it from the stock, or do nothing; return the new id."""

    def orders(self, customer_id):
        """The orders of a customer, with their lines."""

    def products(self, containing="", order_by="sku"):
        """The products whose name contains a text."""

    def customers_with_phone(self, phone):
        """The names of the customers who have this phone number; of those who have none for None."""

    def spent(self):
        """What each customer has spent."""
