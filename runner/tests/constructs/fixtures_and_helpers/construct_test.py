import pytest
import shop_helpers
from candidate import PRODUCTS, Shop, parse, total
from shop_helpers import Recording, assert_sold


def test_a_fresh_shop(shop):
    assert shop.sell("pen", 2) == 4
    assert shop.stock["pen"] == 1


def test_a_fresh_shop_again(shop):
    assert shop.stock == {"pen": 3, "ink": 1}


class TestSharedShop:
    """Order matters: the module's shop remembers."""

    def test_first(self, shared_shop):
        assert shared_shop.sell("ink") == 5

    def test_second_finds_it_sold(self, shared_shop):
        with pytest.raises(LookupError, match="ink"):
            shared_shop.sell("ink")

    def test_the_instance_is_the_same(self, shared_shop, request):
        assert request.getfixturevalue("shared_shop") is shared_shop


def test_a_parametrized_fixture(shop, product):
    assert shop.sell(product) == PRODUCTS[product]


def test_generated_parameters(make_shop, amount):
    assert make_shop(pen=3).sell("pen", amount) == 2 * amount


def test_a_factory_fixture(make_shop):
    one, other = make_shop(pen=1), make_shop(pen=1)
    one.sell("pen")
    assert other.stock == {"pen": 1}


@pytest.mark.parametrize(("line", "expected"), [("pen,1", ("pen", 1)), (" ink ,2", ("ink", 2))], ids=["plain", "spaces"])
def test_parse(line, expected):
    assert parse(line) == expected


@pytest.mark.parametrize("a", [1, 2])
@pytest.mark.parametrize("b", ["x", "y"])
def test_a_product_of_parameters(a, b):
    assert parse(f"{b},{a}") == (b, a)


@pytest.mark.parametrize("shop_by_name", ["shop", "shared_shop"])
def test_indirect(shop_by_name, request):
    assert isinstance(request.getfixturevalue(shop_by_name), Shop)


def test_data_beside_the_tests():
    assert total(shop_helpers.lines_of("orders.csv")) == 29


def test_a_helper_asserts(shop):
    shop.sell("pen", 2)
    assert_sold(shop, "pen", 2)


def test_a_helper_class(make_shop):
    shop = Recording({"pen": 1})
    assert shop.sell("pen") == 2
    shop.close()


@pytest.mark.usefixtures("shared_shop")
class TestMarked:
    stock = None

    @pytest.fixture(autouse=True)
    def prepare(self, stock):
        self.stock = stock

    def test_prepared(self):
        assert self.stock["pen"] == 3

    def setup_method(self):
        self.shop = Shop({"pen": 1})

    def teardown_method(self):
        self.shop.close()

    def test_setup_method(self):
        assert self.shop.sell("pen") == 2
