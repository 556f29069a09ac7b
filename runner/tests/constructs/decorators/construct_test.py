import asyncio
import inspect

import candidate
import pytest


def test_a_plain_decorator_keeps_name_doc_and_module():
    @candidate.twice
    def greet(name, greeting="hi", *, mark="!"):
        """Greets."""
        calls.append(name)
        return f"{greeting} {name}{mark}"

    calls = []
    assert greet("ada", mark="?") == "hi ada?"
    assert calls == ["ada", "ada"]
    assert greet.__name__ == "greet"
    assert greet.__doc__ == "Greets."
    assert greet.__module__ == __name__
    assert greet.__qualname__.endswith("<locals>.greet")
    assert greet.__wrapped__("bob") == "hi bob!"
    assert str(inspect.signature(greet)) == "(name, greeting='hi', *, mark='!')"


def test_annotations_are_kept():
    @candidate.twice
    def add(a: int, b: "int" = 2) -> int:
        return a + b

    assert add.__annotations__ == {"a": int, "b": "int", "return": int}
    assert inspect.signature(add).parameters["b"].default == 2


def test_attributes_are_kept():
    def function():
        pass

    function.tag = ["x"]
    decorated = candidate.twice(function)
    assert decorated.tag == ["x"]
    assert decorated.tag is function.tag
    assert decorated.__wrapped__ is function


def test_a_decorator_with_arguments():
    log = []

    @candidate.logged(log)
    def add(a, b=0):
        return a + b

    assert add(1, b=2) == 3
    assert log == [("add", (1,), {"b": 2})]


def test_optional_arguments():
    seen = []

    @candidate.timed
    def plain():
        return 1

    @candidate.timed(sink=lambda name, seconds: seen.append((name, seconds)))
    def told():
        return 2

    assert (plain(), told()) == (1, 2)
    assert seen[0][0] == "told"
    assert 0 <= seen[0][1] < 2


def test_an_error_passes_and_is_still_timed():
    seen = []

    @candidate.timed(sink=lambda *what: seen.append(what[0]))
    def fail():
        raise error

    error = ValueError("x")
    with pytest.raises(ValueError) as caught:
        fail()
    assert caught.value is error
    assert seen == ["fail"]
    assert any(entry.name == "fail" for entry in caught.traceback)


def test_a_coroutine_function_stays_one():
    seen = []

    @candidate.timed(sink=lambda *what: seen.append(what))
    async def slow():
        await asyncio.sleep(0.02)
        return 5

    assert inspect.iscoroutinefunction(slow)
    assert asyncio.run(slow()) == 5
    assert seen[0][1] >= 0.015


def test_a_generator_function_stays_one():
    seen = []

    @candidate.timed(sink=lambda *what: seen.append(what[0]))
    def numbers():
        value = yield 1
        yield value
        return "end"

    generator = numbers()
    assert inspect.isgenerator(generator)
    assert seen == []
    assert next(generator) == 1
    assert generator.send("sent") == "sent"
    with pytest.raises(StopIteration) as caught:
        next(generator)
    assert caught.value.value == "end"
    assert seen == ["numbers"]


def test_on_methods():
    class Thing:
        factor = 2

        @candidate.twice
        def scale(self, value):
            """Scales."""
            calls.append(self)
            return value * self.factor

        @classmethod
        @candidate.twice
        def create(cls):
            return cls()

        @staticmethod
        @candidate.twice
        def static(value):
            return value

        @property
        @candidate.twice
        def prop(self):
            return self.factor

    calls = []
    thing = Thing()
    assert thing.scale(4) == 8
    assert calls == [thing, thing]
    assert Thing.scale(thing, 1) == 2
    assert isinstance(Thing.create(), Thing)
    assert Thing.static(3) == thing.static(3) == 3
    assert thing.prop == 2
    assert thing.scale.__name__ == "scale"
    assert thing.scale.__self__ is thing


def test_stacked():
    log = []

    @candidate.twice
    @candidate.logged(log)
    @candidate.timed
    def stacked():
        return "s"

    assert stacked() == "s"
    assert len(log) == 2
    assert inspect.unwrap(stacked)() == "s"


