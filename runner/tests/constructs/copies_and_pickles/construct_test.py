import copy
import pickle

import candidate
import pytest
from candidate import Custom, Plain, Reduced, Slots, Stateful, Unpicklable


def test_a_shallow_copy_shares():
    original = Plain([1], other=Plain([2]))
    copied = copy.copy(original)
    assert copied is not original
    assert type(copied) is Plain
    assert copied.values is original.values
    assert copied.other is original.other
    copied.values.append(5)
    assert original.values == [1, 5]
    copied.values = []
    assert original.values == [1, 5]


def test_a_deep_copy_does_not_share():
    original = Plain([[1]], other=Plain([2]))
    copied = copy.deepcopy(original)
    assert copied == original
    assert copied.values is not original.values
    assert copied.other is not original.other
    copied.values[0].append(2)
    assert original.values == [[1]]


def test_a_cycle_is_copied_as_a_cycle():
    original = Plain([])
    original.other = original
    copied = copy.deepcopy(original)
    assert copied.other is copied
    assert copied is not original


def test_own_copy_methods():
    custom = Custom("c")
    assert copy.copy(custom).name == "c copy"
    assert copy.copy(custom).copied == ["shallow"]
    assert copy.deepcopy(custom).name == "c deep"
    assert custom.copied == []


def test_a_list_of_instances_is_deep_copied_together():
    one = Plain([1])
    copied = copy.deepcopy([one, one])
    assert copied[0] is copied[1]
    assert copied[0] is not one


def test_pickled_and_restored():
    restored = pickle.loads(pickle.dumps(Plain([1, {"a": 2}])))
    assert restored == Plain([1, {"a": 2}])
    assert type(restored) is Plain


def test_state_methods():
    stateful = Stateful(5)
    restored = pickle.loads(pickle.dumps(stateful))
    assert (restored.value, restored.lock) == (5, "restored")
    copied = copy.copy(stateful)
    assert copied.lock == "restored"


def test_reduce():
    restored = pickle.loads(pickle.dumps(Reduced(1, [2])))
    assert (restored.a, restored.b) == (1, [2])


def test_what_cannot_be_pickled():
    with pytest.raises((pickle.PicklingError, AttributeError, TypeError)):
        pickle.dumps(Unpicklable())


def test_slots_are_copied():
    copied = copy.copy(Slots(1, [2]))
    assert (copied.a, copied.b) == (1, [2])


def test_the_candidate_copies_what_the_test_passes():
    values = [[1], {"a": [2]}]
    shallow, deep = candidate.clone(values), candidate.deep(values)
    assert shallow == deep == values
    assert shallow is not values
    assert shallow[0] is values[0]
    assert deep[0] is not values[0]
    values[0].append(9)
    assert shallow[0] == [1, 9]
    assert deep[0] == [1]


def test_the_candidate_pickles_plain_values():
    value = {"a": (1, 2.5, None), "b": [True, b"x"]}
    restored = candidate.round_trip(value)
    assert restored == value
    assert restored is not value


def test_subclasses_of_builtins_are_pickled():
    nested = candidate.Nested({"a": {"b": {"c": [1, 2]}}})
    restored = pickle.loads(pickle.dumps(nested))
    assert restored == nested
    assert type(restored) is candidate.Nested
    assert restored.a.b.c == [1, 2]
    assert restored.a.b.c is not nested.a.b.c
    tagged = pickle.loads(pickle.dumps(candidate.Tagged([1, 2], "x")))
    assert (list(tagged), tagged.tag) == ([1, 2], "x")


def test_subclasses_of_builtins_are_copied():
    tagged = candidate.Tagged([[1]], "x")
    shallow, deep = copy.copy(tagged), copy.deepcopy(tagged)
    assert type(shallow) is type(deep) is candidate.Tagged
    assert shallow[0] is tagged[0]
    assert deep[0] is not tagged[0]
    assert shallow.tag == deep.tag == "x"
    nested = candidate.Nested(a={"b": [1]})
    assert copy.deepcopy(nested).a.b is not nested.a.b
    assert copy.copy(nested).a.b is nested.a.b


def test_what_it_has_is_listed():
    assert set(dir(candidate.Nested)) <= set(dir(candidate.Nested()))
    assert "tag" in dir(candidate.Tagged())
    assert "append" in dir(candidate.Tagged())


class Mine(candidate.Plain):
    pass


class MineToo(candidate.Nested):
    own = 1


def double(value):
    return value * 2


def test_a_class_of_the_test_is_pickled():
    restored = pickle.loads(pickle.dumps(Mine([1])))
    assert type(restored) is Mine
    assert restored.values == [1]
    nested = pickle.loads(pickle.dumps(MineToo(a={"b": 1})))
    assert type(nested) is MineToo
    assert nested.a.b == 1
    assert type(nested.a) is MineToo
    assert nested.own == 1


def test_a_function_of_the_test_in_a_pickle():
    restored = pickle.loads(pickle.dumps(candidate.Caller(double, 4)))
    assert restored() == 8
    assert restored.function is double
