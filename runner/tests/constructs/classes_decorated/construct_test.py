from candidate import Noted, Record, Shouting, Single, keeps_arguments, measurable, ordered, shout, shout_where


def test_super_meets_the_init_that_the_base_replaced():
    calls = []

    class Parent(Single):
        def __init__(self, number):
            calls.append(number)

    class Child(Parent):
        def __init__(self, number):
            super().__init__(number)

    Parent(1)
    Child(2)
    assert calls == [1]


def test_a_named_parent_has_the_init_that_the_base_replaced():
    calls = []

    class Parent(Single):
        def __init__(self, number):
            calls.append(number)

    class Child(Parent):
        def __init__(self, number):
            Parent.__init__(self, number)

    Parent(1)
    Child(2)
    assert calls == [1]


def test_super_meets_a_method_that_the_base_replaced():
    Noted.calls.clear()

    class Parent(Noted):
        def run(self):
            return "p"

    class Child(Parent):
        def run(self):
            return super().run() + "c"

    assert Child().run() == "pc"
    assert Noted.calls == ["run", "run"]
    assert Parent.run.__name__ == "run"


def test_methods_that_a_metaclass_replaced():
    class Parent(Shouting):
        def run(self):
            return "p"

    class Child(Parent):
        def run(self):
            return super().run() + "c"

    assert Parent().run() == "P"
    assert Child().run() == "PC"
    assert Child.run(Child()) == "PC"


def test_methods_that_a_decorator_replaced():
    @shout
    class Parent:
        def run(self):
            return "p"

    class Child(Parent):
        def run(self):
            return super().run() + "c"

    assert Parent().run() == "P"
    assert Child().run() == "Pc"


def test_a_method_that_a_decorator_with_arguments_replaced():
    @shout_where("run")
    class Parent:
        def run(self):
            return self.walk() + "r"

        def walk(self):
            return "w"

    assert Parent().run() == "WR"
    assert Parent().walk() == "w"


def test_an_init_that_a_decorator_replaced():
    @keeps_arguments
    class Parent:
        def __init__(self, number):
            self.number = number

    class Child(Parent):
        def __init__(self):
            super().__init__(9)

    assert (Parent(3).arguments, Parent(3).number) == ((3,), 3)
    assert Child().arguments == (9,)


def test_a_decorated_subclass_of_the_candidates():
    Noted.calls.clear()

    @shout
    class Parent(Noted):
        def run(self):
            return "p"

    class Child(Parent):
        def run(self):
            return super().run() + "c"

    assert Child().run() == "Pc"
    assert Noted.calls == ["run", "run"]


def test_methods_that_the_base_added():
    class Point(Record):
        x: int
        y: int

    point = Point(1, 2)
    assert (point.x, point.y) == (1, 2)
    assert point == Point(1, 2)
    assert point != Point(1, 3)
    assert len({point, Point(1, 2)}) == 1
    assert len(point) == 2
    assert Point.fields == ("x", "y")


def test_special_methods_that_a_decorator_added():
    @measurable
    class Bag:
        pass

    @ordered
    class Card:
        def __init__(self, number):
            self.number = number

        def key(self):
            return self.number

    assert len(Bag()) == 5
    assert list(Bag()) == ["a", "b"]
    assert Card(1) < Card(2)
    assert min([Card(3), Card(1)]).number == 1
