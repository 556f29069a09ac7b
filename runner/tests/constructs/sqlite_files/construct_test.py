import sqlite3

import candidate
import pytest
from candidate import Repository


def test_in_memory():
    repository = Repository()
    assert repository.add("pen", 1.5) == 1
    assert repository.find("pen") == {"id": 1, "name": "pen", "price": 1.5}
    assert repository.find("none") is None


def test_no_injection():
    repository = Repository()
    name = "x'); drop table item; --"
    repository.add(name, 1)
    assert repository.find(name)["name"] == name
    assert repository.find("' or '1'='1") is None


def test_a_file_is_read_by_the_test(tmp_path):
    path = tmp_path / "shop.db"
    with Repository(path) as repository:
        repository.add("pen", 2.0)
    with sqlite3.connect(path) as connection:
        assert connection.execute("select name, price from item").fetchall() == [("pen", 2.0)]


def test_a_file_made_by_the_test(tmp_path):
    path = str(tmp_path / "made.db")
    connection = sqlite3.connect(path)
    connection.execute("create table item (id integer primary key, name text unique, price real)")
    connection.execute("insert into item values (7, 'ink', 3)")
    connection.commit()
    connection.close()
    assert Repository(path).find("ink")["id"] == 7


def test_committed_while_open(tmp_path):
    path = tmp_path / "open.db"
    repository = Repository(path)
    repository.add("a", 1)
    reader = sqlite3.connect(path)
    assert reader.execute("select count(*) from item").fetchone() == (1,)
    reader.close()


def test_errors():
    repository = Repository()
    repository.add("a", 1)
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        repository.add("a", 2)
    with pytest.raises(sqlite3.IntegrityError):
        repository.add_all([("b", 1), ("a", 1)])
    assert list(repository.names()) == ["a"]
    repository.close()
    with pytest.raises(sqlite3.ProgrammingError):
        repository.find("a")


def test_rows_have_names_and_positions():
    repository = Repository()
    repository.add("a", 1)
    row = repository.row("a")
    assert row["name"] == row[1] == "a"
    assert row.keys() == ["id", "name", "price"]
    assert tuple(row) == (1, "a", 1.0)


def test_a_generator_of_names():
    repository = Repository()
    repository.add_all([("b", 1), ("a", 2)])
    assert list(repository.names()) == ["a", "b"]


def test_a_connection_of_the_test_is_passed_in():
    connection = sqlite3.connect(":memory:")
    connection.execute("create table item (id integer primary key, name text, price real)")
    connection.execute("insert into item (name, price) values ('x', 1.0), ('y', 2.0)")
    assert candidate.count(connection) == 2
    assert candidate.raw_rows(connection) == [("x", 1.0), ("y", 2.0)]


def test_the_candidates_connection_is_used_by_the_test():
    repository = Repository()
    repository.add("a", 1)
    assert repository.connection.execute("select count(*) from item").fetchone()[0] == 1
    assert isinstance(repository.connection, sqlite3.Connection)
