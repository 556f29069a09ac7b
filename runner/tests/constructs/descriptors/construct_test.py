import candidate
import pytest
from candidate import Dynamic, Lazy, Magic, Positive, Product, Proxy, Recorder, Watched


def test_values_are_kept_per_instance():
    first, second = Product(5, 2), Product(7)
    assert (first.price, second.price) == (5, 7)
    first.price = 6
    assert (first.price, second.price) == (6, 7)


def test_refused_values():
    product = Product(5)
    with pytest.raises(ValueError, match="price must be positive"):
        product.price = -1
    with pytest.raises(ValueError, match="quantity"):
        Product(1, 0)
    assert product.price == 5


def test_the_descriptor_itself():
    assert isinstance(Product.price, Positive)
    assert Product.price.name == "_price"
    assert Product.price.owner is Product


def test_deleting():
    product = Product(5)
    del product.price
    assert product.price == 0


def test_computed_once():
    product = Product(5, 2)
    assert product.total == 10
    assert product.total == 10
    assert product.computed == 1
    assert product.__dict__["total"] == 10
    del product.total
    assert product.total == 10
    assert product.computed == 2


def test_a_descriptor_of_the_candidate_in_a_class_of_the_test():
    class Mine:
        age = Positive()

        @Lazy
        def expensive(self):
            """Costs much."""
            calls.append(1)
            return len(calls)

    calls = []
    mine = Mine()
    mine.age = 3
    assert mine.age == 3
    assert vars(mine) == {"_age": 3}
    with pytest.raises(ValueError, match="age must be positive"):
        mine.age = 0
    assert mine.expensive == mine.expensive == 1
    assert Mine.expensive.__doc__ == "Costs much."


def test_dynamic_attributes():
    dynamic = Dynamic()
    assert dynamic.get_name(1, 2) == ("name", (1, 2))
    with pytest.raises(AttributeError, match="no other here"):
        dynamic.other
    dynamic.x = 5
    dynamic.x = [6]
    assert dynamic.log == [("x", 5), ("x", [6])]
    assert hasattr(dynamic, "get_anything")
    assert not hasattr(dynamic, "anything")


def test_a_proxy_around_an_object_of_the_test():
    class Mine:
        def __init__(self):
            self.value = 1

        def method(self):
            return self.value * 10

        def __len__(self):
            return 4

    mine = Mine()
    proxy = Proxy(mine)
    assert proxy.value == 1
    mine.value = 2
    assert proxy.method() == 20
    assert len(proxy) == 4
    with pytest.raises(AttributeError):
        proxy.nothing


def test_a_proxy_around_a_list_of_the_test():
    values = [1]
    proxy = Proxy(values)
    proxy.append(2)
    assert values == [1, 2]
    assert len(proxy) == 2


def test_chains_of_names():
    assert Recorder().api.users[5].posts(1) == ("api/users/5/posts", (1,))


def test_reads_are_watched():
    watched = Watched()
    assert watched.a == 1
    assert watched.a == 1
    assert watched._reads == ["a", "a"]


def test_class_attributes_by_metaclass():
    assert Magic.anything == "class attribute anything"
    with pytest.raises(AttributeError):
        Magic().anything


def test_a_module_getattr():
    assert candidate.LATE == "made late"
    with pytest.raises(AttributeError, match="module has no EARLY"):
        candidate.EARLY
    assert not hasattr(candidate, "EARLY")
