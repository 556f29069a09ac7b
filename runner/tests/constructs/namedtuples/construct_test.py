import candidate
import pytest
from candidate import Employee, Located, Pair


def test_fields_by_name_and_index():
    pair = Pair(1, 2)
    assert (pair.left, pair[1]) == (1, 2)
    left, right = pair
    assert (left, right) == (1, 2)
    assert Pair(5).right == 0
    assert Pair._fields == ("left", "right")


def test_it_equals_a_plain_tuple():
    assert Pair(1, 2) == (1, 2)
    assert (1, 2) == Pair(1, 2)
    assert isinstance(Pair(1), tuple)
    assert hash(Pair(1, 2)) == hash((1, 2))
    assert {(1, 2): "x"}[Pair(1, 2)] == "x"
    assert Pair(1, 2) < (1, 3)


def test_immutable():
    with pytest.raises(AttributeError):
        Pair(1, 2).left = 5
    with pytest.raises(TypeError):
        Pair(1, 2)[0] = 5


def test_replace_asdict_make():
    assert Pair(1, 2)._replace(left=9) == Pair(9, 2)
    assert Pair(1, 2)._asdict() == {"left": 1, "right": 2}
    assert Pair._make([3, 4]) == Pair(3, 4)
    assert repr(Pair(1, "x")) == "Pair(left=1, right='x')"


def test_a_class_with_methods():
    employee = Employee("ada")
    assert employee.initial == "a"
    older = employee.older()
    assert older == Employee("ada", 31)
    assert isinstance(older, Employee)
    assert employee.age == 30
    assert str(employee) == "ada (30)"
    assert Employee.__doc__ == "Somebody who works."
    assert Employee._field_defaults == {"age": 30, "skills": ()}


def test_returned_from_functions():
    people = [Employee("a", 3), Employee("b", 50)]
    assert candidate.oldest(people) == people[1]
    assert candidate.oldest(people).name == "b"
    assert candidate.fields(Pair(1)) == ("left", "right")


def test_a_list_of_them():
    pairs = candidate.as_pairs({"a": 1, "b": 2})
    assert pairs == [("a", 1), ("b", 2)]
    assert all(type(pair) is Pair for pair in pairs)
    assert pairs[0].left == "a"


def test_plain_tuples_passed_in():
    assert candidate.total([(1, 2), Pair(3, 4)]) == 6


def test_a_namedtuple_of_the_test():
    from typing import NamedTuple

    class Mine(NamedTuple):
        age: int
        tag: str = "t"

    assert candidate.oldest([Mine(1), Mine(7, "x")]) == Mine(7, "x")
    assert candidate.oldest([Mine(1), Mine(7, "x")]).tag == "x"
    assert candidate.fields(Mine(1)) == ("age", "tag")


def test_a_subclass():
    located = Located(1, 2).swapped()
    assert located == (2, 1)
    assert isinstance(located, Pair)
    assert located.left == 2


def test_a_typed_dict_is_a_dict():
    movie = candidate.make_movie("Brazil")
    assert movie == {"title": "Brazil"}
    assert type(movie) is dict


def test_a_list_inside_stays_shared():
    skills = ["x"]
    employee = Employee("a", 1, skills)
    skills.append("y")
    assert employee.skills == ["x", "y"]
    assert employee.skills is skills


def test_pattern_matching():
    match Pair(1, 2):
        case Pair(left, 2):
            assert left == 1
        case _:
            pytest.fail("no match")
    match Pair(1, 2):
        case (1, x):
            assert x == 2
        case _:
            pytest.fail("no match as a sequence")
