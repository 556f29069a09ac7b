import collections
import contextlib
import dataclasses
import enum
import functools
import typing
import weakref

import candidate
import pytest
from candidate import Duck, Event, Quacks


class Broken(Exception):
    def __init__(self, code):
        super().__init__(f"code {code}")
        self.code = code


@functools.total_ordering
class Grade:
    def __init__(self, letter):
        self.letter = letter

    def __eq__(self, other):
        return isinstance(other, Grade) and self.letter == other.letter

    def __lt__(self, other):
        return self.letter < other.letter

    def __hash__(self):
        return hash(self.letter)

    def __add__(self, other):
        return Grade(self.letter + other.letter)

    def __repr__(self):
        return f"Grade({self.letter!r})"

    def __str__(self):
        return self.letter

    def __format__(self, spec):
        return format(self.letter, spec)

    def __bool__(self):
        return bool(self.letter)

    def __len__(self):
        return len(self.letter)


@dataclasses.dataclass
class Point:
    x: int
    y: int = 0
    tags: list = dataclasses.field(default_factory=list)


class Size(enum.IntEnum):
    SMALL = 1
    LARGE = 2


class Named(typing.NamedTuple):
    name: str
    age: int = 3


def talk():
    got = yield "ready"
    while got != "stop":
        try:
            got = yield f"got {got}"
        except Broken as broken:
            got = yield ("broken", broken.code)
    return "bye"


def test_a_generator_is_driven():
    assert candidate.drive(talk(), ["a", "b", "stop"]) == ["ready", "got a", "got b", ("returned", "bye")]


def test_something_is_thrown_into_it():
    generator = talk()
    assert candidate.provoke(generator, KeyError("x")) == ("came back", True)


def test_it_is_closed():
    closed = []

    def mine():
        try:
            yield 1
        finally:
            closed.append(True)

    candidate.shut(mine())
    assert closed == [True]


def test_it_is_delegated_to():
    delegated = candidate.delegate(talk())
    assert next(delegated) == "ready"
    assert delegated.send("x") == "got x"
    assert delegated.throw(Broken(9)) == ("broken", 9)
    assert delegated.send("stop") == ("result", "bye")


def test_context_managers():
    events = []

    @contextlib.contextmanager
    def mine():
        events.append("in")
        try:
            yield "value"
        except Broken as broken:
            events.append(broken.code)
        finally:
            events.append("out")

    assert candidate.within(mine()) == "value"
    assert candidate.within(mine(), Broken(5)) is None
    with pytest.raises(KeyError):
        candidate.within(mine(), KeyError("k"))
    assert events == ["in", "out", "in", 5, "out", "in", "out"]


def test_exceptions_of_the_test():
    def fails():
        raise Broken(3)

    assert candidate.attempt(fails, Broken) == ("Broken", ("code 3",))
    assert candidate.attempt(fails, KeyError, Exception) == ("Broken", ("code 3",))
    with pytest.raises(Broken) as caught:
        candidate.attempt(fails, KeyError)
    assert caught.value.code == 3
    with pytest.raises(RuntimeError, match="wrapped") as wrapped:
        candidate.reraise(fails)
    assert type(wrapped.value.__cause__) is Broken
    assert wrapped.value.__cause__.code == 3


def test_ordering_and_equality():
    b, a, c = Grade("B"), Grade("A"), Grade("C")
    assert candidate.ordered([b, a, c]) == [a, b, c]
    assert candidate.ordered([b, a])[0] is a
    assert candidate.unique([a, Grade("A"), b]) == [a, b]
    assert candidate.as_keys([a, b])[Grade("B")] == 1
    assert candidate.total([a, b, c]) == Grade("ABC")


def test_texts_truth_and_length():
    assert candidate.text(Grade("A")) == "A|Grade('A')|       A"
    assert candidate.truthy([Grade(""), Grade("A"), Point(0), [], [0]]) == [False, True, True, False, True]
    assert candidate.lengths([Grade("AB"), "abc", {1: 2}, Named("n")]) == [2, 3, 1, 2]


def test_a_copy_is_another_object():
    point = Point(1, tags=["a"])
    copied = candidate.duplicate(point)
    assert copied == point
    assert copied is not point
    copied.tags.append("b")
    assert point.tags == ["a"]


def test_dataclasses_of_the_test():
    point = Point(1, 2, ["t"])
    assert candidate.fields_of(point) == {"x": 1, "y": 2, "tags": ["t"]}
    other = candidate.changed(point, y=5)
    assert other == Point(1, 5, ["t"])
    assert type(other) is Point
    assert candidate.make(Point, 4) == Point(4)
    assert candidate.configure(point, x=7) is point
    assert point.x == 7


def test_enumerations_of_the_test():
    assert candidate.members(Size) == [("SMALL", 1), ("LARGE", 2)]
    assert candidate.by_name(Size, "LARGE") is Size.LARGE
    assert candidate.ordered([Size.LARGE, Size.SMALL])[0] is Size.SMALL


def test_named_tuples_of_the_test():
    assert candidate.unpack(Named("ann", 4)) == ("ann", [4])
    assert candidate.make(Named, "bob") == Named("bob", 3)
    assert candidate.make(Named, "bob").name == "bob"
    assert candidate.unpack(collections.deque([1, 2])) == (1, [2])


def test_dispatch_on_a_class_of_the_test():
    @candidate.describe.register(Point)
    def mine(point):
        return f"a point at {point.x}"

    assert candidate.describe(Point(3)) == "a point at 3"
    assert candidate.describe(3) == "the number 3"
    assert candidate.describe("x") == "something: x"


def test_kinds():
    class Mallard:
        def quack(self):
            return "quack"

        def __iter__(self):
            return iter(())

    class Stone:
        def __len__(self):
            return 1

        def __call__(self):
            return 2

    assert candidate.kinds_of(Mallard()) == [True, True, False, False, True]
    assert candidate.kinds_of(Stone()) == [False, False, True, True, False]
    assert isinstance(Mallard(), Quacks)
    assert not isinstance(Stone(), Quacks)
    assert issubclass(Mallard, Duck)


def test_handlers():
    class Listener:
        def __init__(self):
            self.heard = []

        def on(self, what, *, loud=False):
            self.heard.append((what, loud))
            return len(self.heard)

    listener, event = Listener(), Event()
    event += listener.on
    event += lambda *arguments, **names: (arguments, names)
    assert event("x", loud=True) == [1, (("x",), {"loud": True})]
    event -= listener.on
    assert event("y") == [(("y",), {})]
    assert listener.heard == [("x", True)]


def test_keywords_and_stars():
    def mine(a, /, b, *rest, c=3, **others):
        return a, b, rest, c, others

    assert candidate.call(mine, 1, 2, 3, c=4, d=5) == (1, 2, (3,), 4, {"d": 5})
    with pytest.raises(TypeError, match="missing"):
        candidate.call(mine, 1)
    assert candidate.call(functools.partial(mine, 0), 1, c=9) == (0, 1, (), 9, {})


def test_a_class_of_the_test_is_subclassed():
    class Mine:
        def __init__(self, name="me"):
            self.name = name

        def hello(self):
            return f"hello {self.name}"

    better = candidate.subclass(Mine)
    assert better().hello() == "better hello me"
    assert better("you").hello() == "better hello you"
    assert issubclass(better, Mine)
    assert isinstance(better(), Mine)


def test_weak_references_to_what_was_lent():
    grade = Grade("A")
    candidate.text(grade)
    reference = weakref.ref(grade)
    del grade
    assert reference() is None
