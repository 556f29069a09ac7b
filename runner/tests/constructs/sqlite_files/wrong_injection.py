"""Builds SQL from strings and never commits."""

import sqlite3


class Repository:
    def __init__(self, path=":memory:"):
        self.connection = sqlite3.connect(path)
        self.connection.execute("create table if not exists item (id integer primary key, name text, price real)")

    def add(self, name, price):
        return self.connection.execute(f"insert into item (name, price) values ('{name}', {price})").lastrowid

    def add_all(self, items):
        for item in items:
            self.add(*item)

    def find(self, name):
        return self.connection.execute(f"select * from item where name = '{name}'").fetchone()

    def row(self, name):
        return self.find(name)

    def names(self):
        return [row[0] for row in self.connection.execute("select name from item")]

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *details):
        pass


def count(connection):
    return 0


def raw_rows(connection):
    return []
