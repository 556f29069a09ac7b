import candidate
import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

quick = settings(max_examples=60, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))


@quick
@given(st.text())
def test_round_trip(text):
    assert candidate.decode(candidate.encode(text)) == text


@quick
@given(st.text(alphabet="ab", min_size=1))
@example("aaaaaa")
def test_runs_are_as_long_as_can_be(text):
    pairs = candidate.encode(text)
    assert all(one[0] != other[0] for one, other in zip(pairs, pairs[1:]))


@quick
@given(st.lists(st.integers(-5, 5)))
def test_sorts_like_sorted(values):
    before = list(values)
    assert candidate.insertion_sort(values) == sorted(values)
    assert values == before


@quick
@given(st.floats(allow_nan=False), st.integers(-10, 10), st.integers(-10, 10))
def test_clamp_stays_within(value, low, high):
    assume(low <= high)
    assert low <= candidate.clamp(value, low, high) <= high


@quick
@given(st.data())
def test_a_stack_gives_back_in_reverse(data):
    values = data.draw(st.lists(st.integers(), max_size=6))
    stack = candidate.Stack()
    for value in values:
        stack.push(value)
    assert [stack.pop() for _ in range(stack.size())] == values[::-1]


@quick
@given(value=st.one_of(st.none(), st.booleans(), st.binary(), st.tuples(st.integers(), st.text())))
def test_anything_is_pushed(value):
    stack = candidate.Stack()
    stack.push(value)
    assert stack.pop() == value


@pytest.mark.parametrize("low", [-1, 0])
@quick
@given(value=st.integers())
def test_with_parameters(low, value):
    assert candidate.clamp(value, low, 5) >= low


class Machine(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.model = set()
        self.real = candidate.IntSet()

    @rule(value=st.integers(0, 3))
    def add(self, value):
        self.model.add(value)
        self.real.add(value)

    @rule(value=st.integers(0, 3))
    def remove(self, value):
        self.model.discard(value)
        self.real.remove(value)

    @invariant()
    def agrees(self):
        assert len(self.real) == len(self.model)
        assert all(value in self.real for value in self.model)


TestMachine = Machine.TestCase
TestMachine.settings = settings(quick, max_examples=20, stateful_step_count=10)
