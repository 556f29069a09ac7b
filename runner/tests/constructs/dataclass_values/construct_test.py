import copy
import dataclasses

import candidate
import pytest
from candidate import Item, Order, Point, Slotted, Special, Version


def test_fields_and_defaults():
    item = Item("pen")
    assert (item.name, item.price, item.tags) == ("pen", 0.0, [])
    assert Item("pen", 2.5).total(quantity=2) == 5.0
    assert [field.name for field in dataclasses.fields(Item)] == ["name", "price", "tags", "secret"]
    assert dataclasses.is_dataclass(Item)
    assert dataclasses.is_dataclass(item)
    assert Item.count == 0


def test_missing_and_unknown_arguments():
    with pytest.raises(TypeError, match="name"):
        Item()
    with pytest.raises(TypeError, match="unexpected keyword"):
        Item("a", colour=1)


def test_repr_and_equality():
    assert repr(Item("a", 1.0)) == "Item(name='a', price=1.0, tags=[])"
    assert Item("a") == Item("a", secret="other")
    assert Item("a") != Item("b")
    assert Item("a") != ("a", 0.0, [])
    assert candidate.make() == [Item("a", 1.5), Item("b")]
    with pytest.raises(TypeError, match="unhashable"):
        hash(Item("a"))


def test_default_lists_are_not_shared():
    first, second = Item("a"), Item("b")
    first.tags.append("x")
    assert second.tags == []
    assert first.tags == ["x"]


def test_frozen():
    point = Point(1, 2)
    with pytest.raises(dataclasses.FrozenInstanceError):
        point.x = 5
    with pytest.raises(AttributeError):
        del point.y
    assert len({Point(1, 2), Point(1, 2), Point(2)}) == 2
    moved = point.moved(3)
    assert moved == Point(4, 2)
    assert point.x == 1
    assert moved is not point


def test_replace_by_the_test():
    assert dataclasses.replace(Point(1, 2), y=9) == Point(1, 9)
    assert isinstance(dataclasses.replace(Item("a"), name="b"), Item)


def test_order():
    versions = [Version(1, 10), Version(1, 2), Version(0, 9)]
    assert sorted(versions) == [Version(0, 9), Version(1, 2), Version(1, 10)]
    assert Version(1, 2, "x") == Version(1, 2, "y")
    assert Version(1, 2) <= Version(1, 2)
    assert max(versions) is versions[0]
    with pytest.raises(TypeError):
        Version(1, 2) < (1, 3)


def test_slots_and_keywords_only():
    with pytest.raises(TypeError):
        Slotted(1)
    slotted = Slotted(a=1)
    assert slotted == Slotted(a=1, b=2)
    with pytest.raises(AttributeError):
        slotted.c = 1


def test_post_init_and_nested():
    order = Order([Item("a", 10), Item("b", 30)], {"name": "ada"}, discount=0.5)
    assert order.price == 20
    assert order.items[1].name == "b"
    with pytest.raises(ValueError, match="negative"):
        Order([], {}, -1)
    assert not hasattr(order, "absent")


def test_asdict_and_astuple_by_both_sides():
    order = Order([Item("a", 1)], {"k": [1]})
    expected = {
        "items": [{"name": "a", "price": 1, "tags": [], "secret": "s"}],
        "customer": {"k": [1]},
        "price": 1,
    }
    assert candidate.to_dict(order) == expected
    assert dataclasses.asdict(order) == expected
    assert candidate.to_tuple(Point(1, 2)) == (1, 2)
    assert dataclasses.astuple(Point(1, 2)) == (1, 2)
    candidate.to_dict(order)["customer"]["k"].append(2)
    assert order.customer == {"k": [1]}


def test_inheritance():
    special = Special("s", 1.0)
    assert special.extra == 5
    assert isinstance(special, Item)
    assert special != Item("s", 1.0)
    assert repr(special).startswith("Special(name='s'")


def test_the_candidate_edits_in_place():
    item = Item("old")
    candidate.rename(item, "new")
    assert item.name == "new"


def test_the_same_instance_is_returned():
    items = [Item("a", 5), Item("b", 1)]
    assert candidate.cheapest(items) is items[1]


def test_pattern_matching():
    match Point(1, 2):
        case Point(x=1, y=y):
            assert y == 2
        case _:
            pytest.fail("no match by keyword")
    match Point(3, 4):
        case Point(x, 4):
            assert x == 3
        case _:
            pytest.fail("no match by position")
    assert Point.__match_args__ == ("x", "y")


def test_a_dataclass_of_the_test():
    @dataclasses.dataclass
    class Mine:
        price: int
        name: str = "m"

    mine = [Mine(3), Mine(1)]
    assert candidate.cheapest(mine) is mine[1]
    candidate.rename(mine[0], "n")
    assert mine[0] == Mine(3, "n")


def test_a_dataclass_of_the_test_inherits_from_the_candidates():
    @dataclasses.dataclass
    class Bigger(Item):
        size: int = 1

    bigger = Bigger("b", 2.0, size=4)
    assert bigger.total(3) == 6.0
    assert bigger == Bigger("b", 2.0, size=4)


def test_copies():
    item = Item("a", tags=["x"])
    shallow, deep = copy.copy(item), copy.deepcopy(item)
    assert shallow == deep == item
    assert shallow.tags is item.tags
    assert deep.tags is not item.tags
