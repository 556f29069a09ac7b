import functools

import candidate
import pytest


def test_a_closure_counts():
    count = candidate.counter(10)
    assert count() == 11
    assert count(by=5) == 16
    count.reset()
    assert count() == 11


def test_two_closures_do_not_share():
    first, second = candidate.counter(), candidate.counter()
    first()
    assert second() == 1


def test_a_list_of_lambdas():
    assert [maker(10) for maker in candidate.makers()] == [0, 10, 20, 30]
    assert candidate.makers()[0].__name__ == "<lambda>"


def test_late_binding_is_kept():
    assert [function() for function in candidate.late_binding()] == [2, 2, 2]


def test_a_bound_builtin_and_a_reader():
    add, read = candidate.pair()
    add(1)
    add([2])
    assert read() == [1, [2]]


def test_lru_cache():
    candidate.cached.cache_clear()
    candidate.calls.clear()
    assert [candidate.cached(key) for key in (1, 1, 2, 3, 1)] == [2, 2, 4, 6, 2]
    assert candidate.calls == [1, 2, 3, 1]
    info = candidate.cached.cache_info()
    assert (info.hits, info.misses, info.maxsize, info.currsize) == (1, 4, 2, 2)
    assert info == (1, 4, 2, 2)
    candidate.cached.cache_clear()
    assert candidate.cached.cache_info().currsize == 0
    assert candidate.cached.__wrapped__(5) == 10
    assert candidate.cached.cache_parameters() == {"maxsize": 2, "typed": False}
    with pytest.raises(TypeError, match="unhashable"):
        candidate.cached([])


def test_cache_makes_recursion_fast():
    assert candidate.fibonacci(200) == 280571172992510140037611932413038677189525
    assert candidate.fibonacci.cache_info().misses == 201


def test_cached_property():
    report = candidate.Report([1, 2])
    assert report.mean == report.mean == 1.5
    assert report.runs == 1
    assert "mean" in vars(report)
    del report.mean
    assert report.mean == 1.5
    assert report.runs == 2


def test_cached_method():
    report = candidate.Report([])
    assert report.method(1) == report.method(1) == 1
    assert report.runs == 1


def test_single_dispatch():
    assert candidate.describe(1) == "int 1"
    assert candidate.describe([1, 2]) == "list of 2"
    assert candidate.describe("x") == "text 'x'"
    assert candidate.describe(b"y") == "text b'y'"
    assert candidate.describe(None) == "object None"
    assert candidate.describe(True) == "int True"
    assert candidate.Report([]).show(3) == "int 3"
    assert candidate.Report([]).show("s") == "other s"


def test_single_dispatch_is_extended_by_the_test():
    class Mine:
        pass

    @candidate.describe.register(Mine)
    def _(value):
        return "mine"

    assert candidate.describe(Mine()) == "mine"
    assert candidate.describe.dispatch(int)(3) == "int 3"


def test_partials():
    assert candidate.power_of_two(10) == 1024
    assert candidate.power_of_two.args == (2,)
    assert isinstance(candidate.power_of_two, functools.partial)
    assert candidate.total([1, 2, 3]) == 6
    assert candidate.Report([]).half(2) == (1, 2)
    assert functools.partial(candidate.add, 1)(2) == 3


def test_operator_objects():
    assert candidate.add(1, 2) == 3
    assert candidate.by_name({"name": "ada"}) == "ada"
    rows = [{"name": "b"}, {"name": "a"}]
    assert sorted(rows, key=candidate.by_name)[0] == {"name": "a"}
    assert list(map(candidate.by_name, rows)) == ["b", "a"]


def test_curry_by_steps():
    assert candidate.curry(max)(1)(2) == 2
    assert candidate.curry(max)(1, 2) == 2


def test_reduce_with_a_function_of_the_candidate():
    assert functools.reduce(candidate.add, [1, 2, 3], 10) == 16


def test_accumulate():
    add = candidate.accumulate()
    add(1)
    assert add(2) == [1, 2]
    assert candidate.accumulate()(3) == [3]
    mine = [0]
    assert candidate.accumulate(mine)(1) is mine


def test_a_module_global():
    before = candidate.GLOBAL
    assert candidate.bump() == before + 1
    assert candidate.GLOBAL == before + 1
