import candidate
import pytest
from candidate import *

try:
    from candidate import part as parting
except ImportError:
    parting = None


@pytest.fixture
def found():
    try:
        return candidate.part
    except AttributeError:
        raise ImportError("there is no function called part") from None


def test_what_is_there_works():
    assert greet("Ada") == "Hello, Ada"


def test_a_name_of_a_star_import():
    assert part("Ada") == "Bye, Ada"


def test_a_name_with_a_replacement():
    assert parting("Ada") == "Bye, Ada"


def test_an_attribute():
    assert candidate.part("Ada") == "Bye, Ada"


def test_a_fixture_with_words_of_its_own(found):
    assert found("Ada") == "Bye, Ada"
