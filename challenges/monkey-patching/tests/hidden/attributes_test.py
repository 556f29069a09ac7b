"""Attributes of every kind, as they were before."""

import pytest
from patching import Patches, call, playground, read


@pytest.fixture
def classes():
    return playground()


@pytest.fixture
def shop(classes):
    return classes[0]("Ada")


def test_the_very_object_is_back(shop):
    """Puts the very object back that was there.

    Area: attributes
    Tells: Whether the plain case works, and nothing is copied.
    Advises: Compare what is there before and after with `is`.
    """
    shop.owner = owner = ["Ada"]
    with Patches() as patches:
        patches.set(shop, "owner", "Grace")
        assert shop.owner == "Grace"
    assert shop.owner is owner


def test_none_is_a_value(shop):
    """Puts None back like any other value.

    Area: attributes
    Tells: Whether None is taken for "was not there".
    Advises: Which value do you use for what was not there, and who else may use it?
    """
    shop.owner = None
    entries = {"owner": None}
    with Patches() as patches:
        patches.set(shop, "owner", "Grace")
        patches.set_item(entries, "owner", "Grace")
    assert shop.owner is None
    assert entries == {"owner": None}


def test_object_follows_its_class_again(classes, shop):
    """Leaves an object without what it has from its class.

    Area: inherited
    Tells: Whether the candidate asks where an attribute lies, or only what it is.
    Advises: Change the class's attribute afterwards.
    """
    Shop, *_ = classes
    with Patches() as patches:
        patches.set(shop, "currency", "USD")
        assert shop.currency == "USD"
        assert Shop.currency == "EUR"
    Shop.currency = "GBP"
    assert shop.currency == "GBP"


def test_class_follows_its_base_again(classes):
    """Leaves a class without what it has from its base.

    Area: inherited
    Tells: Whether inheritance is thought of for classes, too.
    Advises: Change the base class's attribute afterwards.
    """
    Shop, Branch, *_ = classes
    with Patches() as patches:
        patches.set(Branch, "currency", "USD")
        assert Branch.currency == "USD"
    Shop.currency = "GBP"
    assert Branch.currency == "GBP"


def test_method_patched_on_an_object(classes, shop):
    """Leaves an object without a method of its own.

    Area: inherited
    Tells: Whether the candidate knows that a bound method is made anew at each look.
    Advises: Change the class's method afterwards.
    """
    Shop, *_ = classes
    with Patches() as patches:
        patches.set(shop, "greet", lambda: "silence")
        assert call(shop, "greet") == "silence"
    Shop.greet = lambda self: f"{self.owner} waves"
    assert call(shop, "greet") == "Ada waves"


def test_computed_attribute_is_computed_again(shop):
    """Leaves an object without an attribute that it computes.

    Area: inherited
    Tells: Whether "the target itself held" was read to the word.
    Advises: Patch an attribute that only `__getattr__` knows of.
    """
    with Patches() as patches:
        patches.set(shop, "price_of_tea", 3)
        assert shop.price_of_tea == 3
    with pytest.raises(AttributeError):
        del shop.price_of_tea


def test_static_method_is_one_again(classes, shop):
    """Puts a static method back as a static method.

    Area: descriptors
    Tells: Whether the candidate knows that looking up an attribute of a class is not the same as what the class holds.
    Advises: Call the method on an object, afterwards.
    """
    Shop, *_ = classes
    with Patches() as patches:
        patches.set(Shop, "tax", lambda self: 0)
        assert call(shop, "tax") == 0
    assert call(shop, "tax", 10) == 2
    assert call(Shop, "tax", 10) == 2


def test_class_method_is_one_again(classes):
    """Puts a class method back as a class method.

    Area: descriptors
    Tells: Whether the candidate knows what a class method is bound to when it is looked up.
    Advises: Call the method on a subclass, afterwards.
    """
    Shop, Branch, *_ = classes
    with Patches() as patches:
        patches.set(Shop, "kind", "patched")
        assert read(Branch, "kind") == "patched"
    assert call(Shop, "kind") == "Shop"
    assert call(Branch, "kind") == "Branch"


