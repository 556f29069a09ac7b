import importlib
import sys

import pytest
import shop
import shop.pricing.tax
import standalone
from shop import Basket, EmptyBasket, pricing
from shop.errors import EmptyBasket as SameError
from shop.pricing.tax import with_tax


def test_a_class_from_a_submodule():
    assert Basket().add("a", 1).add("b", 2.5).checkout() == 3.5
    assert Basket is shop.basket.Basket
    assert Basket.__module__ == "shop.basket"


def test_baskets_share_nothing():
    Basket().add("a", 1)
    assert Basket().items == []


def test_errors_are_one_class_by_every_way():
    assert EmptyBasket is SameError
    assert issubclass(EmptyBasket, shop.ShopError)
    with pytest.raises(shop.ShopError, match="nothing"):
        Basket().checkout()


def test_functions_of_a_nested_package():
    assert with_tax(100, "de") == 119.0
    assert shop.pricing.tax.with_tax is with_tax
    assert pricing.total([1, 2]) == 3


def test_patching_a_name_in_a_submodule(monkeypatch):
    monkeypatch.setattr(pricing, "FACTOR", 2)
    assert Basket().add("a", 5).checkout() == 10
    monkeypatch.setattr("shop.pricing.FACTOR", 3)
    assert Basket().add("a", 5).checkout() == 15
    monkeypatch.setitem(shop.settings.RATES, "none", 1)
    assert with_tax(1) == 2


def test_a_module_beside_the_package(monkeypatch):
    assert standalone.quick(1, 2) == "3 EUR"
    monkeypatch.setattr(shop, "currency", "CHF")
    assert standalone.quick(1) == "1 CHF"


def test_importlib_finds_it():
    module = importlib.import_module("shop.settings")
    assert module.RATES["de"] == 0.19
    assert sys.modules["shop.settings"] is module
    assert module is shop.settings


def test_a_module_that_is_not_there():
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("shop.absent")
    with pytest.raises(ImportError):
        from shop import absent  # noqa: F401


def test_the_packages_name_and_doc():
    assert shop.__name__ == "shop"
    assert shop.__doc__ == "A package with relative imports."
    assert shop.pricing.__name__ == "shop.pricing"
    assert shop.__all__ == ["Basket", "EmptyBasket", "ShopError", "currency"]
