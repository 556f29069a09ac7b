"""When and in which order things are put back."""

import pytest
from patching import Patches, playground


@pytest.fixture
def shop():
    return playground()[0]("Ada")


@pytest.mark.parametrize("error", [LookupError("lost"), KeyboardInterrupt()], ids=["error", "interrupt"])
def test_block_that_raises(shop, error):
    """Puts everything back when the block raises, and lets that through.

    Area: undoing
    Tells: Whether the promise holds when it is needed most.
    Advises: Leave the block in every way in which a block can be left.
    """
    with pytest.raises(type(error)) as caught, Patches() as patches:
        patches.set(shop, "owner", "Grace")
        raise error
    assert caught.value is error
    assert shop.owner == "Ada"


def test_same_attribute_twice(shop):
    """Puts back what was there before the first of several changes.

    Area: undoing
    Tells: Whether changes are undone in the reverse of their order.
    Advises: Change the same attribute twice in one block.
    """
    entries = {}
    with Patches() as patches:
        patches.set(shop, "owner", "Grace")
        patches.set(shop, "owner", "Alan")
        patches.set(shop, "motto", "Cheap!", create=True)
        patches.delete(shop, "motto")
        patches.set_item(entries, "tea", 1)
        patches.delete_item(entries, "tea")
        assert shop.owner == "Alan"
    assert shop.owner == "Ada"
    assert not hasattr(shop, "motto")
    assert entries == {}


def test_one_inside_the_other(shop):
    """Puts back the outer change when the inner block is left.

    Area: several
    Tells: Whether each block knows its own "before".
    Advises: Nest two blocks that change the same attribute.
    """
    with Patches() as outer:
        outer.set(shop, "owner", "Grace")
        with Patches() as inner:
            inner.set(shop, "owner", "Alan")
        assert shop.owner == "Grace"
    assert shop.owner == "Ada"


def test_side_by_side(shop):
    """Undoes its own changes only.

    Area: several
    Tells: Whether state is kept per object: what is shared breaks as soon as two threads patch.
    Advises: Let two Patches objects be at work at the same time, and end the first one first.
    """
    entries = {}
    first, second = Patches(), Patches()
    with second:
        with first:
            second.set(shop, "owner", "Grace")
            first.set_item(entries, "tea", 1)
        assert entries == {}
        assert shop.owner == "Grace"
        first.undo()
        assert shop.owner == "Grace"
    assert shop.owner == "Ada"


def test_undo_at_once_and_again(shop):
    """Undoes at once, does nothing the second time, and can go on.

    Area: undoing
    Tells: Whether what is undone is forgotten.
    Advises: Undo, change something by hand, and undo again.
    """
    with Patches() as patches:
        patches.set(shop, "owner", "Grace")
        patches.undo()
        assert shop.owner == "Ada"
        shop.owner = "Alan"
        patches.undo()
        assert shop.owner == "Alan"
        patches.set(shop, "owner", "Grace")
        assert shop.owner == "Grace"
    assert shop.owner == "Alan"
    shop.owner = "Edsger"
    patches.undo()
    assert shop.owner == "Edsger"


def test_without_with(shop):
    """Works without a `with` block.

    Area: undoing
    Tells: Whether the two ways of use in the statement were told apart: undo() does not need a block.
    Advises: Make a Patches object, change something, and call undo().
    """
    patches = Patches()
    patches.set(shop, "owner", "Grace")
    patches.undo()
    assert shop.owner == "Ada"


@pytest.mark.parametrize("place", ["first", "last"])
def test_one_cannot_be_put_back(shop, place):
    """Puts everything else back when one thing cannot be, and tells.

    Area: failures
    Tells: Whether one failure among several spoils the rest, or is kept quiet.
    Advises: Let a setter fail while things are put back.
    """
    entries = {"tea": 2}
    patches = Patches()
    if place == "first":
        patches.set(shop, "is_open", False)
    patches.set(shop, "owner", "Grace")
    patches.set_item(entries, "tea", 5)
    if place == "last":
        patches.set(shop, "is_open", False)
    shop.locked = True
    with pytest.raises(RuntimeError, match="locked"):
        patches.undo()
    assert shop.owner == "Ada"
    assert entries == {"tea": 2}
    patches.undo()


def test_what_fails_leaves_nothing_to_undo(shop):
    """Has nothing to undo of a change that failed.

    Area: failures
    Tells: Whether a change is noted down because it was made or because it was meant.
    Advises: Let each of the four methods fail, and undo.
    """
    shop.locked = True
    entries = {"tea": 2}
    ticket = playground()[2](7)
    with Patches() as patches:
        with pytest.raises(RuntimeError, match="locked"):
            patches.set(shop, "is_open", False)
        with pytest.raises(AttributeError):
            patches.set(ticket, "colour", "red", create=True)
        with pytest.raises(AttributeError):
            patches.delete(ticket, "seat")
        with pytest.raises(KeyError):
            patches.delete_item(entries, "milk")
    assert not hasattr(ticket, "seat")
    assert entries == {"tea": 2}
    assert shop.is_open is True


def test_entries_are_as_before():
    """Changes a dictionary in place, and puts its entries back.

    Area: entries
    Tells: Whether entries that were there and entries that were not are told apart.
    Advises: Change, add and delete entries in one block.
    """
    values = [1], [2], [3]
    entries = dict(zip("abc", values, strict=True))
    with Patches() as patches:
        patches.set_item(entries, "a", "new")
        patches.delete_item(entries, "b")
        patches.set_item(entries, "d", "new")
        assert entries == {"a": "new", "c": [3], "d": "new"}
        entries["e"] = "of the program"
    assert entries == {"a": [1], "b": [2], "c": [3], "e": "of the program"}
    assert all(entries[key] is value for key, value in zip("abc", values, strict=True))
