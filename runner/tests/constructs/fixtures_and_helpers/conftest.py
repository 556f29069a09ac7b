import pytest
from candidate import Shop

STOCK = {"pen": 3, "ink": 1}


@pytest.fixture(scope="session")
def stock():
    return dict(STOCK)


@pytest.fixture(scope="module")
def shared_shop(stock):
    shop = Shop(stock)
    yield shop
    shop.close()


@pytest.fixture
def shop(stock):
    shop = Shop(stock)
    yield shop
    shop.close()


@pytest.fixture(params=["pen", "ink"])
def product(request):
    return request.param


@pytest.fixture
def make_shop():
    made = []

    def make(**stock):
        made.append(Shop(stock))
        return made[-1]

    yield make
    for shop in made:
        shop.close()


@pytest.fixture(autouse=True)
def none_left_open():
    before = Shop.open_shops
    yield
    assert Shop.open_shops - before in (0, 1), "a shop was left open"


def pytest_generate_tests(metafunc):
    if "amount" in metafunc.fixturenames:
        metafunc.parametrize("amount", [1, 2, 3])
