"""A repository over sqlite3, in memory or in a file, by path or by connection."""

import sqlite3


class Repository:
    def __init__(self, path=":memory:"):
        self.connection = sqlite3.connect(path)
        self.connection.row_factory = sqlite3.Row
        self.connection.execute("create table if not exists item (id integer primary key, name text unique, price real)")

    def add(self, name, price):
        with self.connection:
            return self.connection.execute("insert into item (name, price) values (?, ?)", (name, price)).lastrowid

    def add_all(self, items):
        with self.connection:
            self.connection.executemany("insert into item (name, price) values (?, ?)", items)

    def find(self, name):
        row = self.connection.execute("select * from item where name = ?", (name,)).fetchone()
        return dict(row) if row else None

    def row(self, name):
        return self.connection.execute("select id, name, price from item where name = ?", (name,)).fetchone()

    def names(self):
        for row in self.connection.execute("select name from item order by name"):
            yield row["name"]

    def close(self):
        self.connection.close()

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.close()


def count(connection):
    return connection.execute("select count(*) from item").fetchone()[0]


def raw_rows(connection):
    return connection.execute("select name, price from item order by id").fetchall()
