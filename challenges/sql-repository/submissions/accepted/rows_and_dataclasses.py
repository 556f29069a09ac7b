"""Typed, with two statements for orders and their lines, and what can be known before it is written checked in Python."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from operator import itemgetter
from os import PathLike
from typing import Any, Callable

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


ERRORS = {"UNIQUE": Taken, "PRIMARYKEY": Taken, "FOREIGNKEY": NotFound}


class Store(closing):
    def __init__(self, path: str | PathLike[str], trace: Callable[[str], Any] | None = None) -> None:
        super().__init__(self)
        self.connection = sqlite3.connect(path)
        self.connection.row_factory = sqlite3.Row
        self.connection.executescript(SCHEMA)
        self.connection.execute("PRAGMA foreign_keys = 1")
        self.connection.set_trace_callback(trace)

    def close(self) -> None:
        self.connection.close()

    def _insert(self, into: str, rows: Iterable[tuple[Any, ...]]) -> sqlite3.Cursor:
        """Insert rows in the current transaction, one by one, so that an id can be asked for."""
        cursor = self.connection.cursor()
        try:
            for row in rows:
                cursor.execute(f"INSERT INTO {into} VALUES ({', '.join('?' * len(row))})", row)
        except sqlite3.Error as error:
            kind = getattr(error, "sqlite_errorname", "").rpartition("_")[2]
            raise ERRORS.get(kind, ValueError)(error) from error
        return cursor

    def add_customer(self, name: str, email: str, phone: str | None = None) -> int:
        with self.connection:
            return self._insert("customers (name, email, phone)", [(name, email, phone)]).lastrowid

    def add_products(self, products: Iterable[tuple[str, str, int, int]]) -> int:
        products = list(products)
        with self.connection:
            self._insert("products", products)
        return len(products)

    def place_order(self, customer_id: int, lines: Iterable[tuple[str, int]]) -> int:
        wanted: dict[str, int] = {}
        for sku, quantity in lines:
            if quantity < 1:
                raise ValueError(f"{quantity} of {sku}")
            wanted[sku] = wanted.get(sku, 0) + quantity
        if not wanted:
            raise ValueError("no lines")
        with self.connection:
            order = self._insert("orders (customer_id)", [(customer_id,)]).lastrowid
            for sku, quantity in wanted.items():
                update = "UPDATE products SET stock = stock - :n WHERE sku = :sku AND stock >= :n RETURNING price"
                row = self.connection.execute(update, {"n": quantity, "sku": sku}).fetchone()
                if row is None:
                    known = self.connection.execute("SELECT 1 FROM products WHERE sku = ?", (sku,)).fetchone()
                    raise OutOfStock(sku) if known else NotFound(sku)
                self._insert("lines", [(order, sku, quantity, row["price"])])
        return order

    def orders(self, customer_id: int) -> list[dict[str, Any]]:
        query = """SELECT order_id, sku, quantity, price FROM lines WHERE order_id IN
                   (SELECT id FROM orders WHERE customer_id = ?) ORDER BY order_id, sku"""
        rows = map(dict, self.connection.execute(query, (customer_id,)).fetchall())
        found = []
        for order, lines in itertools.groupby(rows, key=lambda row: row.pop("order_id")):
            lines = list(lines)
            found.append(
                {"id": order, "total": sum(line["quantity"] * line["price"] for line in lines), "lines": lines}
            )
        return found

    def products(self, containing: str = "", order_by: str = "sku") -> list[dict[str, Any]]:
        rows = [
            dict(row) for row in self.connection.execute("SELECT sku, name, price, stock FROM products ORDER BY sku")
        ]
        if order_by not in ("sku", "name", "price", "stock"):
            raise ValueError(order_by)
        return sorted((row for row in rows if containing.lower() in row["name"].lower()), key=itemgetter(order_by))

    def customers_with_phone(self, phone: str | None) -> list[str]:
        rows = self.connection.execute("SELECT name FROM customers WHERE phone IS ? ORDER BY id", (phone,)).fetchall()
        return [row["name"] for row in rows]

    def spent(self) -> list[tuple[str, int]]:
        rows = self.connection.execute(
            """SELECT name, coalesce(sum(quantity * price), 0) AS cents FROM customers
               LEFT JOIN (orders JOIN lines ON order_id = orders.id) ON customer_id = customers.id
               GROUP BY customers.id ORDER BY customers.id"""
        )
        return [(row["name"], row["cents"]) for row in rows.fetchall()]
