# Fails: test_products_are_all_or_nothing, test_email_that_is_taken
# Mistake: replaces a product that is there already.

import sqlite3
from collections import Counter
from contextlib import contextmanager

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
        self.connection = sqlite3.connect(path)
        self.connection.execute("PRAGMA foreign_keys = ON")
        self.connection.executescript(SCHEMA)
        if trace is not None:
            self.connection.set_trace_callback(trace)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def close(self):
        self.connection.close()

    @contextmanager
    def _transaction(self):
        try:
            with self.connection:
                self.connection.execute("BEGIN IMMEDIATE")
                yield self.connection
        except sqlite3.IntegrityError as error:
            if error.sqlite_errorname in ("SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"):
                raise Taken(str(error)) from error
            if error.sqlite_errorname == "SQLITE_CONSTRAINT_FOREIGNKEY":
                raise NotFound(str(error)) from error
            raise ValueError(str(error)) from error
        except sqlite3.Error as error:
            raise ValueError(str(error)) from error

    def add_customer(self, name, email, phone=None):
        with self._transaction() as database:
            insert = "INSERT INTO customers (name, email, phone) VALUES (?, ?, ?)"
            return database.execute(insert, (name, email, phone)).lastrowid

    def add_products(self, products):
        with self._transaction() as database:
            return database.executemany("INSERT OR REPLACE INTO products VALUES (?, ?, ?, ?)", products).rowcount

    def place_order(self, customer_id, lines):
        quantities = Counter()
        for sku, quantity in lines:
            if quantity <= 0:
                raise ValueError("a quantity is at least 1")
            quantities[sku] += quantity
        if not quantities:
            raise ValueError("an order has lines")
        with self._transaction() as database:
            order = database.execute("INSERT INTO orders (customer_id) VALUES (?)", (customer_id,)).lastrowid
            for sku, quantity in quantities.items():
                found = database.execute("SELECT price, stock FROM products WHERE sku = ?", (sku,)).fetchone()
                if found is None:
                    raise NotFound(f"product {sku}")
                price, stock = found
                if stock < quantity:
                    raise OutOfStock(f"product {sku}")
                database.execute("UPDATE products SET stock = stock - ? WHERE sku = ?", (quantity, sku))
                database.execute("INSERT INTO lines VALUES (?, ?, ?, ?)", (order, sku, quantity, price))
        return order

    def orders(self, customer_id):
        orders = {}
        for order, sku, quantity, price in self.connection.execute(
            "SELECT id, sku, quantity, price FROM orders JOIN lines ON order_id = id"
            " WHERE customer_id = ? ORDER BY id, sku",
            (customer_id,),
        ):
            found = orders.setdefault(order, {"id": order, "total": 0, "lines": []})
            found["lines"].append({"sku": sku, "quantity": quantity, "price": price})
            found["total"] += quantity * price
        return list(orders.values())

    def products(self, containing="", order_by="sku"):
        columns = ("sku", "name", "price", "stock")
        if order_by not in columns:
            raise ValueError(f"products have no {order_by}")
        pattern = containing.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        rows = self.connection.execute(
            f"SELECT sku, name, price, stock FROM products WHERE name LIKE ? ESCAPE '\\' ORDER BY {order_by}, sku",
            (f"%{pattern}%",),
        )
        return [dict(zip(columns, row)) for row in rows]

    def customers_with_phone(self, phone):
        rows = self.connection.execute("SELECT name FROM customers WHERE phone IS ? ORDER BY id", (phone,))
        return [name for (name,) in rows]

    def spent(self):
        return self.connection.execute(
            "SELECT name, COALESCE(SUM(quantity * price), 0) FROM customers"
            " LEFT JOIN orders ON customer_id = customers.id LEFT JOIN lines ON order_id = orders.id"
            " GROUP BY customers.id ORDER BY customers.id"
        ).fetchall()
