import inspect
from abc import ABC

import candidate
import pytest
from candidate import Base, Circle, Drawable, Even, Incomplete, Plugin, Registered, Shape, Square, Stack


def test_an_abstract_class_cannot_be_made():
    with pytest.raises(TypeError, match="abstract"):
        Shape("x")
    with pytest.raises(TypeError, match="sides"):
        Incomplete("x")
    assert issubclass(Shape, ABC)
    assert Shape.__abstractmethods__ == {"area", "sides"}


def test_which_are_abstract():
    assert inspect.isabstract(Shape)
    assert inspect.isabstract(Incomplete)
    assert not inspect.isabstract(Square)
    assert not inspect.isabstract(Circle)


def test_a_concrete_one():
    square = Square(3)
    assert square.area() == 9
    assert square.describe() == "square of 9 with 4 sides"
    assert isinstance(square, Shape)


def test_the_tests_own_subclass():
    class Triangle(Shape):
        sides = 3

        def area(self):
            return 6

    triangle = Triangle("triangle")
    assert triangle.describe() == "triangle of 6 with 3 sides"
    assert candidate.describe_all([triangle, Square(1)]) == ["triangle of 6 with 3 sides", "square of 1 with 4 sides"]
    assert isinstance(triangle, Shape)


def test_the_tests_incomplete_subclass():
    class Nothing(Shape):
        pass

    with pytest.raises(TypeError, match="abstract"):
        Nothing("n")


def test_protocols_by_structure():
    class Mine:
        def draw(self):
            return "mine"

    assert isinstance(Circle(), Drawable)
    assert isinstance(Mine(), Drawable)
    assert not isinstance(5, Drawable)
    assert candidate.draw_all([Circle(), Mine(), object(), 3]) == ["circle", "mine"]


def test_the_test_inherits_from_the_protocol():
    class Mine(Drawable):
        def draw(self):
            return "explicit"

    assert Mine().draw() == "explicit"
    assert candidate.draw_all([Mine()]) == ["explicit"]


def test_generics():
    stack = Stack[int]()
    stack.push(1)
    stack.push(2)
    assert len(stack) == 2
    assert stack.pop() == 2
    assert isinstance(stack, Stack)
    with pytest.raises(IndexError, match="empty"):
        Stack().pop()
    assert Stack[int] == Stack[int]
    assert Stack[int] != Stack[str]
    assert Stack.__parameters__[0].__name__ == "T"


def test_the_tests_generic_subclass():
    class Names(Stack[str]):
        def push(self, item):
            super().push(item.upper())

    names = Names()
    names.push("a")
    assert names.pop() == "A"


def test_virtual_subclasses():
    class Mine:
        pass

    Shape.register(Mine)
    assert isinstance(Mine(), Shape)
    assert issubclass(Mine, Shape)


def test_a_subclass_hook():
    class Has:
        is_even = True

    assert isinstance(Has(), Even)
    assert not isinstance(object(), Even)


def test_a_metaclass_sees_the_tests_class():
    before = len(Registered.registry)

    class Mine(Base, colour="red"):
        pass

    assert Registered.registry["Mine"] is Mine
    assert len(Registered.registry) == before + 1
    assert Mine.options == {"colour": "red"}
    assert type(Mine) is Registered
    assert len(Mine) == before + 1
    assert "Mine" in Base


def test_init_subclass_registers_the_tests_class():
    class Mine(Plugin, label="own"):
        pass

    class Other(Plugin):
        pass

    assert (Mine.label, Other.label) == ("own", "other")
    assert Plugin.plugins[-2:] == [Mine, Other]
    created = candidate.create_plugins()
    assert type(created[-1]) is Other
