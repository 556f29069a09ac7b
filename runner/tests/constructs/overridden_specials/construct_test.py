"""A test subclasses the candidate's classes, overrides special methods and calls the inherited ones."""

import candidate
import pytest
from candidate import Version, Cache


class Prefixed(Version):
    def __init__(self, *args, **kw):
        super().__init__(*args, **kw)
        self.made = True

    @classmethod
    def parse(cls, text):
        if text[0] != "v":
            raise ValueError("no v")
        self = super().parse(text[1:])
        return self

    def __str__(self):
        return "v" + super().__repr__()


def test_parse():
    v = Prefixed.parse("v1.2")
    assert isinstance(v, Prefixed)
    assert type(v) is Prefixed
    assert v.major == 1
    assert v.made
    assert str(v) == "vPrefixed(1, 2)"
    with pytest.raises(ValueError):
        Prefixed.parse("1.2")


def test_replace():
    v = Prefixed.parse("v1.2").replace(minor=5)
    assert isinstance(v, Prefixed)
    assert repr(v) == "Prefixed(1, 5)"
    assert isinstance(v.bump(), Prefixed)


class Default(Cache):
    def __missing__(self, key):
        self[key] = key * 2
        return self[key]


def test_missing():
    c = Default(2)
    assert c[1] == 2
    assert 1 in c
    assert c[5] == 10
    c[7] = 3
    assert len(c) == 2
    assert c.pop(7) == 3


class Counting(Cache):
    def __init__(self, n):
        super().__init__(n)
        self.evicted = []

    def popitem(self):
        key, value = super().popitem()
        self.evicted.append(key)
        return key, value

    def __delitem__(self, key):
        super().__delitem__(key)

    def __setitem__(self, key, value):
        super().__setitem__(key, value)


def test_override():
    c = Counting(1)
    c[1] = 1
    c[2] = 2
    assert c.evicted == [1]
    del c[2]
    assert len(c) == 0


from candidate import Point, Plain, Oops, Words, same, show, fail


class Loud(Point):
    log = []

    def __repr__(self):
        return "Loud" + super().__repr__()

    def __str__(self):
        return super().__str__() + "!"

    def __format__(self, spec):
        return "f" + super().__format__(spec)

    def __eq__(self, other):
        self.log.append("eq")
        return super().__eq__(other)

    def __hash__(self):
        return super().__hash__() + 1

    def __setattr__(self, name, value):
        super().__setattr__(name, value * 2)

    def __delattr__(self, name):
        super().__delattr__(name)


def test_texts():
    p = Loud(1, 2)
    assert repr(p) == "LoudPoint(2, 4)"
    assert str(p) == "<2, 4>!"
    assert f"{p:-}" == "f2-4"
    assert show(p) == "f24 LoudPoint(2, 4) f2_4"


def test_equal():
    p, q = Loud(1, 2), Loud(1, 2)
    Loud.log.clear()
    assert p == q
    assert Loud.log == ["eq"]
    assert p != Loud(2)
    assert same(p, q)
    assert hash(p) == hash(q)
    assert len({p, q}) == 1
    assert p == Point(2, 4)
    assert Point(2, 4) == p
    assert p != (2, 4)


def test_set():
    p = Loud(1)
    p.x = 5
    assert p.x == 10
    del p.x
    assert p.x == -1
    assert p.moved(3).x == 4


class Named(Plain):
    def __repr__(self):
        return super().__repr__()[:1] + self.name

    def __str__(self):
        return super().__str__() + "?"

    def __eq__(self, other):
        return super().__eq__(other) is True or self.name == other.name

    def __hash__(self):
        return hash(self.name)

    def __setattr__(self, name, value):
        super().__setattr__(name, value.upper())


def test_of_object():
    n = Named("a")
    assert n.name == "A"
    assert repr(n) == "<A"
    assert str(n) == "<A?"
    assert n == Named("a")
    assert len({n, Named("a")}) == 1
    assert same(n, Named("a"))


class Worse(Oops):
    def __str__(self):
        return "worse: " + super().__str__()


class Quiet(Oops):
    pass


def test_errors():
    assert str(Worse(1)) == "worse: oops 1"
    assert str(Quiet(2)) == "oops 2"
    with pytest.raises(Worse, match="worse: oops 3"):
        fail(Worse, 3)
    with pytest.raises(Quiet, match="oops 4"):
        fail(Quiet, 4)


class More(Words):
    def __repr__(self):
        return "More" + super().__repr__()

    def __eq__(self, other):
        return super().__eq__(other)

    __hash__ = None


def test_values():
    m = More("ab")
    assert repr(m) == "MoreWords['a', 'b']"
    assert m == More("ba")
    assert m == Words("ba")
    # A list has a `!=` of its own, which nobody has overridden.
    assert m != More("ba")
    assert same(m, Words("ba"))


class Shouting:
    def __str__(self):
        return super().__str__().upper() + " S"


class Both(Shouting, Plain):
    pass


class Both2(Shouting, Point):
    pass


def test_mixin():
    assert str(Both2(1)) == "<1, 0> S"
    assert str(Both("a")).startswith("<CONSTRUCT_TEST.BOTH OBJECT")


class Marked(candidate.Pointer):
    def __new__(cls, *arguments, **named):
        instance = super().__new__(cls)
        instance.created_from = arguments
        return instance


class Other(candidate.Single):
    def __new__(cls, name):
        instance = super().__new__(cls, name)
        instance.early = True
        return instance


def test_an_instance_made_by_the_test():
    marked = Marked("a/b")
    assert isinstance(marked, Marked)
    assert marked.created_from == ("a/b",)
    assert marked.parts == ["a", "b"]
    assert Marked.from_parts(["c", "d"]).parts == ["c", "d"]
    other = Other("x")
    assert (other.name, other.early) == ("x", True)
    assert candidate.Single.made[-1] == "Other"
