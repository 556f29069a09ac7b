"""Leaves as much as possible to the database: its constraints decide, its JSON puts orders together."""

import json
import sqlite3

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


PRODUCTS = "SELECT sku, name, price, stock FROM products WHERE instr(lower(name), lower(?)) ORDER BY"
PRODUCTS_BY = {column: f"{PRODUCTS} {column}, sku" for column in ("sku", "name", "price", "stock")}
ORDERS = """
SELECT orders.id, sum(quantity * price), json_group_array(json_object('sku', sku, 'quantity', quantity, 'price', price))
FROM orders JOIN lines ON order_id = orders.id WHERE customer_id = ? GROUP BY orders.id ORDER BY orders.id
"""
SPENT = """
SELECT name, ifnull((SELECT sum(quantity * price) FROM orders JOIN lines ON order_id = orders.id
                     WHERE customer_id = customers.id), 0)
FROM customers ORDER BY id
"""


def translated(error):
    """What a caller is told instead of the database's error."""
    name = getattr(error, "sqlite_errorname", "")
    if name.endswith(("_UNIQUE", "_PRIMARYKEY")):
        return Taken(error)
    if name.endswith("_FOREIGNKEY"):
        return NotFound(error)
    return ValueError(error)


class Store:
    def __init__(self, path, trace=None):
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.set_trace_callback(trace)
        self.connection.executescript("PRAGMA foreign_keys = ON;" + SCHEMA)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.connection.close()

    def _write(self, work):
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            result = work()
            self.connection.execute("COMMIT")
        except BaseException as error:
            self.connection.execute("ROLLBACK")
            if isinstance(error, sqlite3.Error):
                raise translated(error) from error
            raise
        return result

    def add_customer(self, name, email, phone=None):
        insert = "INSERT INTO customers (name, email, phone) VALUES (?, ?, ?)"
        return self._write(lambda: self.connection.execute(insert, (name, email, phone)).lastrowid)

    def add_products(self, products):
        return self._write(
            lambda: self.connection.executemany("INSERT INTO products VALUES (?, ?, ?, ?)", products).rowcount
        )

    def place_order(self, customer_id, lines):
        def work():
            execute = self.connection.execute
            order, empty = execute("INSERT INTO orders (customer_id) VALUES (?)", [customer_id]).lastrowid, True
            for sku, quantity in lines:
                if quantity < 1:
                    raise ValueError("a line has a quantity of 1 or more")
                empty = False
                try:
                    taken = execute("UPDATE products SET stock = stock - ? WHERE sku = ?", [quantity, sku]).rowcount
                except sqlite3.IntegrityError as error:
                    raise OutOfStock(sku) from error
                if not taken:
                    raise NotFound(sku)
                execute(
                    "INSERT INTO lines SELECT ?, sku, ?, price FROM products WHERE sku = ?"
                    " ON CONFLICT DO UPDATE SET quantity = quantity + excluded.quantity",
                    [order, quantity, sku],
                )
            if empty:
                raise ValueError("an order has lines")
            return order

        return self._write(work)

    def orders(self, customer_id):
        found = self.connection.execute(ORDERS, [customer_id]).fetchall()
        by_sku = lambda lines: sorted(json.loads(lines), key=lambda line: line["sku"])
        return [{"id": id, "total": total, "lines": by_sku(lines)} for id, total, lines in found]

    def products(self, containing="", order_by="sku"):
        if order_by not in PRODUCTS_BY:
            raise ValueError(f"products have no {order_by}")
        cursor = self.connection.execute(PRODUCTS_BY[order_by], [containing])
        cursor.row_factory = sqlite3.Row
        return list(map(dict, cursor))

    def customers_with_phone(self, phone):
        found = self.connection.execute("SELECT name FROM customers WHERE phone IS ? ORDER BY id", [phone])
        return [name for (name,) in found]

    def spent(self):
        return self.connection.execute(SPENT).fetchall()
