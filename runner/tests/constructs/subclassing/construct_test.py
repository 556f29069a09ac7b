import candidate
import pytest
from candidate import Animal, Comparable, Immutable, Loud, Meta, Template, Upper, Visitor, WithMeta, Worker


class Mine(Template):
    def work(self):
        self.log.append("my work")
        return 42


class Extended(Mine):
    def __init__(self, name, extra):
        super().__init__(name)
        self.extra = extra

    def prepare(self):
        super().prepare()
        self.log.append("my prepare")

    def finish(self, result):
        return super().finish(result) + f" {self.extra}"

    @property
    def title(self):
        return super().title + "!"


def test_the_base_calls_the_override():
    mine = Mine()
    assert mine.run() == "template: 42"
    assert mine.log == ["base prepare", "my work"]


def test_super_and_own_init():
    extended = Extended("x", "more")
    assert extended.run() == "x: 42 more"
    assert extended.log == ["base prepare", "my prepare", "my work"]
    assert extended.title == "X!"
    assert len(extended) == 3


def test_the_base_alone():
    with pytest.raises(NotImplementedError, match="work"):
        Template().run()


def test_the_candidate_uses_the_tests_instance():
    assert candidate.use(Extended("e", 1)) == "e: 42 1"
    assert candidate.kind(Mine()) == ("Mine", True)
    assert candidate.kind(5) == ("int", False)


def test_isinstance_and_the_mro():
    extended = Extended("x", 1)
    assert isinstance(extended, Mine)
    assert isinstance(extended, Template)
    assert issubclass(Extended, Template)
    assert [cls.__name__ for cls in Extended.__mro__] == ["Extended", "Mine", "Template", "object"]
    assert type(extended) is Extended


def test_repr_of_the_base_names_the_subclass():
    assert repr(Mine("m")) == "<Mine m>"


def test_a_classmethod_makes_the_subclass():
    made = Extended.create("c", 5)
    assert type(made) is Extended
    assert made.created_by == "Extended"
    assert made.extra == 5


def test_a_mixin_and_cooperative_super():
    class Dog(Loud, Animal):
        pass

    class Cat(Loud, Animal):
        def speak(self):
            return "meow " + super().speak()

    assert Dog().speak() == "...!"
    assert Dog().twice() == "...!...!"
    assert Cat().twice() == "meow ...!meow ...!"


def test_a_mixin_of_the_test_between():
    class Polite:
        def speak(self):
            return "please " + super().speak()

    class Dog(Loud, Polite, Animal):
        pass

    assert Dog().speak() == "PLEASE ...!"


def test_methods_found_by_name():
    class Counting(Visitor):
        def __init__(self):
            self.count = 0

        def visit_int(self, node):
            self.count += node
            return -node

    visitor = Counting()
    assert visitor.visit([1, [2, "a"]]) == [-1, [-2, "generic str"]]
    assert visitor.count == 3


def test_a_thread_subclass():
    class Sum(Worker):
        def compute(self):
            return sum(range(10))

    worker = Sum()
    worker.start()
    worker.join()
    assert worker.result == 45


def test_a_mapping_subclass():
    class Mine(Upper):
        def __getitem__(self, key):
            return super().__getitem__(key.upper())

    mine = Mine(a=1)
    mine["b"] = 2
    assert mine["A"] == mine["a"] == 1
    assert sorted(mine) == ["A", "B"]


def test_comparison_by_an_override():
    class Person(Comparable):
        def __init__(self, name):
            self.name = name

        def key(self):
            return self.name

    people = [Person("b"), Person("a")]
    assert [person.name for person in candidate.sort(people)] == ["a", "b"]
    assert Person("x") == Person("x")
    assert len({Person("x"), Person("x")}) == 1
    assert people[1] < people[0]


def test_a_metaclass():
    class Mine(WithMeta):
        pass

    assert Mine().made_by_meta is True
    assert isinstance(Mine, Meta)


def test_an_int_subclass():
    value = Immutable(-4)
    assert value == 4
    assert isinstance(value, int)
    assert value.double() == 8
    assert type(value.double()) is Immutable
    assert value + 1 == 5

    class Mine(Immutable):
        def triple(self):
            return int(self) * 3

    assert Mine(-2).triple() == 6
    assert type(Mine(1).double()) is Mine


def test_class_attributes_are_inherited_and_overridden():
    class Other(Template):
        steps = (*Template.steps, "more")

    assert Other.steps == ("prepare", "work", "more")
    assert Template.steps == ("prepare", "work")
    assert Mine.steps == Template.steps


def test_own_attributes_stay_on_the_instance():
    first, second = Mine("a"), Mine("b")
    first.mark = 1
    assert not hasattr(second, "mark")
    assert first.name == "a"
    assert vars(first)["name"] == "a"
