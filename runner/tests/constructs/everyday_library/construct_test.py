import bisect
import collections.abc
import concurrent.futures
import contextlib
import copy
import csv
import dataclasses
import functools
import heapq
import inspect
import io
import itertools
import json
import operator
import re
import types
import typing
import unittest

import candidate
import pytest
from candidate import Base, Card, Child, Hand, Out, Settings, Tagger, Tags, Vector


def test_sorting_and_choosing():
    vectors = [Vector(2, 1), Vector(1, 5), Vector(1, 2)]
    assert sorted(vectors) == [Vector(1, 2), Vector(1, 5), Vector(2, 1)]
    assert max(vectors) == Vector(2, 1)
    assert min(vectors, key=operator.attrgetter("y")) == Vector(2, 1)
    assert candidate.biggest(vectors, key=lambda vector: vector.y) is vectors[1]
    assert sorted(vectors, reverse=True)[0] is vectors[0]


def test_adding_up():
    assert sum([Vector(1, 2), Vector(3, 4)]) == Vector(4, 6)
    assert functools.reduce(operator.add, [Vector(1), Vector(2), Vector(3)]) == Vector(6, 0)
    with pytest.raises(TypeError):
        Vector(1) + 1
    assert complex(Vector(1, 2)) == 1 + 2j
    x, y = Vector(7, 8)
    assert (x, y) == (7, 8)
    assert [*Vector(1, 2)] == list(Vector(1, 2)) == [1, 2]


def test_heaps_and_bisecting():
    heap = []
    for number in (5, 1, 3):
        heapq.heappush(heap, Vector(number))
    assert [heapq.heappop(heap).x for _ in range(3)] == [1, 3, 5]
    ordered = [Vector(1), Vector(3)]
    bisect.insort(ordered, Vector(2))
    assert [vector.x for vector in ordered] == [1, 2, 3]


def test_in_sets_and_as_keys():
    assert {Vector(1, 2): "a"}[Vector(1, 2)] == "a"
    assert len({Vector(1), Vector(1), Vector(2)}) == 2
    assert Vector(1) in [Vector(0), Vector(1)]
    assert collections.Counter([Vector(1), Vector(1)])[Vector(1)] == 2


def test_json():
    text = json.dumps({"at": Vector(1, 2)}, cls=candidate.VectorEncoder)
    assert json.loads(text) == {"at": {"x": 1, "y": 2}}
    assert json.loads(text, object_hook=candidate.as_vector)["at"] == Vector(1, 2)
    assert json.dumps([Vector(3)], default=lambda vector: vector.x) == "[3]"
    with pytest.raises(TypeError, match="not JSON serializable"):
        json.dumps(object(), cls=candidate.VectorEncoder)


def test_a_mapping():
    settings = Settings(a=1)
    settings["B"] = 2
    assert dict(settings) == {"a": 1, "b": 2}
    assert "A" in settings
    assert settings.get("c", 3) == 3
    assert settings.pop("a") == 1
    assert list(settings.items()) == [("b", 2)]
    settings.update({"D": 4}, e=5)
    assert {**settings} == {"b": 2, "d": 4, "e": 5}
    assert candidate.merge(settings, {"z": 0}, y=1) == {"b": 2, "d": 4, "e": 5, "z": 0, "y": 1}
    assert settings.setdefault("f", 6) == 6
    assert isinstance(settings, collections.abc.Mapping)
    assert settings == Settings(b=2, d=4, e=5, f=6)
    with pytest.raises(KeyError):
        settings["nothing"]
    assert (lambda **names: sorted(names))(**settings) == ["b", "d", "e", "f"]


def test_a_set():
    tags = Tags("abc")
    assert list(tags & Tags("bcd")) == ["b", "c"]
    assert list(tags - {"a"}) == ["b", "c"]
    assert Tags("ab") < tags
    assert tags.isdisjoint("xyz")
    assert set(tags) == {"a", "b", "c"}


def test_dataclasses():
    card = Card(3)
    assert dataclasses.asdict(card) == {"rank": 3, "suit": "hearts", "notes": ()}
    assert dataclasses.replace(card, rank=4) == Card(4)
    assert [field.name for field in dataclasses.fields(Card)] == ["rank", "suit", "notes"]
    assert Card(1) < Card(2)
    assert Card(1, "spades") == Card(1)
    assert len({Card(1), Card(1)}) == 1
    assert repr(card) == "Card(rank=3, suit='hearts', notes=())"
    with pytest.raises(dataclasses.FrozenInstanceError):
        card.rank = 5
    assert dataclasses.is_dataclass(Card)
    assert dataclasses.astuple(Hand([card], "ann")) == ([(3, "hearts", ())], "ann")
    assert Hand().cards is not Hand().cards
    hand = Hand()
    hand.cards.append(card)
    assert hand.cards[0] is card
    assert Hand([card]) == hand


def test_a_parser(capsys):
    parser = candidate.parser()
    found = parser.parse_args(["--count", "3", "a", "b"])
    assert (found.count, found.names) == (3, ["a", "b"])
    assert vars(found) == {"count": 3, "names": ["a", "b"]}
    with pytest.raises(SystemExit) as ended:
        parser.parse_args(["--count", "x"])
    assert ended.value.code == 2
    assert "invalid int value: 'x'" in capsys.readouterr().err


def test_a_match():
    found = candidate.find(r"(?P<key>\w+)=(\d+)", "size: a=12!")
    assert found
    assert found.group("key") == "a"
    assert found.groups() == ("a", "12")
    assert found[2] == "12"
    assert found.span() == (6, 10)
    assert candidate.find("x", "y") is None


