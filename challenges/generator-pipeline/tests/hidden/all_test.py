"""What holds for all of the generators."""

import pytest
from streams import applied, chained, pairs, pipeline, running_total

MADE = {
    "applied": lambda source: applied(abs, source),
    "pairs": pairs,
    "running_total": running_total,
    "chained": lambda source: chained(source, [7]),
    "pipeline": lambda source: pipeline(source, iter),
}

every = pytest.mark.parametrize("make", MADE.values(), ids=MADE)


def test_nothing_before_the_first_item(source):
    """Reads nothing before the first item is asked for.

    Area: laziness
    Tells: Whether the candidate knows when the body of a generator begins to run.
    Advises: Make each generator, ask it for nothing, and look at its source.
    """
    for make in MADE.values():
        one = source(1, 2, 3)
        make(one)
        assert one.read == 0


@every
def test_no_more_than_the_next_item_needs(source, make):
    """Reads no more than the next item needs.

    Area: laziness
    Tells: Whether items flow one by one, or are collected somewhere on the way.
    Advises: After each item, look at how far the source was read.
    """
    one = source(1, 2, 3, 4)
    generator = make(one)
    needed = 2 if make is pairs else 1
    for count in (0, 1):
        next(generator)
        assert one.read == needed + count


@every
def test_closed_with_its_consumer(source, log, make):
    """Closes its source when its consumer closes it.

    Area: closing
    Tells: Whether the candidate knows that a for loop over a source does not close it when the loop is left.
    Advises: Ask for one item, close the generator, and look at its source.
    """
    generator = make(source(1, 2, 3))
    next(generator)
    assert log == []
    generator.close()
    assert set(log) == {"source closed"}


def test_closed_at_its_end(source, log):
    """Closes its source at its end.

    Area: closing
    Tells: Whether closing belongs to every way out, also to the usual one.
    Advises: Read each generator to its end, and look at its source.
    """
    for make in MADE.values():
        list(make(source(1, 2, 3)))
        assert set(log) == {"source closed"}
        log.clear()


def test_closed_after_an_error(source, log):
    """Lets an exception of its source through, and closes the source.

    Area: closing
    Tells: Whether errors pass unharmed, and resources are given back in spite of them.
    Advises: Let a source fail in the middle.
    """
    error = LookupError("lost")
    for make in MADE.values():
        generator = make(source(1, 2, error=error))
        with pytest.raises(LookupError) as caught:
            list(generator)
        assert caught.value is error
        assert set(log) == {"source closed"}
        log.clear()


def test_sources_that_cannot_be_closed():
    """Reads sources that have nothing to close, also to an early end.

    Area: closing
    Tells: Whether "if the source has such a method" was read.
    Advises: Close a generator that reads a list.
    """
    for make in MADE.values():
        for items in ([1, 2, 3], (number for number in [1, 2, 3]), {1: "a", 2: "b", 3: "c"}, range(1, 4)):
            generator = make(items)
            next(generator)
            generator.close()
        assert len(list(make([1, 2, 3]))) >= 2
