import gc

import candidate
import pytest
from candidate import Builder, Cache, Field, Model, Subject, Value


def test_a_class_made_at_run_time():
    Made = candidate.make_class("Made", colour="red", shout=lambda self, text: text.upper())
    assert Made.__name__ == "Made"
    assert Made.colour == "red"
    assert Made().shout("a") == "A"
    assert isinstance(Made(), Made)


def test_a_record_class():
    Record = candidate.make_record("x", "y")
    record = Record(1, [2])
    assert (record.x, record.y) == (1, [2])
    assert Record.names == ("x", "y")
    with pytest.raises(ValueError):
        Record(1)


def test_a_fluent_builder():
    builder = Builder()
    assert builder.select("a", "b").where("x").limit(5) is builder
    assert builder.build() == [("select", "a", "b"), ("where", "x"), ("limit", 5)]


def test_weak_values_of_the_candidate_are_kept_while_the_test_holds_them():
    cache, value = Cache(), Value(1)
    cache.put("k", value)
    assert cache.get("k") is value
    assert len(cache) == 1
    del value
    gc.collect()
    assert len(cache) == 0
    assert cache.get("k") is None


def test_weak_values_of_the_test():
    class Mine:
        pass

    cache, mine = Cache(), Mine()
    cache.put("k", mine)
    assert cache.get("k") is mine
    assert len(cache) == 1


def test_observers_of_the_test_in_a_weak_set():
    class Observer:
        def __init__(self, name):
            self.name = name
            self.seen = []

        def update(self, value):
            self.seen.append(value)

    subject, a, b = Subject(), Observer("a"), Observer("b")
    subject.attach(a)
    subject.attach(b)
    subject.state = 5
    assert (a.seen, b.seen) == ([5], [5])
    assert subject.state == 5


def test_a_method_added_to_a_class_of_the_test():
    class Mine:
        value = 3

    assert candidate.add_method(Mine, "double", lambda self: self.value * 2) is Mine
    assert Mine().double() == 6


def test_attributes_of_an_object_of_the_test():
    class Mine:
        def __init__(self):
            self.b = 1
            self.a = 2
            self._hidden = 3

    assert candidate.attributes_of(Mine()) == ["a", "b"]


def test_a_method_by_name():
    class Mine:
        def greet(self, name):
            return f"hi {name}"

    assert candidate.call_method(Mine(), "greet", "ada") == "hi ada"
    assert candidate.call_method("abc", "upper") == "ABC"


def test_types_of_the_tests_objects():
    class Mine:
        pass

    assert candidate.is_same_class(Mine(), Mine()) is True
    assert candidate.is_same_class(Mine(), Value(1)) is False


def test_a_bound_function_of_the_test():
    def describe(self):
        return f"value {self.number}"

    bound = candidate.bind(describe, Value(7))
    assert bound() == "value 7"


def test_a_model_declared_by_the_test():
    class Person(Model):
        name = Field(str)
        age = Field(int)

        def greeting(self):
            return f"I am {self.name}"

    class Employee(Person):
        salary = Field(int)

    person = Person(name="ada", age=36)
    assert person.to_dict() == {"name": "ada", "age": 36}
    assert person.greeting() == "I am ada"
    assert list(Employee.fields) == ["name", "age", "salary"]
    with pytest.raises(TypeError, match="age must be int"):
        Person(name="x", age="y")
    assert Employee(name="b", age=1, salary=2).greeting() == "I am b"