def test_lazy_builtins():
    squares = candidate.lazily([1, 0, 2, 3])
    assert next(squares) == 1
    assert list(squares) == [4, 9]
    assert list(candidate.numbered("ab")) == [(1, "a"), (2, "b")]
    assert list(itertools.chain(candidate.pairs([1, 2, 3]), [0])) == [(1, 2), (2, 3), 0]
    assert next(iter(candidate.lazily(itertools.count(5)))) == 25
    assert isinstance(candidate.lazily([]), collections.abc.Iterator)


def test_a_context_decorator():
    tagger = Tagger("b")

    @tagger
    def shout(text):
        return text.upper()

    assert shout("x") == "X"
    assert tagger.seen == ["<b>", "</b>"]
    with contextlib.ExitStack() as stack:
        assert stack.enter_context(tagger) is tagger
    assert len(tagger.seen) == 4
    with contextlib.suppress(KeyError), tagger:
        raise KeyError
    assert tagger.seen[-1] == "</b>"


def test_something_to_write_to():
    out = Out()
    print("a", 1, file=out, sep="-", end="!")
    assert "".join(out.parts) == "a-1!"
    rows = Out()
    csv.writer(rows).writerows([["a", 1], ["b", "c d"]])
    assert "".join(rows.parts) == "a,1\r\nb,c d\r\n"
    with contextlib.redirect_stdout(Out()) as caught:
        print("caught")
    assert "".join(caught.parts) == "caught\n"


def test_locks_and_queues():
    with candidate.lock:
        assert candidate.lock.locked()
    assert not candidate.lock.locked()
    candidate.inbox.put(1)
    candidate.inbox.put("two")
    assert candidate.inbox.get_nowait() == 1
    assert candidate.inbox.qsize() == 1
    assert candidate.inbox.get(timeout=1) == "two"
    assert candidate.inbox.empty()


def test_a_pool_of_threads():
    with concurrent.futures.ThreadPoolExecutor(3) as pool:
        assert list(pool.map(candidate.slow_square, range(6))) == [0, 1, 4, 9, 16, 25]
        assert pool.submit(candidate.slow_square, 9).result() == 81


def test_functions_of_the_library_are_passed_in():
    assert candidate.apply_all([len, str.upper, sorted, operator.itemgetter(0)], "ba") == [2, "BA", ["a", "b"], "b"]
    assert candidate.apply_all([functools.partial(int, base=2), "x{}".format, float], "11") == [3, "x11", 11.0]
    assert list(map(candidate.slow_square, [1, 2])) == [1, 4]
    assert list(filter(functools.partial(operator.lt, 4), map(candidate.slow_square, [1, 2, 3]))) == [9]


def test_class_and_static_methods():
    assert type(Child.make()) is Child
    assert isinstance(Child.make(), Base)
    assert Child.helper(1, y="abc") == [1, 1, 1]
    assert Child.__mro__ == (Child, Base, object)
    assert Base in Child.__bases__
    assert Child in Base.__subclasses__()
    assert issubclass(Child, Base) and not issubclass(Base, Child)
    assert Child().__class__ is Child
    assert Child.make.__func__ is Base.make.__func__


def test_introspection():
    assert str(inspect.signature(Base.helper)) == "(x: int, *, y: 'str' = 'a') -> list[int]"
    assert typing.get_type_hints(Base.helper) == {"x": int, "y": str, "return": list[int]}
    assert inspect.getdoc(Base.helper) == "Helps."
    assert Base.helper.__name__ == "helper"
    assert Base.helper.__kwdefaults__ == {"y": "a"}
    assert isinstance(Base.helper, types.FunctionType)
    names = [name for name, _ in inspect.getmembers(Base, callable) if not name.startswith("_")]
    assert names == ["helper", "make"]
    with pytest.raises(TypeError, match="unexpected keyword argument 'z'"):
        Base.helper(1, z=2)
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'x'"):
        Base.helper()


def test_a_defaultdict_comes_back():
    found = candidate.group(["a", "bb", "cc"], len)
    assert found == {1: ["a"], 2: ["bb", "cc"]}
    assert found[9] == []
    assert found.default_factory is list
    found[9].append("x")
    assert dict(found)[9] == ["x"]


def test_copies():
    hand = Hand([Card(1)], "ann")
    shallow, deep = copy.copy(hand), copy.deepcopy(hand)
    shallow.cards.append(Card(2))
    assert len(hand.cards) == 2
    assert len(deep.cards) == 1
    assert deep.cards[0] == Card(1)


class Assertions(unittest.TestCase):
    def test_unittests_own(self):
        self.assertCountEqual(list(Tags("ab")), ["b", "a"])
        self.assertDictEqual(dict(Settings(a=1)), {"a": 1})
        self.assertSequenceEqual(list(Vector(1, 2)), (1, 2))
        self.assertIsInstance(Vector(), Vector)
        self.assertIn(Vector(1), [Vector(1)])
        self.assertLess(Vector(1), Vector(2))
        self.assertEqual(str(Vector(1, 2)), "Vector(1, 2)")
        self.assertEqual(Vector(1, 2), Vector(1, 2))
        self.assertNotEqual(Vector(1, 2), Vector(2, 1))
        with self.assertRaisesRegex(KeyError, "nothing"):
            Settings()["nothing"]


def test_printing_into_text():
    buffer = io.StringIO()
    print(Vector(1, 2), [Vector(3)], {"k": Card(1)}, file=buffer)
    assert buffer.getvalue() == "Vector(1, 2) [Vector(3, 0)] {'k': Card(rank=1, suit='hearts', notes=())}\n"


def test_bound_methods_made_in_c():
    assert candidate.kind_of("12") == "number"
    assert [bool(match("ab")) for _, match in candidate.PATTERNS] == [False, True]
    assert candidate.kind_of("!", [("mark", re.compile("!").match)]) == "mark"