def test_property_is_one_again(classes, shop):
    """Puts a property of a class back.

    Area: descriptors
    Tells: Whether descriptors of every kind are put back, not only those that were thought of.
    Advises: Patch a property by a plain value on its class, and use its setter afterwards.
    """
    Shop, *_ = classes
    with Patches() as patches:
        patches.set(Shop, "is_open", "maybe")
        assert read(shop, "is_open") == "maybe"
    assert read(shop, "is_open") is True
    shop.is_open = False
    assert read(shop, "is_open") is False


def test_property_of_an_object(shop):
    """Sets and resets an object's attribute through its property.

    Area: descriptors
    Tells: Whether the candidate knows attributes that an object has and that are not in its dictionary.
    Advises: Patch an attribute that has a setter, on an object.
    """
    with Patches() as patches:
        patches.set(shop, "is_open", False)
        assert shop.is_open is False
    assert shop.is_open is True


def test_slot_that_is_filled(classes):
    """Sets and resets an attribute that lies in a slot.

    Area: descriptors
    Tells: Whether the candidate has met objects without a dictionary.
    Advises: Patch an object whose class has `__slots__`.
    """
    Ticket = classes[2]
    ticket = Ticket(7)
    with Patches() as patches:
        patches.set(ticket, "number", 8)
        assert ticket.number == 8
    assert ticket.number == 7


def test_slot_that_is_empty(classes):
    """Leaves a slot empty that was empty.

    Area: descriptors
    Tells: Whether the two rules on absent attributes and on slots were thought of together.
    Advises: Patch a slot that has no value yet.
    """
    Ticket = classes[2]
    ticket = Ticket(7)
    with Patches() as patches:
        with pytest.raises(AttributeError):
            patches.set(ticket, "seat", "4A")
        patches.set(ticket, "seat", "4A", create=True)
        assert ticket.seat == "4A"
    assert not hasattr(ticket, "seat")


def test_module(classes):
    """Patches a module.

    Area: attributes
    Tells: Whether modules are objects like others to the candidate.
    Advises: Patch an attribute of a module, and add one.
    """
    module = classes[3]
    with Patches() as patches:
        patches.set(module, "default", 2.5)
        patches.set(module, "extra", 1, create=True)
        assert (module.default, module.extra) == (2.5, 1)
    assert module.default == 1.5
    assert not hasattr(module, "extra")


@pytest.mark.parametrize("what", ["of an object", "of a class", "in a slot"])
def test_deleted_attribute(classes, shop, what):
    """Deletes an attribute, and puts it back.

    Area: deleting
    Tells: Whether deleting is undone with the same care as setting.
    Advises: Delete attributes of every kind, and look at them afterwards.
    """
    Shop, Branch, Ticket, _ = classes
    target, name = {"of an object": (shop, "owner"), "of a class": (Shop, "kind"), "in a slot": (Ticket(7), "number")}[
        what
    ]
    with Patches() as patches:
        patches.delete(target, name)
        with pytest.raises(AttributeError):
            read(target, name)
    if what == "of a class":
        assert call(Branch, "kind") == "Branch"
    else:
        assert read(target, name) == ("Ada" if target is shop else 7)


def test_deleting_what_is_inherited(classes, shop):
    """Fails to delete what an object has from its class, as `del` does.

    Area: deleting
    Tells: Whether "fails as `del` does" was read, or the attribute was only looked for.
    Advises: Delete an attribute that an object has from its class.
    """
    Shop, *_ = classes
    with Patches() as patches:
        for name in ("currency", "nothing"):
            with pytest.raises(AttributeError):
                patches.delete(shop, name)
    Shop.currency = "GBP"
    assert shop.currency == "GBP"


def test_created_attribute_may_be_there(classes):
    """Lets `create` be given for an attribute that is there.

    Area: attributes
    Tells: Whether "may not be there" is told from "is not there".
    Advises: Create an attribute that exists.
    """
    Shop, Branch, *_ = classes
    with Patches() as patches:
        patches.set(Shop, "currency", "USD", create=True)
        patches.set(Branch, "currency", "GBP", create=True)
        assert (Shop.currency, Branch.currency) == ("USD", "GBP")
    assert (Shop.currency, Branch.currency) == ("EUR", "EUR")