def test_recursion_goes_through_the_decorator():
    @candidate.memoize
    def fibonacci(n):
        calls.append(n)
        return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)

    calls = []
    assert fibonacci(20) == 6765
    assert len(calls) == 21
    assert fibonacci.cache[(20,)] == 6765
    fibonacci.clear()
    assert fibonacci.cache == {}
    fibonacci(1)
    assert calls[-1] == 1


def test_a_class_as_a_decorator():
    @candidate.count_calls
    def work(value):
        """Works."""
        return value

    assert work(1) == 1
    assert work(2) == 2
    assert work.calls == 2
    assert work.__name__ == "work"
    assert work.__doc__ == "Works."
    assert isinstance(work, candidate.count_calls)


def test_a_class_as_a_decorator_on_a_method():
    class Thing:
        @candidate.count_calls
        def work(self, value):
            return (self, value)

    thing = Thing()
    assert thing.work(5) == (thing, 5)
    assert Thing.work.calls == 1


def test_validation_by_signature():
    @candidate.validate(a=int, b=str)
    def function(a, b="x"):
        return a, b

    assert function(1, b="y") == (1, "y")
    with pytest.raises(TypeError, match="b must be str"):
        function(1, 2)
    with pytest.raises(TypeError):
        function()


def test_the_return_annotation_is_read():
    @candidate.annotated
    def good() -> int:
        return 1

    @candidate.annotated
    def bad() -> int:
        return "1"

    assert good() == 1
    with pytest.raises(TypeError, match="bad returned str"):
        bad()


def test_retry():
    attempts = []

    @candidate.retry(3, exceptions=(KeyError, OSError))
    def flaky(kind):
        attempts.append(1)
        raise kind("x")

    with pytest.raises(KeyError):
        flaky(KeyError)
    assert len(attempts) == 3
    with pytest.raises(ValueError):
        flaky(ValueError)
    assert len(attempts) == 4
    with pytest.raises(FileNotFoundError):
        flaky(FileNotFoundError)
    assert len(attempts) == 7


def test_a_class_decorator():
    @candidate.with_repr
    class Thing:
        def __init__(self):
            self.a = 1
            self.b = "x"

    assert repr(Thing()) == "Thing(a=1, b='x')"
    assert Thing.__name__ == "Thing"
    assert isinstance(Thing(), Thing)


def test_a_singleton_decorator():
    @candidate.singleton
    class Settings:
        def __init__(self, value):
            self.value = value

    assert Settings(1) is Settings(2)
    assert Settings(3).value == 1


def test_a_registering_decorator_returns_the_thing_itself():
    registry = {}

    def function():
        return 1

    class Thing:
        pass

    assert candidate.register(registry)(function) is function
    assert candidate.register(registry)(Thing) is Thing
    assert registry == {"function": function, "Thing": Thing}
    assert registry["function"]() == 1


def test_the_original_is_kept():
    def function():
        return 1

    wrapped = candidate.debounce(function)
    assert wrapped.original is function
    assert wrapped.__wrapped__ is function


def test_the_candidate_tells_kinds_apart():
    async def coroutine():
        pass

    def generator():
        yield

    async def both():
        yield

    assert candidate.is_async(coroutine) == (True, False, False)
    assert candidate.is_async(generator) == (False, True, False)
    assert candidate.is_async(both) == (False, False, True)
    assert candidate.is_async(lambda: 0) == (False, False, False)


def test_the_candidate_reads_the_signature():
    def function(a, /, b, *rest, c=1, d, **keywords):
        pass

    assert candidate.parameters(function) == [
        ("a", "POSITIONAL_ONLY", True),
        ("b", "POSITIONAL_OR_KEYWORD", True),
        ("rest", "VAR_POSITIONAL", True),
        ("c", "KEYWORD_ONLY", False),
        ("d", "KEYWORD_ONLY", True),
        ("keywords", "VAR_KEYWORD", True),
    ]


def test_a_wrapper_that_declares_its_parameters():
    @candidate.declares
    def pair(first, second=2, *, third: int = 3):
        return first, second, third

    assert inspect.getfullargspec(pair)[:6] == (["first", "second"], None, None, (2,), ["third"], {"third": 3})
    assert list(inspect.signature(pair).parameters) == ["first", "second", "third"]
    assert pair(1, third=4) == (1, 2, 4)
