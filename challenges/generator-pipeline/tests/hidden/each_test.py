"""What each of the generators does."""

import pytest
from streams import applied, chained, pairs, pipeline, running_total


def test_applied_returns_the_sources_result(result_of):
    """Returns from `applied` what the source returned.

    Area: results
    Tells: Whether the candidate knows that a generator can return, and where its result is found.
    Advises: A for loop throws something away: what?
    """

    def counted():
        yield 1
        yield 2
        return "two items"

    assert result_of(applied(abs, counted())) == "two items"
    assert result_of(applied(abs, [1, 2])) is None


def test_applied_stop_iteration_is_an_error(source, log):
    """Does not take a `StopIteration` of the function for the end.

    Area: errors
    Tells: Whether an error can look like less data: the kind of fault that nobody notices for months.
    Advises: Read what PEP 479 is about, and try each place from which a StopIteration can come.
    """

    def function(item):
        if item == 2:
            raise StopIteration("from the function")
        return item

    generator = applied(function, source(1, 2, 3))
    assert next(generator) == 1
    with pytest.raises(RuntimeError):
        next(generator)
    assert set(log) == {"source closed"}


def test_applied_lets_errors_of_the_function_out(source, log):
    """Lets an exception of the function out, and closes the source.

    Area: errors
    Tells: Whether the function's errors reach somebody who can deal with them.
    Advises: Apply a function that fails for one of the items.
    """
    generator = applied(lambda item: 1 // item, source(1, 0, 1))
    assert next(generator) == 1
    with pytest.raises(ZeroDivisionError):
        next(generator)
    assert set(log) == {"source closed"}


def test_applied_calls_when_asked(source):
    """Calls the function for an item when that item is asked for.

    Area: laziness
    Tells: Whether the work, too, is done no sooner than it is needed.
    Advises: Note down when the function is called.
    """
    calls = []
    generator = applied(calls.append, source(1, 2, 3))
    assert calls == []
    next(generator)
    assert calls == [1]
    next(generator)
    assert calls == [1, 2]


@pytest.mark.parametrize("items", [(), (1,)], ids=["none", "one"])
def test_pairs_of_hardly_anything(source, items):
    """Yields no pair where there are no two items.

    Area: pairs
    Tells: Whether the candidate asks what next() does at the end, inside a generator above all.
    Advises: Try the smallest sources that you can think of.
    """
    assert list(pairs(source(*items))) == []
    assert list(pairs(list(items))) == []


def test_pairs_of_any_items(source):
    """Pairs items of any value.

    Area: pairs
    Tells: Whether None, or an empty value, is taken for "nothing there yet".
    Advises: Which items does your generator not treat like others?
    """
    assert list(pairs(source(None, 0, None, None, ""))) == [(None, 0), (0, None), (None, None), (None, "")]


def test_zero_replaces_the_sum(source):
    """Takes a zero that is sent for a number like others.

    Area: running total
    Tells: Whether "something was sent" is asked of None, or of truth.
    Advises: Which number would a consumer send most often?
    """
    totals = running_total(source(5, 10, 1))
    assert next(totals) == 5
    assert totals.send(0) == 10
    assert next(totals) == 11


def test_sum_stays_replaced_once(source):
    """Replaces the sum once for each number that is sent.

    Area: running total
    Tells: Whether state is where it belongs, over several steps.
    Advises: Send a number, and then ask for several more items.
    """
    totals = running_total(source(1, 2, 3, 4, 5))
    assert [next(totals), totals.send(10), next(totals), totals.send(-4), next(totals)] == [1, 12, 15, 0, 5]


def test_running_total_returns_the_sum(source, result_of):
    """Returns the sum at the end, also without any number.

    Area: results
    Tells: Whether a generator's result is thought of for the empty case, too.
    Advises: What is the sum of nothing?
    """
    assert result_of(running_total(source(5, 10))) == 15
    assert result_of(running_total(source())) == 0


def test_number_sent_last_is_in_the_result(source):
    """Returns a number that was sent after the last item.

    Area: results
    Tells: Whether the last step is treated like the ones before it.
    Advises: Follow what is sent when there is no next number.
    """
    totals = running_total(source(5))
    assert next(totals) == 5
    with pytest.raises(StopIteration) as end:
        totals.send(100)
    assert end.value.value == 100


def talking(name, log):
    """Asks, and notes down what it is told."""
    try:
        answer = yield f"{name}?"
        log.append(answer)
        while True:
            try:
                yield f"{name}: {answer}"
                break
            except LookupError as error:
                answer = error.args[0]
        return f"{name} done"
    finally:
        log.append(f"{name} over")


TALKED_TO = {
    "chained": lambda source: chained(source, ["next"]),
    "pipeline": lambda source: pipeline([1, 2], lambda _: source),
}


@pytest.mark.parametrize("make", TALKED_TO.values(), ids=TALKED_TO)
def test_what_is_sent_arrives(log, make):
    """Hands on what its consumer sends.

    Area: talking
    Tells: Whether the candidate knows what `yield from` does that a for loop does not.
    Advises: Send something to each generator that promises to hand it on.
    """
    generator = make(talking("a", log))
    assert next(generator) == "a?"
    assert generator.send("yes") == "a: yes"
    assert log == ["yes"]


@pytest.mark.parametrize("make", TALKED_TO.values(), ids=TALKED_TO)
def test_what_is_thrown_arrives(log, make):
    """Hands on what its consumer throws, and goes on if that is caught.

    Area: talking
    Tells: Whether the candidate knows what `yield from` does that a for loop does not.
    Advises: Throw something into each generator that promises to hand it on.
    """
    generator = make(talking("a", log))
    next(generator)
    generator.send("yes")
    assert generator.throw(LookupError("changed")) == "a: changed"
    assert log == ["yes"]


def test_chained_returns_what_the_sources_returned(log, result_of):
    """Returns from `chained` a list of what each source returned.

    Area: results
    Tells: Whether the results of several generators are gathered, those without one included.
    Advises: Chain a generator that returns something and a list.
    """
    assert result_of(chained(talking("a", log), [1, 2], talking("b", log))) == ["a done", None, "b done"]
    assert result_of(chained()) == []


def test_chained_closes_before_it_begins_the_next(source, log):
    """Closes one source before it begins the next, and leaves alone what it never began.

    Area: closing
    Tells: Whether as few resources are open at a time as can be.
    Advises: Note down the order in which the sources are begun and closed.
    """

    def begun(name):
        log.append(f"{name} begun")
        yield name

    one = source(1, name="one")
    generator = chained(one, begun("two"), source(3, name="three"))
    assert [next(generator), next(generator)] == [1, "two"]
    assert [entry for i, entry in enumerate(log) if entry not in log[:i]] == ["one closed", "two begun"]
    generator.close()
    assert "three closed" not in log


def test_pipeline_without_stages(log):
    """Takes the source for the last stage where there is no other.

    Area: pipeline
    Tells: Whether the smallest pipeline is a pipeline, too.
    Advises: Try a pipeline without stages.
    """
    generator = pipeline(talking("a", log))
    assert next(generator) == "a?"
    assert generator.send("yes") == "a: yes"
    with pytest.raises(StopIteration) as end:
        next(generator)
    assert end.value.value == "a done"


def test_pipeline_gives_one_stage_to_the_next(source):
    """Gives each stage what the one before it returned.

    Area: pipeline
    Tells: Whether stages are composed in the right order, whatever kind of iterable they return.
    Advises: Build a pipeline of stages that cannot be exchanged.
    """
    stages = [
        lambda items: (item + 1 for item in items),
        lambda items: [10 * item for item in items],
        lambda items: map(str, items),
    ]
    assert list(pipeline(source(1, 2), *stages)) == ["20", "30"]


def test_pipeline_calls_its_stages_when_it_begins(source):
    """Calls no stage before the first item is asked for.

    Area: laziness
    Tells: Whether "nothing is called" was read as well as "nothing is read".
    Advises: Note down when the stages are called.
    """
    calls = []

    def stage(items):
        calls.append("stage")
        return items

    generator = pipeline(source(1), stage)
    assert calls == []
    assert list(generator) == [1]
    assert calls == ["stage"]


def test_pipeline_returns_the_last_stages_result(source, result_of):
    """Returns from `pipeline` what its last stage returned.

    Area: results
    Tells: Whether a result finds its way through several generators.
    Advises: End a pipeline with a stage that returns something.
    """
    assert result_of(pipeline(source(5, 10), running_total)) == 15
    assert result_of(pipeline(running_total([1, 2]))) == 3


@pytest.mark.parametrize("way", ["closed", "end", "error"])
def test_pipeline_closes_the_last_stage_first(source, log, way):
    """Closes all that a pipeline has opened, the last stage first.

    Area: closing
    Tells: Whether the candidate gives things back in the reverse of the order in which they were taken.
    Advises: Note down the order in which the parts of a pipeline are closed.
    """
    first, second, last = (source(1, 2, name=name) for name in ("first", "second", "last"))
    generator = pipeline(first, lambda _: second, lambda _: last)
    next(generator)
    if way == "closed":
        generator.close()
    elif way == "end":
        list(generator)
    else:
        with pytest.raises(LookupError):
            generator.throw(LookupError("thrown"))
    assert [entry for i, entry in enumerate(log) if entry not in log[:i]] == [
        "last closed",
        "second closed",
        "first closed",
    ]


def test_pipeline_closes_when_a_stage_fails(source, log):
    """Closes what it has opened when a later stage cannot be made.

    Area: closing
    Tells: Whether giving back begins with the first thing taken, not with the last.
    Advises: Let the function of the last stage raise.
    """

    def broken(items):
        raise LookupError("no such stage")

    generator = pipeline(source(1), lambda _: source(1, name="stage"), broken)
    with pytest.raises(LookupError):
        next(generator)
    assert [entry for i, entry in enumerate(log) if entry not in log[:i]] == ["stage closed", "source closed"]
