"""Edge cases that a reference and a generator make: what is compared, the shrunk example, the seed, the time."""

from __future__ import annotations

import pytest
from harness import Case, Examiner, Run

REFERENCE = b"""
from dataclasses import dataclass
from helping import double
import math

class Empty(Exception):
    pass

@dataclass
class Point:
    x: int
    y: int

class Stack:
    def __init__(self):
        self._items = []
    def push(self, item):
        self._items.append(item)
    def pop(self):
        if not self._items:
            raise Empty("nothing there")
        return self._items.pop()

def twice(n):
    return double(n)

def halves(n):
    if n % 2:
        raise ValueError(f"{n} is odd")
    return n // 2

def order(items):
    items.sort()

def shout(text):
    print(text.upper())

def count(n):
    for i in range(n):
        yield i

def mirrored(x, y):
    return Point(y, x)

def drained(limit):
    raise Empty("always")

async def later(n):
    return n

def mean(numbers):
    return math.fsum(numbers) / len(numbers)
"""
HELPING = b"def double(n):\n    return 2 * n\n"
TESTS = '''
from assay import same_as_reference
from hypothesis import strategies as st

small = st.integers(0, 1_000)

@same_as_reference("twice", st.integers())
def test_twice():
    """Doubles every number.

    Tells: arithmetic.
    """

@same_as_reference("halves", small, messages=True)
def test_halves(): pass

@same_as_reference("order", st.lists(small))
def test_order(): pass

@same_as_reference("shout", st.text("ab"), output=True)
def test_shout(): pass

@same_as_reference("count", n=st.integers(0, 20))
def test_count(): pass

class TestOthers:
    @same_as_reference("mirrored", small, small)
    def test_mirrored(self): pass

    @same_as_reference("drained", small)
    def test_drained(self): pass

@same_as_reference("later", small)
def test_later(): pass

@same_as_reference("mean", st.lists(small, min_size=1), equal=lambda one, other: abs(one - other) < 1e-6)
def test_mean(): pass

@same_as_reference(st.lists(st.one_of(st.none(), small)))
def test_stack(module, steps):
    stack, seen = module.Stack(), []
    for step in steps:
        if step is not None:
            stack.push(step)
        else:
            try:
                seen.append(stack.pop())
            except module.Empty as error:
                seen.append(str(error))
    return seen
'''
WRONG = {
    "twice": ("return n * 2 if n < 300 else n", "twice(300) returned 300, expected 600"),
    "halves": ("return n / 2", "halves(0) returned 0.0, expected 0 (types: float, int)"),
    "order": ("items[:] = sorted(set(items))", "order([0, 0]) left its argument as [0], expected [0, 0]"),
    "shout": ("print(text)", "shout('a') printed 'a\\n', expected 'A\\n'"),
    "count": ("return iter(range(n + (n == 3)))", "count(n=3) returned an iterator of [0, 1, 2, 3]"),
    "mirrored": ("return Point(x, y)", "mirrored(0, 1) returned Point(x=0, y=1), expected Point(x=1, y=0)"),
    "drained": ("raise ValueError('always')", "drained(0) raised ValueError: always, expected it to raise Empty"),
    "later": ("return str(n)", "later(0) returned '0', expected 0"),
    "mean": ("return max(numbers)", "mean([0, 1]) returned 1, expected 0.5"),
}


def examine(examiner: Examiner, source: bytes, tests: str = TESTS, **options: float) -> Run:
    reference = {"candidate.py": REFERENCE, "helping.py": HELPING}
    challenge = examiner.load({"hidden/a_test.py": tests.encode()}, ["candidate"], reference)
    files = {"candidate.py": source, "helping.py": HELPING}
    with examiner.sandbox() as uid:
        return examiner.run(challenge, files, uid, examples=40, **options)  # type: ignore[arg-type]


def case(run: Run, name: str) -> Case:
    return next(case for case in run.cases.values() if case.id.endswith(name))


def test_the_reference_agrees_with_itself(examiner: Examiner) -> None:
    run = examine(examiner, REFERENCE)
    assert set(run.outcomes().values()) == {"passed"}, run.explain()
    assert len(run.cases) == 10


def test_the_message_is_the_smallest_example_as_a_call(examiner: Examiner) -> None:
    source = REFERENCE.decode()
    for name, (body, _) in WRONG.items():
        source += f"\n{'async ' if name == 'later' else ''}def {name}({'numbers' if name == 'mean' else 'items' if name == 'order' else 'text' if name == 'shout' else 'x, y' if name == 'mirrored' else 'n'}):\n    {body}\n"
    source = source.replace("return self._items.pop()", "return self._items.pop(0)")
    run = examine(examiner, source.encode(), seed=3)
    assert set(run.outcomes().values()) == {"failed"}, run.explain()
    for name, (_, says) in WRONG.items():
        assert case(run, f"test_{name}").message.startswith(says), run.explain()
    assert case(run, "test_stack").message.startswith("with steps = [0, 1, None] it returned [0], expected [1]"), (
        run.explain()
    )
    again = examine(examiner, source.encode(), seed=3)
    assert [one.message for one in again.cases.values()] == [one.message for one in run.cases.values()]


