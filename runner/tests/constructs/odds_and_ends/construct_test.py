import datetime
import decimal
import gc
import operator
import sys
import weakref

import candidate
import pytest
from candidate import Cache, Position, Resource, Row, Typed, Version, Zone

marks = []


def setUpModule():
    marks.append(candidate.depth(3))


def tearDownModule():
    marks.clear()


def test_the_modules_own_setup_ran():
    assert marks == [3]


def test_class_getitem():
    assert Typed[int] == "Typed of int"


def test_an_object_ends_when_nobody_holds_it():
    before = Resource.open_ones
    resource = Resource("r")
    assert Resource.open_ones == before + 1
    del resource
    gc.collect()
    assert Resource.open_ones == before
    assert Resource.closed[-1] == "r"


def test_a_time_zone_of_the_candidate():
    moment = candidate.noon(Zone(5))
    assert moment.utcoffset() == datetime.timedelta(hours=5)
    assert moment.tzname() == "Z5"
    assert moment.isoformat() == "2024-02-29T12:00:00+05:00"
    assert moment == datetime.datetime(2024, 2, 29, 7, tzinfo=datetime.timezone.utc)
    mine = datetime.datetime(2020, 1, 1, tzinfo=Zone(-3))
    assert mine.astimezone(datetime.timezone.utc).hour == 3


def test_a_time_zone_of_the_test():
    class Mine(datetime.tzinfo):
        def utcoffset(self, moment):
            return datetime.timedelta(minutes=90)

        def dst(self, moment):
            return None

        def tzname(self, moment):
            return "mine"

    zone = Mine()
    moment = candidate.noon(zone)
    assert moment.tzinfo is zone
    assert moment.isoformat() == "2024-02-29T12:00:00+01:30"


@pytest.mark.parametrize("places", [3, 10])
def test_a_decimal_context(places):
    assert str(candidate.third(places)) == "0." + "3" * places
    assert decimal.getcontext().prec == 28


def test_the_tests_decimal_context():
    with decimal.localcontext() as context:
        context.prec = 4
        assert candidate.divide("1", "3") == decimal.Decimal("0.3333")
    assert candidate.divide("1", "8") == decimal.Decimal("0.125")
    with pytest.raises(decimal.DivisionByZero):
        candidate.divide("1", "0")


def test_slices():
    row = Row(1, 2, 3, 4)
    assert row[1:3] == Row(2, 3)
    assert row[::-1].cells == [4, 3, 2, 1]
    assert row[0, -1] == [1, 4]
    row[1:3] = "ab"
    del row[0]
    assert row.cells == ["a", "b", 4]
    assert row[...:] if False else len(row) == 3


def test_an_index():
    assert [10, 20, 30][Position(1)] == 20
    assert operator.index(Position(7)) == 7
    assert "abc"[Position(0) :] == "abc"
    assert list(range(Position(3))) == [0, 1, 2]
    assert hex(Position(255)) == "0xff"


def test_views_of_bytes():
    assert candidate.nibble(b"a1b2") == (b"ab", 4)
    assert candidate.nibble(memoryview(b"xyz")) == (b"xz", 3)
    data = bytearray(b"abc")
    candidate.upper_in_place(data)
    assert data == bytearray(b"ABC!")


def test_deep_but_not_too_deep():
    assert candidate.depth(500) == 500


def test_too_deep():
    with pytest.raises(RecursionError, match="maximum recursion depth exceeded"):
        candidate.forever()


def test_a_generator_returns():
    generator = candidate.averages()
    next(generator)
    assert [generator.send(4), generator.send(8)] == [4, 6]
    with pytest.raises(StopIteration) as stop:
        generator.send(None)
    assert stop.value.value == (12, 2)


def test_yield_from_it():
    def mine():
        got = yield from candidate.averages()
        return ("got", got)

    generator = mine()
    next(generator)
    generator.send(5)
    with pytest.raises(StopIteration) as stop:
        generator.send(None)
    assert stop.value.value == ("got", (5, 1))
    chained = candidate.chain()
    next(chained)
    chained.send(3)
    assert chained.send(None) == ("result", (3, 1))


def test_weak_references():
    row = Row(1)
    reference = weakref.ref(row)
    assert reference() is row
    del row
    gc.collect()
    assert reference() is None


def test_a_weak_cache():
    cache = Cache()
    one = cache.get("a", Row)
    assert cache.get("a", Row) is one
    assert len(cache) == 1
    del one
    gc.collect()
    assert len(cache) == 0


def test_matching():
    match Version(3, 11):
        case Version(2):
            found = "two"
        case Version(3, minor=minor):
            found = minor
    assert found == 11


def test_formats():
    assert f"{Version(3, 1):long} and {Version(4)}" == "v3.1 and 4" or format(Version(4), "") == "4"
    assert f"{Version(3, 1):long}" == "v3.1"
    assert bool(Version(0)) is False
    assert not hasattr(Version(1), "__dict__")
    with pytest.raises(AttributeError):
        Version(1).patch = 2


def test_main_prints(capsys):
    assert candidate.main(["ann"]) == 0
    assert capsys.readouterr().out == "hello ann\n"


def test_main_exits(capsys):
    with pytest.raises(SystemExit) as ended:
        candidate.main([])
    assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err
    with pytest.raises(SystemExit, match="nobody is here"):
        candidate.main(["nobody"])


def test_main_reads_the_arguments(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["candidate.py", "bob"])
    assert candidate.main() == 0
    assert capsys.readouterr().out == "hello bob\n"


def test_a_cause_and_a_note():
    with pytest.raises(ValueError, match="no x") as caught:
        candidate.blame("x")
    assert caught.value.__notes__ == ["look elsewhere"]
    assert type(caught.value.__cause__) is KeyError
    assert caught.value.__cause__.args == ("x",)
    assert caught.value.__suppress_context__ is True


def test_a_group():
    def raises(error):
        def function():
            raise error

        return function

    mine = KeyError("mine")
    with pytest.raises(ExceptionGroup, match="several") as caught:
        candidate.collect_errors([raises(mine), int, raises(OSError(2, "gone"))])
    assert caught.value.exceptions[0] is mine
    matched, rest = caught.value.split(OSError)
    assert matched.exceptions[0].errno == 2
    assert rest.exceptions == (mine,)
    try:
        candidate.collect_errors([raises(TypeError("t"))])
    except* TypeError as group:
        assert [str(error) for error in group.exceptions] == ["t"]
