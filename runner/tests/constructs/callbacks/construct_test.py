import functools
import operator

import candidate
import pytest


class Counter:
    def __init__(self):
        self.calls = []

    def __call__(self, *arguments, **keywords):
        self.calls.append((arguments, keywords))
        return len(self.calls)

    def method(self, value):
        self.calls.append(value)
        return value * 2


def test_arguments_and_keywords_arrive():
    seen = []

    def function(a, /, b, *rest, c, **keywords):
        seen.append((a, b, rest, c, keywords))
        return "result"

    assert candidate.apply(function, 1, 2, 3, 4, c=5, d=6) == "result"
    assert seen == [(1, 2, (3, 4), 5, {"d": 6})]


def test_a_callable_instance():
    counter = Counter()
    assert candidate.apply(counter, "x", y=1) == 1
    assert counter.calls == [(("x",), {"y": 1})]


def test_a_bound_method():
    counter = Counter()
    assert candidate.apply(counter.method, 4) == 8
    assert counter.calls == [4]


@pytest.mark.parametrize(
    ("function", "arguments", "expected"),
    [
        (len, ("abc",), 3),
        (int, ("7",), 7),
        (str.upper, ("a",), "A"),
        (operator.add, (1, 2), 3),
        (operator.itemgetter(1), ([1, 2],), 2),
        (functools.partial(pow, 2), (5,), 32),
        (functools.partial(int, base=2), ("101",), 5),
        (max, ([3, 9, 2],), 9),
        (dict, ([("a", 1)],), {"a": 1}),
        ("{}-{}".format, (1, 2), "1-2"),
        ([].__len__, (), 0),
        (lambda: None, (), None),
        (sorted, ([2, 1],), [1, 2]),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_builtins_partials_and_lambdas(function, arguments, expected):
    assert candidate.apply(function, *arguments) == expected


def test_the_callback_appends_to_the_tests_list():
    seen = []
    candidate.apply(seen.append, 1)
    candidate.walk({"name": "a", "children": [{"name": "b", "children": [{"name": "c"}]}, {"name": "d"}]}, seen.append)
    assert seen == [1, "a", "b", "c", "d"]


def test_pipeline_in_order():
    assert candidate.apply_all([lambda x: x + 1, lambda x: x * 10, str], 1) == "20"


def test_compose_calls_right_to_left():
    composed = candidate.compose(str, lambda x: x + 1, len)
    assert composed("abc") == "4"
    assert composed("") == "1"


def test_key_functions():
    words = ["bbb", "a", "cc"]
    assert candidate.sort_by(words, len) == ["a", "cc", "bbb"]
    assert candidate.sort_by(words, key=lambda word: word[0], reverse=True) == ["cc", "bbb", "a"]
    assert words == ["bbb", "a", "cc"]


def test_sorting_is_stable_and_calls_the_key_once_each():
    calls = []

    def key(value):
        calls.append(value)
        return value % 2

    assert candidate.sort_by([3, 2, 1, 4], key) == [2, 4, 3, 1]
    assert calls == [3, 2, 1, 4]


def test_group_by_a_callback():
    assert candidate.group(range(5), lambda n: "odd" if n % 2 else "even") == {"even": [0, 2, 4], "odd": [1, 3]}


def test_fold_passes_the_accumulator_first():
    assert candidate.fold(lambda total, value: f"({total}{value})", "abc", "") == "(((a)b)c)"


def test_what_a_callback_raises_passes_through():
    class Mine(Exception):
        pass

    error = Mine("x", 1)

    def fail():
        raise error

    with pytest.raises(Mine) as caught:
        candidate.apply(fail)
    assert caught.value is error


def test_the_candidate_catches_what_a_callback_raises():
    attempts = []

    def fail_twice():
        attempts.append(1)
        if len(attempts) < 3:
            raise ValueError(len(attempts))
        return "done"

    assert candidate.retry(fail_twice, 5) == "done"
    assert len(attempts) == 3


def test_the_last_failure_is_raised():
    def fail():
        raise ValueError("always")

    with pytest.raises(ValueError, match="always"):
        candidate.retry(fail, 2)


def test_other_failures_are_not_retried():
    attempts = []

    def fail():
        attempts.append(1)
        raise KeyError("k")

    with pytest.raises(KeyError):
        candidate.retry(fail, 5)
    assert len(attempts) == 1


def test_handlers_are_kept_in_a_set():
    event = candidate.Event()
    counter = Counter()

    def double(value):
        return value * 2

    event.subscribe(double)
    event.subscribe(double)
    event.subscribe(counter.method)
    event.subscribe(counter.method)
    assert len(event) == 2
    assert double in event
    assert counter.method in event
    assert print not in event
    assert event.fire(3) == [6, 6]
    event.unsubscribe(double)
    event.unsubscribe(counter.method)
    assert len(event) == 0
    with pytest.raises(KeyError):
        event.unsubscribe(double)


def test_subscribe_returns_the_handler_itself():
    event = candidate.Event()

    @event.subscribe
    def handler():
        return 1

    assert handler() == 1
    assert event.fire() == [1]


def test_nested_calls_cross_back_and_forth():
    def bounce(pong, depth):
        return pong(bounce, depth)

    assert candidate.ping_pong(bounce, 20) == 20


def test_a_callback_that_calls_the_candidate():
    assert candidate.apply(lambda: candidate.apply(lambda: candidate.sort_by([2, 1], lambda x: x))) == [1, 2]


def test_until_the_callback_says_stop():
    seen = []
    assert candidate.until(seen.append, lambda count: count >= 3) == 3
    assert seen == [0, 1, 2]


def test_a_truthy_answer_that_is_no_bool():
    assert candidate.first_match(lambda value: value and [value], [0, "", 5, 6]) == 5
    assert candidate.first_match(None, [0, 7]) == 7


def test_the_callback_has_its_name_and_doc():
    def documented():
        """Says what it is."""

    assert candidate.describe(documented) == ("documented", "Says what it is.")


def test_a_function_of_the_candidate_passed_to_the_candidate():
    assert candidate.apply(candidate.first_match, bool, [0, 3]) == 3


def test_nonlocal_state_of_the_test():
    total = 0

    def add(value):
        nonlocal total
        total += value

    for value in range(4):
        candidate.apply(add, value)
    assert total == 6
