from collections import deque

import candidate


def test_sorts_the_list_that_was_passed_in():
    values = [3, 1, 2]
    assert candidate.sort_in_place(values) is None
    assert values == [1, 2, 3]


def test_a_slice_assignment_shows():
    values = list(range(6))
    alias = values
    candidate.remove_evens(values)
    assert alias == [1, 3, 5]
    assert alias is values


def test_fills_the_dict_that_was_passed_in_and_returns_it():
    counts = {"b": 5}
    result = candidate.count_words(["a", "b", "a"], counts)
    assert result is counts
    assert counts == {"b": 6, "a": 2}
    assert list(counts) == ["b", "a"]


def test_an_in_place_set_operator_shows():
    items = {1, 2, 3}
    candidate.discard_all(items, {2, 9})
    assert items == {1, 3}


def test_a_bytearray_is_edited():
    buffer = bytearray(b"abc")
    candidate.upper(buffer)
    assert buffer == bytearray(b"ABC")
    assert type(buffer) is bytearray


def test_a_deque_is_rotated_and_keeps_its_bound():
    queue = deque([1, 2, 3], maxlen=3)
    candidate.rotate(queue, 1)
    assert list(queue) == [3, 1, 2]
    assert queue.maxlen == 3


def test_nested_containers_made_by_the_candidate_show():
    tree = {"a": {"b": 1}}
    inner = tree["a"]
    candidate.nest(tree, ["a", "c"], 2)
    candidate.nest(tree, ["x", "y"], 3)
    assert inner == {"b": 1, "c": 2}
    assert tree["a"] is inner
    assert tree["x"] == {"y": 3}


def test_edits_of_inner_rows_show():
    rows = [[1, 2], [3, 4]]
    first = rows[0]
    assert candidate.last_of_each(rows) == [2, 4]
    assert rows == [[1], [3]]
    assert first == [1]


def test_the_same_row_twice_is_edited_twice():
    row = [1, 2, 3]
    assert candidate.last_of_each([row, row]) == [3, 2]
    assert row == [1]


def test_a_default_argument_remembers():
    first = candidate.collect("a")
    second = candidate.collect("b")
    assert second is first
    assert first == ["a", "b"]
    first.append("c")
    assert candidate.collect("d") == ["a", "b", "c", "d"]


def test_the_test_edits_between_calls():
    steps = ["one"]
    history = candidate.History(steps)
    steps.append("two")
    history.push("three")
    assert steps == ["one", "two", "three"]
    assert history.all() == steps
    assert history.steps is steps
    del steps[0]
    assert history.all() == ["two", "three"]


def test_clear_and_refill():
    steps = ["one", "two"]
    history = candidate.History(steps)
    steps.clear()
    history.push("x")
    steps[:] = ["y", *steps]
    assert history.all() == ["y", "x"]
