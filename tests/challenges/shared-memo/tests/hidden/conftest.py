import pytest


@pytest.fixture
def counted():
    """A function that counts how often it is asked."""

    def double(number):
        double.asked += 1
        return number * 2

    double.asked = 0
    return double
