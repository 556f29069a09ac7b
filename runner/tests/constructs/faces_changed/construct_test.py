import gc
import weakref
from unittest import mock

import pytest
from candidate import (
    Door,
    Lazy,
    Link,
    Machine,
    Pair,
    Part,
    Running,
    Service,
    Shop,
    Stall,
    Thing,
    delete,
    give_call,
    give_equality,
    give_items,
    give_length,
    now_of,
    patch,
    wrap,
)


@pytest.fixture
def restored():
    """The class as it was is there again afterwards."""
    before = {name: vars(Shop)[name] for name in ("greet", "tax", "kind", "is_open")}
    yield
    for name, value in before.items():
        patch(Shop, name, value)


def test_a_method_hidden_on_the_object():
    shop = Shop()
    assert shop.greet() == "hello"
    patch(shop, "greet", lambda: "silence")
    assert shop.greet() == "silence"
    assert Shop().greet() == "hello"
    delete(shop, "greet")
    assert shop.greet() == "hello"


@pytest.mark.usefixtures("restored")
def test_a_method_replaced_on_the_class():
    shop, stall, old = Shop(), Stall(), Shop.greet
    patch(Shop, "greet", lambda self: "silence")
    assert [shop.greet(), stall.greet(), Shop().greet(), Shop.greet(shop)] == ["silence"] * 4
    patch(Shop, "greet", old)
    assert shop.greet() == "hello"
    assert Shop.greet is old


@pytest.mark.usefixtures("restored")
def test_a_static_method_replaced_by_a_method():
    shop = Shop()
    patch(Shop, "tax", lambda self: 0)
    assert shop.tax() == 0


@pytest.mark.usefixtures("restored")
def test_a_class_method_replaced_and_deleted():
    patch(Shop, "kind", "patched")
    assert Shop.kind == Stall.kind == Stall().kind == "patched"
    delete(Shop, "kind")
    assert not hasattr(Shop, "kind")
    assert not hasattr(Stall(), "kind")


@pytest.mark.usefixtures("restored")
def test_a_property_replaced_and_deleted():
    shop = Shop()
    assert shop.is_open is True
    patch(Shop, "is_open", "maybe")
    assert shop.is_open == "maybe"
    patch(Shop, "is_open", property(lambda self: "sometimes"))
    assert shop.is_open == "sometimes"
    delete(Shop, "is_open")
    assert not hasattr(shop, "is_open")


def test_a_value_turns_into_a_method():
    shop = Shop()
    assert shop.currency == "EUR"
    patch(Shop, "currency", lambda self: "USD")
    assert shop.currency() == "USD"
    patch(Shop, "currency", "EUR")
    assert shop.currency == "EUR"


@pytest.mark.usefixtures("restored")
def test_a_subclass_of_the_tests_sees_it():
    class Market(Shop):
        def twice(self):
            return self.greet() * 2

    market = Market()
    assert market.twice() == "hellohello"
    patch(Shop, "greet", lambda self: "ho")
    assert market.twice() == "hoho"


def test_a_method_that_replaces_itself():
    lazy = Lazy()
    assert [lazy.value() for _ in range(3)] == [41, 42, 42]
    assert lazy.reads == 1
    assert Lazy().value() == 41


def test_a_state_kept_as_a_method():
    door = Door()
    assert [door.push() for _ in range(4)] == ["opened", "closed"] * 2


def test_special_methods_added_later():
    thing, part = Thing(), Part()
    with pytest.raises(TypeError):
        len(thing)
    give_length(Thing, 3)
    assert len(thing) == len(part) == 3
    give_length(Thing, 0)
    assert not thing
    with pytest.raises(TypeError):
        iter(thing)
    give_items(Thing)
    assert list(part) == [1, 2]
    delete(Thing, "__iter__")
    with pytest.raises(TypeError):
        iter(thing)
    assert not callable(thing)
    give_call(Thing)
    assert callable(thing)
    assert thing(3) == 6
    delete(Thing, "__call__")
    delete(Thing, "__len__")


def test_equality_added_later():
    one, other = Part(), Part()
    assert one != other
    give_equality(Part)
    assert one == other
    assert hash(one) == 7
    assert Thing() != Thing()


def test_an_object_of_another_class():
    machine = Machine()
    assert not hasattr(machine, "beep")
    assert machine.toggle().state == "on"
    assert isinstance(machine, Running)
    assert type(machine) is Running
    assert machine.beep() == "beep"
    machine.toggle()
    assert type(machine) is Machine
    assert not hasattr(machine, "beep")


def test_an_attribute_over_a_none_of_the_class():
    first, second = Link(1), Link(2)
    assert first.next is None
    first.tie(second)
    assert first.next is second
    assert first.value == 1
    assert Link.next is None


def test_methods_wrapped_on_the_object():
    pair = Pair()
    assert pair.first() == 1
    wrap(pair)
    assert (pair.first(), pair.second()) == (2, 3)


def test_a_few_of_many_objects():
    pairs = [Pair() for _ in range(100)]
    assert {pair.first() for pair in pairs} == {1}
    for pair in pairs[::10]:
        wrap(pair)
    assert sum(pair.first() for pair in pairs) == 110


class Clock:
    def now(self):
        return 1


def test_the_test_hides_a_method_of_its_own_object():
    clock = Clock()
    service = Service(clock)
    assert service.read() == 1
    clock.now = lambda: 2
    assert service.read() == 2
    del clock.now
    assert service.read() == 1


def test_the_test_replaces_a_method_of_its_own_class(monkeypatch):
    service = Service(Clock())
    assert service.read() == 1
    monkeypatch.setattr(Clock, "now", lambda self: 3)
    assert service.read() == 3
    monkeypatch.undo()
    assert service.read() == 1


def test_the_test_mocks_a_method_of_its_own():
    clock = Clock()
    service = Service(clock)
    assert service.read() == 1
    with mock.patch.object(Clock, "now", return_value=9):
        assert service.read() == 9
    with mock.patch.object(clock, "now", return_value=8) as now:
        assert service.read() == 8
    now.assert_called_once_with()
    assert service.read() == 1


def test_what_is_looked_at_dies_all_the_same():
    clock = Clock()
    assert now_of(clock) == 1
    clock.now = lambda: 2
    assert now_of(clock) == 2
    reference = weakref.ref(clock)
    del clock
    gc.collect()
    assert reference() is None
