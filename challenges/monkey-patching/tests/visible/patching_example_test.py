"""What the statement shows, as tests."""

import pytest
from patching import Patches, call, playground


def test_attributes_are_back_after_the_block():
    """Changes attributes inside the block, and puts them back after it."""
    Shop, Branch, Ticket, module = playground()
    shop = Shop("Ada")
    with Patches() as patches:
        patches.set(shop, "owner", "Grace")
        patches.set(Shop, "greet", lambda self: f"{self.owner} is silent")
        assert call(shop, "greet") == "Grace is silent"
    assert shop.owner == "Ada"
    assert call(shop, "greet") == "Ada says hello"


def test_entries_are_back_after_the_block():
    """Changes entries inside the block, and puts them back after it."""
    prices = {"tea": 2, "coffee": 3}
    with Patches() as patches:
        patches.set_item(prices, "tea", 4)
        patches.delete_item(prices, "coffee")
        assert prices == {"tea": 4}
    assert prices == {"tea": 2, "coffee": 3}


def test_absent_attribute():
    """Refuses to set an attribute that is not there, unless it is told to."""
    Shop, Branch, Ticket, module = playground()
    with Patches() as patches:
        with pytest.raises(AttributeError):
            patches.set(Shop, "motto", "Cheap!")
        patches.set(Shop, "motto", "Cheap!", create=True)
        assert Shop.motto == "Cheap!"
    assert not hasattr(Shop, "motto")
