"""What the statement shows, as tests."""

import pytest
from csv_chunks import read_chunks


@pytest.fixture
def people(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("name,city\nAda,London\nGrace,New York\nAlan,Wilmslow\n", encoding="utf-8")
    return path


def test_example_of_the_statement(people):
    """Gives the chunks that the statement shows."""
    assert list(read_chunks(people, 2)) == [
        [{"name": "Ada", "city": "London"}, {"name": "Grace", "city": "New York"}],
        [{"name": "Alan", "city": "Wilmslow"}],
    ]


def test_path_may_be_text(people):
    """Takes the path as text, too."""
    chunks = read_chunks(str(people), 1)
    assert next(chunks) == [{"name": "Ada", "city": "London"}]


def test_quoted_field(tmp_path):
    """Reads a field in quotes."""
    path = tmp_path / "places.csv"
    path.write_text('name,place\nAda,"London, England"\n', encoding="utf-8")
    assert list(read_chunks(path, 10)) == [[{"name": "Ada", "place": "London, England"}]]


def test_size_less_than_one(people):
    """Refuses a size of less than one when it is called."""
    with pytest.raises(ValueError):
        read_chunks(people, -5)