def test_a_candidate_that_does_not_end_is_told_with_the_call(examiner: Examiner) -> None:
    tests = TESTS[: TESTS.index('@same_as_reference("halves"')]
    endless = b"def twice(n):\n    while n > 100: pass\n    return 2 * n\n"
    run = examine(examiner, endless, tests, edge_case_seconds=1.0)
    ended = case(run, "test_twice")
    assert ended.outcome == "timed_out"
    assert "in twice(" in ended.message
    wrong_first = b"def twice(n):\n    while -9 < n < 0: pass\n    return n\n"
    run = examine(examiner, wrong_first, tests, edge_case_seconds=1.0)
    ended = case(run, "test_twice")
    assert ended.outcome == "failed", ended
    assert "returned" in ended.message
    slow = b"import time\ndef twice(n):\n    time.sleep(0.05)\n    return 2 * n\n"
    run = examine(examiner, slow, tests, edge_case_seconds=1.0)
    ended = case(run, "test_twice")
    assert ended.outcome == "passed", "fewer examples, and no failure of the candidate's"
    assert ended.examples is not None
    assert 0 < ended.examples["tried"] < ended.examples["asked"] == 40
    assert ended.examples["time_over"]
    assert ended.message == f"passed, though its time was over after {ended.examples['tried']} of 40 examples"
    run = examine(examiner, slow.replace(b"0.05", b"0"), tests, edge_case_seconds=30.0)
    assert case(run, "test_twice").examples == {"tried": 40, "asked": 40, "time_over": False}


@pytest.mark.parametrize(
    ("tests", "says"),
    [
        (
            "from assay import same_as_reference\n@same_as_reference('twice', 7)\ndef test_a(): pass\n",
            "no example could be made",
        ),
        (
            "from assay import same_as_reference\nfrom hypothesis import strategies as st\n"
            "@same_as_reference('Stack')\ndef test_a(): pass\n",
            "an instance of `Stack` cannot be compared",
        ),
    ],
)
def test_what_the_author_gets_wrong_is_said(examiner: Examiner, tests: str, says: str) -> None:
    ended = case(examine(examiner, REFERENCE, tests), "test_a")
    assert ended.outcome == "challenge_fault", ended
    assert says in ended.message


def test_without_a_reference_the_author_is_told(examiner: Examiner) -> None:
    challenge = examiner.load({"hidden/a_test.py": b"def test_a(reference): pass\n"}, ["candidate"])
    with examiner.sandbox() as uid:
        ended = case(examiner.run(challenge, {"candidate.py": REFERENCE}, uid), "test_a")
    assert ended.outcome == "challenge_fault"
    assert "add a line `[reference]`" in ended.message


# The recipe of docs/authoring.md for classes, and for property tests by hand.
BY_HAND = """
import candidate
from assay import reference
from hypothesis import given, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

class Stacks(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.right, self.theirs, self.size = reference.Stack(), candidate.Stack(), 0

    @rule(item=st.integers())
    def push(self, item):
        self.right.push(item)
        self.theirs.push(item)
        self.size += 1

    @precondition(lambda self: self.size)
    @rule()
    def pop(self):
        self.size -= 1
        assert self.theirs.pop() == self.right.pop()

TestStacks = Stacks.TestCase

@given(st.integers())
def test_twice(reference, n):
    assert candidate.twice(n) == reference.twice(n)
"""


def test_rule_machines_and_given_compare_with_the_reference(examiner: Examiner) -> None:
    run = examine(examiner, REFERENCE, BY_HAND)
    assert set(run.outcomes().values()) == {"passed"}, run.explain()
    wrong = REFERENCE.replace(b"_items.pop()", b"_items.pop(0)").replace(b"double(n)", b"abs(double(n))")
    run = examine(examiner, wrong, BY_HAND)
    assert set(run.outcomes().values()) == {"failed"}, run.explain()


def test_a_search_reads_no_library_for_constants(examiner: Examiner) -> None:
    """Each run would spend seconds of its first edge case on that."""
    tests = (
        "from assay import same_as_reference\nfrom hypothesis import strategies as st\n"
        "from hypothesis.internal.constants_ast import constants_from_module as read\n"
        "@same_as_reference('twice', st.integers())\ndef test_a(): pass\n"
        "def test_b(): assert 0 < read.cache_info().misses < 5\n"
    )
    run = examine(examiner, REFERENCE, tests)
    assert set(run.outcomes().values()) == {"passed"}, run.explain()
