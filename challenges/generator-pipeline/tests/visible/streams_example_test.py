"""What the statement shows, as tests."""

import inspect

from streams import applied, chained, pairs, pipeline, running_total


def test_examples_of_the_statement():
    """Yields what the statement shows."""
    assert list(applied(str.upper, ["a", "b"])) == ["A", "B"]
    assert list(pairs([1, 4, 9])) == [(1, 4), (4, 9)]
    assert list(running_total([5, 10, 1])) == [5, 15, 16]
    assert list(chained([1, 2], "ab")) == [1, 2, "a", "b"]


def test_pipeline_of_the_statement():
    """Sends items through a pipeline."""
    stages = [pairs, lambda source: applied(sum, source), running_total]
    assert list(pipeline([1, 2, 3, 4], *stages)) == [3, 8, 15]


def test_they_are_generators():
    """Returns generators."""
    assert inspect.isgenerator(applied(str.upper, []))
    assert inspect.isgenerator(pairs([]))
    assert inspect.isgenerator(running_total([]))
    assert inspect.isgenerator(chained([], []))
    assert inspect.isgenerator(pipeline([], pairs))


def test_a_sent_number_replaces_the_sum():
    """Goes on with the number that it was sent."""
    totals = running_total([5, 10, 1])
    assert next(totals) == 5
    assert totals.send(100) == 110
    assert next(totals) == 111
